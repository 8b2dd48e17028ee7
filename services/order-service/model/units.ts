import { divideRounded } from '@rialto/money'
import type { Part, PartLine, WantedLine } from './order.ts'

/** What a customer paid for a line as it was frozen: `total` is after discounts, with tax, for all of its units. */
export type FrozenLine = { readonly sku: string; readonly quantity: number; readonly total: number }

/** Units of a line that are neither shipped nor cancelled. */
export function openOf(line: PartLine): number {
  return line.quantity - line.shipped - cancelledOf(line)
}

export function cancelledOf(line: PartLine): number {
  return line.cancelled ?? 0
}

/** Everything of a part that its vendor still has to send. */
export function openLines(part: Part): WantedLine[] {
  return part.lines
    .map((line) => ({ sku: line.sku, quantity: openOf(line) }))
    .filter((line) => line.quantity > 0)
}

export function openUnits(part: Part, sku: string): number {
  return part.lines.filter((line) => line.sku === sku).reduce((sum, line) => sum + openOf(line), 0)
}

/** One line for each SKU: a list may name a SKU twice. */
export function sumBySku(lines: readonly WantedLine[]): WantedLine[] {
  return [...new Set(lines.map((line) => line.sku))].map((sku) => ({ sku, quantity: quantityOf(lines, sku) }))
}

export function quantityOf(lines: readonly WantedLine[], sku: string): number {
  return lines.filter((line) => line.sku === sku).reduce((sum, line) => sum + line.quantity, 0)
}

/**
 * What some units of a line cost, when others of it were given back before. Rounded on the running sum, so that the
 * units of a line, given back in whatever pieces, add up to its total to the cent.
 */
export function priceOfUnits(line: FrozenLine, givenBack: number, units: number): number {
  const upTo = (count: number) =>
    divideRounded(BigInt(line.total) * BigInt(count), BigInt(line.quantity), 'half-up')
  return Number(upTo(givenBack + units) - upTo(givenBack))
}

/** What the customer gets back for the units of a part that are cancelled now. Its shipping stays: something was sent. */
export function refundOf(part: Part, frozen: readonly FrozenLine[], lines: readonly WantedLine[]): number {
  return lines.reduce((sum, { sku, quantity }) => {
    const line = frozen.find((one) => one.sku === sku)
    const own = part.lines.find((one) => one.sku === sku)
    if (!line || !own) throw new Error(`The part of ${part.vendorId} has no frozen line for ${sku}`)
    return sum + priceOfUnits(line, cancelledOf(own), quantity)
  }, 0)
}

/** The part of a commission that is earned by the units that were not cancelled. */
export function commissionKept(commission: number, part: Part, frozen: readonly FrozenLine[]): number {
  const own = frozen.filter((line) => part.lines.some((one) => one.sku === line.sku))
  const whole = own.reduce((sum, line) => sum + line.total, 0)
  const cancelled = part.lines.reduce((sum, line) => {
    const price = own.find((one) => one.sku === line.sku)
    return price ? sum + priceOfUnits(price, 0, cancelledOf(line)) : sum
  }, 0)
  if (part.status === 'cancelled' || whole === 0 || cancelled === 0) return commission
  return Number(divideRounded(BigInt(commission) * BigInt(whole - cancelled), BigInt(whole), 'half-up'))
}
