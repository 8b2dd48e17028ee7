import { isCurrency, parseDecimal } from '@rialto/money'

/** An amount as people type it, in minor units; null when it is none. A comma is as good as a point. */
export function readMoney(typed: string, currency: string): number | null {
  if (!isCurrency(currency)) return null
  const parsed = parseDecimal(typed.trim().replace(',', '.'), currency)
  if (!parsed.ok) return null
  const amount = Number(parsed.value.amount)
  return Number.isSafeInteger(amount) && amount > 0 ? amount : null
}
