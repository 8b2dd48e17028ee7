import { type Account, chart, growsByDebit } from './ledger-chart.ts'

type Sum = { currency: string; account: Account; debit: bigint; credit: bigint }

/** The trial balance as it is shown: by currency, with the balance of each account as it grows. */
export function trialBalance(sums: readonly Sum[]) {
  return [...Map.groupBy(sums, (sum) => sum.currency)].map(([currency, own]) => {
    const debit = own.reduce((sum, one) => sum + one.debit, 0n)
    const credit = own.reduce((sum, one) => sum + one.credit, 0n)
    const accounts = own.map((one) => ({
      account: one.account,
      kind: chart[one.account].kind,
      debit: Number(one.debit),
      credit: Number(one.credit),
      balance: Number(growsByDebit(one.account) ? one.debit - one.credit : one.credit - one.debit),
    }))
    return {
      currency,
      debit: Number(debit),
      credit: Number(credit),
      difference: Number(debit - credit),
      accounts,
    }
  })
}

/** What a vendor has with the marketplace, from the credits less debits of its accounts. */
export function vendorBalances(credits: ReadonlyMap<string, bigint>) {
  const of = (account: Account) => Number(credits.get(account) ?? 0n)
  const held = of('vendor.held')
  const due = of('vendor.due')
  const inTransfer = of('vendor.in_transfer')
  const owed = 0 - of('vendor.receivable')
  return { held, due, inTransfer, owed, total: held + due + inTransfer - owed }
}

/** How a posting changes what a vendor has; one between two of its accounts only moves it on. */
export function changeOf({
  debit,
  credit,
  amount,
}: {
  debit: string
  credit: string
  amount: bigint
}): number {
  const gains = credit.startsWith('vendor.') ? amount : 0n
  const loses = debit.startsWith('vendor.') ? amount : 0n
  return Number(gains - loses)
}

/** One row of a CSV file (RFC 4180); a text that a spreadsheet would run as a formula is quoted as text. */
export function csvRow(cells: readonly (string | number | null)[]): string {
  const written = cells.map((cell) => {
    if (cell === null) return ''
    if (typeof cell === 'number') return String(cell)
    const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return `${written.join(',')}\r\n`
}
