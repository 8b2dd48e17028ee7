import type { findReturnable, getReturn } from '@rialto/order-service/contract'
import type { Order } from './order-facts.ts'

export type Return = NonNullable<(typeof getReturn)['types']>['output']
type Returnable = NonNullable<(typeof findReturnable)['types']>['output']
type Line = Order['items'][number]

/** A line that can be sent back, and what is given back for one unit of it, for two, and so on. */
export type ReturnChoice = {
  readonly sku: string
  readonly vendorId: string
  readonly title: string
  readonly options: Line['options']
  readonly image: string | null
  readonly left: number
  readonly unitRefunds: readonly number[]
  readonly until: string
}

/** The lines of an order that can be sent back now, vendor by vendor as they stand in the order. */
export function choicesOf(order: Order, returnable: Returnable, now: Date): ReturnChoice[] {
  return returnable.vendors.flatMap(({ vendorId, until, lines }) => {
    if (until === null || new Date(until) < now) return []
    return lines.flatMap(({ sku, quantity, unitRefunds }) => {
      const item = order.items.find((one) => one.sku === sku && one.vendorId === vendorId)
      if (!item || quantity === 0) return []
      const { title, options, image } = item
      return [{ sku, vendorId, title, options, image, left: quantity, unitRefunds, until }]
    })
  })
}

/** The field of a line's quantity. */
export function quantityName(sku: string): string {
  return `quantity.${sku}`
}

export type WantedReturn = {
  readonly vendorId: string
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
}

/** What was chosen, as one return for each vendor: each gets its own parcel. Only what can be sent back counts. */
export function wantedReturns(
  form: { get(name: string): unknown },
  choices: readonly ReturnChoice[],
): WantedReturn[] {
  const chosen = choices.flatMap(({ sku, vendorId, left }) => {
    const quantity = Number(form.get(quantityName(sku)) ?? 0)
    return Number.isInteger(quantity) && quantity > 0
      ? [{ sku, vendorId, quantity: Math.min(quantity, left) }]
      : []
  })
  return [...new Set(chosen.map((line) => line.vendorId))].map((vendorId) => ({
    vendorId,
    lines: chosen
      .filter((line) => line.vendorId === vendorId)
      .map(({ sku, quantity }) => ({ sku, quantity })),
  }))
}
