import { endpoint, id, nullable, oneOf, struct, text } from '@rialto/core'
import { Type } from 'typebox'

export const vendorStates = ['applied', 'active', 'suspended', 'closed'] as const

export const vendorFacts = struct({
  vendorId: id(),
  slug: text(80),
  name: text(120),
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
  status: oneOf(vendorStates),
})

export const findVendors = endpoint({
  name: 'vendor.find_vendors',
  summary: 'Facts of vendors by id or slug; unknown ones are left out',
  method: 'POST',
  path: '/internal/vendors/facts',
  exposure: 'internal',
  permission: 'vendor.read_vendors',
  input: struct({
    vendorIds: Type.Array(id(), { maxItems: 200 }),
    slugs: Type.Array(text(80), { maxItems: 200 }),
  }),
  reply: struct({ items: Type.Array(vendorFacts) }),
  retry: 'safe',
})

/** What the marketplace earns of a vendor's sales. The order freezes it. */
export const agreementTerms = struct({
  agreementId: id(),
  vendorId: id(),
  /** Commission in millionths of the net price, by category; the entry with null is for all others. */
  commissions: Type.Array(
    struct({ categoryId: nullable(id()), ratePpm: Type.Integer({ minimum: 0, maximum: 1_000_000 }) }),
  ),
  /** A fixed part for each order of the vendor, by currency. */
  fixed: Type.Array(
    struct({ amount: Type.Integer({ minimum: 0 }), currency: Type.String({ pattern: '^[A-Z]{3}$' }) }),
  ),
  /** Tax that the marketplace adds to its fee, in millionths. */
  feeTaxPpm: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
})

export const findAgreements = endpoint({
  name: 'vendor.find_agreements',
  summary: 'The terms in force for vendors',
  method: 'POST',
  path: '/internal/vendors/agreements',
  exposure: 'internal',
  permission: 'vendor.read_agreements',
  input: struct({ vendorIds: Type.Array(id(), { minItems: 1, maxItems: 100 }) }),
  reply: struct({ items: Type.Array(agreementTerms) }),
  retry: 'safe',
})

/** Which vendor a person works for, and as what. */
export const findMemberships = endpoint({
  name: 'vendor.find_memberships',
  summary: 'The vendors a user works for',
  method: 'GET',
  path: '/internal/vendors/memberships/:userId',
  exposure: 'internal',
  permission: 'vendor.read_vendors',
  input: struct({ userId: id() }),
  reply: struct({
    items: Type.Array(
      struct({
        vendorId: id(),
        role: oneOf(['vendor_owner', 'vendor_manager', 'vendor_packer', 'vendor_finance']),
      }),
    ),
  }),
})
