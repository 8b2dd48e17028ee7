import { ok, type Result, refuse } from '@rialto/core'
import { divideRounded } from '@rialto/money'
import type { returnReasons, returnStates } from '../contract.ts'
import type { Part, WantedLine } from './order.ts'
import { cancelledOf, type FrozenLine, priceOfUnits, quantityOf, sumBySku } from './units.ts'

export type ReturnStatus = (typeof returnStates)[number]
export type ReturnReason = (typeof returnReasons)[number]

export type ReturnLine = {
  readonly sku: string
  /** Asked for, and after the goods came, what came. */
  readonly quantity: number
  readonly restocked: number
  readonly writtenOff: number
  readonly refundAmount: number
}

/** A return, as far as the next one is decided by it. */
export type KnownReturn = {
  readonly returnId: string
  readonly vendorId: string
  readonly status: ReturnStatus
  readonly lines: readonly ReturnLine[]
}

export type ReceivedLine = { readonly sku: string; readonly restock: number; readonly writeOff: number }

/** What is known of a vendor's part when somebody wants to send something back. */
export type Returnable = {
  readonly part: Part
  readonly frozen: readonly FrozenLine[]
  /** Returns of this part so far, in the order of their making. */
  readonly known: readonly KnownReturn[]
}

const dayMs = 86_400_000

/** When the vendor's days for returns are over. They begin when the last of its part arrived. */
export function returnUntil(deliveredAt: Date, returnDays: number): Date {
  return new Date(deliveredAt.getTime() + returnDays * dayMs)
}

/** Whether all of a part arrived: only then its money is settled and something of it can come back. */
export function isReturnable(part: Part): boolean {
  return part.status === 'delivered'
}

/** Units of a line that arrived and that nobody asked to send back. */
export function leftToReturn({ part, known }: Returnable, sku: string): number {
  if (!isReturnable(part)) return 0
  const shipped = part.lines.filter((line) => line.sku === sku).reduce((sum, line) => sum + line.shipped, 0)
  return shipped - askedBack(known, sku)
}

/** Units of a line in returns that were not rejected. */
function askedBack(known: readonly KnownReturn[], sku: string): number {
  return known
    .filter((one) => one.status !== 'rejected')
    .reduce((sum, one) => sum + quantityOf(one.lines, sku), 0)
}

/** Units whose price was given back already: cancelled by the vendor, or received. */
function givenBack({ part, known }: Returnable, sku: string): number {
  const cancelled = part.lines
    .filter((line) => line.sku === sku)
    .reduce((sum, line) => sum + cancelledOf(line), 0)
  return cancelled + askedBack(known.filter(isReceived), sku)
}

export function isReceived({ status }: Pick<KnownReturn, 'status'>): boolean {
  return status === 'received' || status === 'refunded'
}

/** What is given back for units of a line, if they are the next ones that come. */
export function refundFor(returnable: Returnable, sku: string, units: number): number {
  const line = returnable.frozen.find((one) => one.sku === sku)
  if (!line) throw new Error(`The part of ${returnable.part.vendorId} has no frozen line for ${sku}`)
  return priceOfUnits(line, givenBack(returnable, sku), units)
}

/** The lines of a new return: never more units than arrived and were not asked back before (INV-12). */
export function decideRequest(
  wish: { lines: readonly WantedLine[]; until: Date; now: Date },
  returnable: Returnable,
): Result<ReturnLine[], 'LINES_NOT_DELIVERED' | 'RETURN_PERIOD_OVER'> {
  const lines = sumBySku(wish.lines)
  const isThere = lines.every((line) => line.quantity <= leftToReturn(returnable, line.sku))
  if (!isThere) {
    return refuse('LINES_NOT_DELIVERED', 'More units than arrived and were not asked back before')
  }
  if (wish.now > wish.until) return refuse('RETURN_PERIOD_OVER', 'The days for returns are over')
  return ok(
    lines.map(({ sku, quantity }) => ({
      sku,
      quantity,
      restocked: 0,
      writtenOff: 0,
      refundAmount: refundFor(returnable, sku, quantity),
    })),
  )
}

/**
 * What came of an approved return, with its price: each unit once, and never more than was asked for. The other units
 * stay with the customer, who may ask again.
 */
export function decideReceipt(
  wish: readonly ReceivedLine[],
  own: KnownReturn,
  returnable: Returnable,
): Result<ReturnLine[], 'LINES_NOT_REQUESTED'> {
  const skus = wish.map((line) => line.sku)
  const isAsked = wish.every(({ sku, restock, writeOff }) => restock + writeOff <= quantityOf(own.lines, sku))
  const units = wish.reduce((sum, line) => sum + line.restock + line.writeOff, 0)
  if (!isAsked || units === 0 || new Set(skus).size !== skus.length) {
    return refuse('LINES_NOT_REQUESTED', 'These are not the units that were to come back')
  }
  const came = wish.filter((line) => line.restock + line.writeOff > 0)
  return ok(
    came.map(({ sku, restock, writeOff }) => ({
      sku,
      quantity: restock + writeOff,
      restocked: restock,
      writtenOff: writeOff,
      refundAmount: refundFor(returnable, sku, restock + writeOff),
    })),
  )
}

/** Whether all that was shipped of a part came back. */
export function cameBackWhole(part: Part, known: readonly KnownReturn[]): boolean {
  const received = known.filter(isReceived)
  return part.lines.every((line) => line.shipped === askedBack(received, line.sku))
}

/**
 * The share of a commission that falls on what is refunded now: on the running sum, so that a part that comes back
 * piece by piece gives back its commission to the cent, and nothing beyond it.
 */
export function commissionBack(
  commission: number,
  refund: { before: number; now: number; whole: number },
): number {
  if (refund.whole === 0) return 0
  const upTo = (amount: number) =>
    divideRounded(BigInt(commission) * BigInt(amount), BigInt(refund.whole), 'half-up')
  return Number(upTo(refund.before + refund.now) - upTo(refund.before))
}

/** What was paid for the units of a part that were shipped, and what of it was given back for returns so far. */
export function paidAndReturned({ part, frozen, known }: Returnable): { whole: number; before: number } {
  const whole = part.lines.reduce((sum, line) => {
    const price = frozen.find((one) => one.sku === line.sku)
    return price ? sum + priceOfUnits(price, cancelledOf(line), line.shipped) : sum
  }, 0)
  const before = known
    .filter(isReceived)
    .reduce((sum, one) => sum + one.lines.reduce((all, line) => all + line.refundAmount, 0), 0)
  return { whole, before }
}
