import type { BillingDetails, Shipping } from '../shapes/pieces.ts'
import type { AddressParam, BillingParam, CreatedRange, ShippingParam } from './pieces.ts'

/** Metadata after a change: an empty value takes its key away, an empty string takes all away. */
export function mergeMetadata(
  known: Record<string, string> | null | undefined,
  change: '' | Record<string, string> | undefined,
): Record<string, string> {
  if (change === '') return {}
  const merged = { ...known, ...change }
  for (const [key, value] of Object.entries(merged)) if (value === '') delete merged[key]
  return merged
}

/** An address with every field there, as answers show it. */
export function fullAddress(given: AddressParam) {
  return {
    city: given.city || null,
    country: given.country || null,
    line1: given.line1 || null,
    line2: given.line2 || null,
    postal_code: given.postal_code || null,
    state: given.state || null,
  }
}

/** Billing details with every field there. */
export function fullBilling(given: BillingParam): BillingDetails {
  return {
    address: given.address === undefined || given.address === '' ? null : fullAddress(given.address),
    email: given.email || null,
    name: given.name || null,
    phone: given.phone || null,
    tax_id: given.tax_id || null,
  }
}

/** Shipping with every field there. */
export function fullShipping(given: ShippingParam): Shipping {
  return {
    address: fullAddress(given.address),
    carrier: given.carrier || null,
    name: given.name,
    phone: given.phone || null,
    tracking_number: given.tracking_number || null,
  }
}

/** Tells whether a time lies in the range asked for. */
export function isWithin(created: number, range: CreatedRange | undefined): boolean {
  if (range === undefined) return true
  if (typeof range === 'number') return created === range
  if (range.gt !== undefined && created <= range.gt) return false
  if (range.gte !== undefined && created < range.gte) return false
  if (range.lt !== undefined && created >= range.lt) return false
  return range.lte === undefined || created <= range.lte
}

/** The earliest time in the range; rows before it need not be looked at. */
export function earliest(range: CreatedRange | undefined): number {
  if (range === undefined) return 0
  if (typeof range === 'number') return range
  return Math.max(range.gt ?? 0, range.gte ?? 0)
}
