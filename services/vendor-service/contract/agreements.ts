import { endpoint, id, nullable, page, pageQuery, struct, timestamp } from '@rialto/core'
import { isCurrency } from '@rialto/money'
import { Type } from 'typebox'
import { vendor } from './vendors.ts'

const currency = Type.Refine(
  Type.String({ pattern: '^[A-Z]{3}$', description: 'Currency code of ISO 4217' }),
  isCurrency,
  () => 'must be the code of a currency in use',
)
const ratePpm = (description: string) => Type.Integer({ minimum: 0, maximum: 1_000_000, description })

const terms = {
  /** Commission in millionths of the net price, by category; the entry with null is for all others. */
  commissions: Type.Array(struct({ categoryId: nullable(id()), ratePpm: ratePpm('12 % is 120000') }), {
    minItems: 1,
    maxItems: 200,
  }),
  /** A fixed part for each order of the vendor, by currency. */
  fixed: Type.Array(struct({ amount: Type.Integer({ minimum: 0, maximum: 100_000_000_000 }), currency }), {
    maxItems: 20,
  }),
  feeTaxPpm: ratePpm('Tax that the marketplace adds to its fee, in millionths'),
}

/** What the marketplace earns of a vendor's sales. The order freezes it. */
export const agreementTerms = struct({ agreementId: id(), vendorId: id(), ...terms })

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

const agreement = struct({ agreementId: id(), vendorId: id(), ...terms, validFrom: timestamp() })

export const listAgreements = endpoint({
  name: 'vendor.list_agreements',
  summary: 'All agreements with a vendor, the latest first; in force is the first one that has begun',
  method: 'GET',
  path: '/api/vendors/:vendorId/agreements',
  permission: 'vendor.read_agreements',
  input: struct({ vendorId: id(), ...pageQuery }),
  reply: page(agreement),
})

export const createAgreement = endpoint({
  name: 'vendor.create_agreement',
  summary: 'Agrees new terms with a vendor, from now or a later moment on. Older ones are kept',
  method: 'POST',
  path: '/api/vendors/:vendorId/agreements',
  permission: 'vendor.manage_agreements',
  input: struct({ vendorId: id(), ...terms, validFrom: Type.Optional(timestamp()) }),
  reply: agreement,
  status: 201,
  idempotency: 'key',
})

const stateRefusals = { VENDOR_STATE_WRONG: 409 } as const

export const approveVendor = endpoint({
  name: 'vendor.approve_vendor',
  summary: 'Lets a vendor sell, by the given terms; without them by those it has, or by the usual ones',
  method: 'POST',
  path: '/api/vendors/:vendorId/approve',
  permission: 'vendor.manage_vendors',
  input: struct({ vendorId: id(), terms: Type.Optional(struct(terms)) }),
  reply: vendor,
  refusals: stateRefusals,
})

export const suspendVendor = endpoint({
  name: 'vendor.suspend_vendor',
  summary: 'Stops a vendor from selling; approving lets it sell again',
  method: 'POST',
  path: '/api/vendors/:vendorId/suspend',
  permission: 'vendor.manage_vendors',
  input: struct({ vendorId: id() }),
  reply: vendor,
  refusals: stateRefusals,
})

export const closeVendor = endpoint({
  name: 'vendor.close_vendor',
  summary: 'Turns an application down, or ends the work with a vendor for good',
  method: 'POST',
  path: '/api/vendors/:vendorId/close',
  permission: 'vendor.manage_vendors',
  input: struct({ vendorId: id() }),
  reply: vendor,
})
