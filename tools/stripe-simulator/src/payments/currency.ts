// Amounts are whole minor units. What a currency allows differs from its number of decimals on paper.
const noDecimals = 'bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' ')
const threeDecimals = 'bhd jod kwd omr tnd'.split(' ')
const known = new Set([...Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()), 'usdc'])

const amountMin: Readonly<Record<string, number>> = {
  aed: 200,
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  usd: 50,
}
const amountMax = 99_999_999

/** Tells whether money can be taken in this currency. */
export function isCurrency(code: string): boolean {
  return known.has(code)
}

/** Why an amount cannot be charged in a currency; nothing when it can. */
export function amountProblem(
  amount: number,
  currency: string,
):
  | { code: 'amount_too_small' | 'amount_too_large' | 'parameter_invalid_integer'; message: string }
  | undefined {
  const least = amountMin[currency] ?? 1
  if (amount < least) {
    return {
      code: 'amount_too_small',
      message: `The amount must be at least ${least} ${currency} minor units`,
    }
  }
  if (amount > amountMax) {
    return { code: 'amount_too_large', message: `The amount must be no more than ${amountMax} minor units` }
  }
  const step = threeDecimals.includes(currency) ? 10 : currency === 'isk' ? 100 : 1
  if (amount % step !== 0) {
    return { code: 'parameter_invalid_integer', message: `Amounts in ${currency} go in steps of ${step}` }
  }
  return undefined
}

/** The amount as people read it, for pages and messages. */
export function readableAmount(amount: number, currency: string): string {
  const digits = noDecimals.includes(currency) ? 0 : threeDecimals.includes(currency) ? 3 : 2
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency.toUpperCase()}`
}
