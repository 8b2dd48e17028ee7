import { type Refusal, refuse } from '@rialto/core'

export type SaleTerms = {
  price: { amount: number; currency: string }
  startsAt: string
  endsAt: string | null
}

export type SalePatch = {
  price?: { amount: number; currency: string } | undefined
  startsAt?: string | undefined
  endsAt?: string | null | undefined
}

/** A sale cannot begin in the past: a price that nobody was asked must not become price history. */
export function startOf(wanted: string | undefined, now: Date): string {
  if (wanted === undefined || Date.parse(wanted) < now.getTime()) return now.toISOString()
  return new Date(wanted).toISOString()
}

/** Whether the sale is lower than the base price, and ends after it begins. */
export function checkSale(
  terms: SaleTerms,
  baseAmount: number,
): Refusal<'VALIDATION_FAILED' | 'SALE_NOT_LOWER'> | null {
  if (terms.endsAt !== null && Date.parse(terms.endsAt) <= Date.parse(terms.startsAt)) {
    return refuse('VALIDATION_FAILED', '`endsAt` must be after `startsAt`')
  }
  if (terms.price.amount < baseAmount) return null
  return refuse('SALE_NOT_LOWER', `The price without a sale is ${baseAmount}, which is not higher`)
}

/**
 * The sale after a change. What was asked of people is kept true: once a sale began only its end moves, and never into
 * the past; once it is over nothing does.
 */
export function patchSale(
  sale: SaleTerms,
  patch: SalePatch,
  now: Date,
): SaleTerms | Refusal<'SALE_STARTED' | 'VALIDATION_FAILED'> {
  const moment = now.getTime()
  const isStarted = Date.parse(sale.startsAt) <= moment
  const isOver = sale.endsAt !== null && Date.parse(sale.endsAt) <= moment
  if (isOver) return refuse('SALE_STARTED', 'The sale is over. Make another one')
  if (isStarted && (patch.price !== undefined || patch.startsAt !== undefined)) {
    return refuse('SALE_STARTED', 'The sale has begun: only `endsAt` can change. End it and make another one')
  }
  if (patch.price !== undefined && patch.price.currency !== sale.price.currency) {
    return refuse('VALIDATION_FAILED', 'The currency of a sale cannot change')
  }
  const endsAt = patch.endsAt === undefined ? sale.endsAt : patch.endsAt
  if (endsAt !== null && Date.parse(endsAt) < moment) {
    return refuse('VALIDATION_FAILED', '`endsAt` is in the past')
  }
  return {
    price: patch.price ?? sale.price,
    startsAt: patch.startsAt === undefined ? sale.startsAt : startOf(patch.startsAt, now),
    endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
  }
}
