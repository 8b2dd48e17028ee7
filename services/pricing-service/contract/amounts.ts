import { struct, text } from '@rialto/core'
import { fromWire, isChargeable, isCurrency } from '@rialto/money'
import { Type } from 'typebox'

/** The highest price of one unit, in minor units: a full basket of them still fits a safe integer. */
export const priceMax = 100_000_000_000

export const sku = () => text(100, { description: 'Stock keeping unit, unique in the marketplace' })

/** Minor units of the currency that stands beside it. */
export const minorUnits = (description?: string) =>
  Type.Integer({
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
    ...(description ? { description } : {}),
  })

export const currency = Type.Refine(
  Type.String({ pattern: '^[A-Z]{3}$', description: 'Currency code of ISO 4217' }),
  isCurrency,
  () => 'must be the code of a currency in use',
)

export const country = Type.String({ pattern: '^[A-Z]{2}$', description: 'Country code of ISO 3166-1' })

/** What somebody asks for a thing. A card must be able to pay exactly this: 5.124 KWD is refused. */
export const price = Type.Refine(
  struct({
    amount: Type.Integer({ minimum: 0, maximum: priceMax, description: 'Minor units: 1299 is 12.99 EUR' }),
    currency,
  }),
  canBePaid,
  () => 'cannot be charged exactly: this currency is paid in larger steps',
)

function canBePaid(money: { amount: number; currency: string }): boolean {
  // The amount and the currency report what else is wrong with them.
  if (!Number.isSafeInteger(money.amount) || !isCurrency(money.currency)) return true
  return isChargeable(fromWire(money))
}

/** One amount for each of some currencies. */
export const prices = Type.Array(price, { maxItems: 20 })
