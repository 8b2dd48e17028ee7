import { exponentOf, isCurrency } from '@rialto/money'

/** An amount as somebody types it, `12.5`, in minor units: 1250 in euros, 12500 in dinars, 12 in yen. */
export function minorUnitsOf(typed: string, currency: string): number {
  const exponent = isCurrency(currency) ? exponentOf(currency) : 2
  const [whole = '', part = ''] = typed.split('.')
  return Number(`${whole}${part.padEnd(exponent, '0').slice(0, exponent)}`)
}
