import { endpoint, eventType, id, nullable, oneOf, page, pageQuery, struct, text } from '@rialto/core'
import { Type } from 'typebox'

export const vendorStates = ['applied', 'active', 'suspended', 'closed'] as const

const country = Type.String({ pattern: '^[A-Z]{2}$', description: 'Country code of ISO 3166-1' })
const slug = Type.String({
  pattern: '^[a-z](-?[a-z0-9]){2,59}$',
  description: 'Name in addresses: small letters, digits and single hyphens, beginning with a letter',
})
const returnDays = Type.Integer({ minimum: 14, maximum: 365, description: 'Days to send something back' })

/** Text by language; English is the fallback of the others. */
const localText = (charactersMax: number) =>
  struct({
    en: text(charactersMax, { min: 0 }),
    de: Type.Optional(text(charactersMax, { min: 0 })),
    ar: Type.Optional(text(charactersMax, { min: 0 })),
  })

const profile = {
  name: text(120),
  country,
  tagline: localText(160),
  story: localText(5_000),
  returnDays,
  shipsFrom: country,
}

/** A vendor as everybody sees it. */
export const vendor = struct({
  vendorId: id(),
  slug: text(80),
  ...profile,
  status: oneOf(vendorStates),
  version: Type.Integer(),
})

/** How the marketplace reaches a vendor. Personal data. */
const contact = { person: text(200), email: text(320), phone: nullable(text(40)) }

export const vendorFacts = struct({
  vendorId: id(),
  slug: text(80),
  name: text(120),
  country,
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

export const applyAsVendor = endpoint({
  name: 'vendor.apply_as_vendor',
  summary: 'Applies to sell here. Who applies becomes the owner; an operator approves',
  method: 'POST',
  path: '/api/vendors',
  permission: 'signed_in',
  input: struct({
    slug,
    name: profile.name,
    country,
    tagline: Type.Optional(profile.tagline),
    story: profile.story,
    returnDays: Type.Optional(returnDays),
    shipsFrom: Type.Optional(country),
    contact: struct({ ...contact, phone: Type.Optional(contact.phone) }),
  }),
  reply: vendor,
  status: 201,
  idempotency: 'key',
  refusals: { VENDOR_SLUG_TAKEN: 409 },
})

export const listVendors = endpoint({
  name: 'vendor.list_vendors',
  summary:
    'Vendors by slug, from A on or from Z: the active ones for everybody, those in other states for operators',
  method: 'GET',
  path: '/api/vendors',
  permission: 'anyone',
  input: struct({
    ...pageQuery,
    status: Type.Optional(oneOf(vendorStates)),
    sortOrder: Type.Optional(oneOf(['asc', 'desc'], 'By slug. A cursor belongs to its order')),
  }),
  reply: page(vendor),
})

export const getVendor = endpoint({
  name: 'vendor.get_vendor',
  summary: 'One vendor by slug or id. Its own people and operators see it in any state',
  method: 'GET',
  path: '/api/vendors/:slugOrId',
  permission: 'anyone',
  input: struct({ slugOrId: text(80) }),
  reply: vendor,
})

export const changeVendor = endpoint({
  name: 'vendor.change_vendor',
  summary: 'Changes how a vendor presents itself',
  method: 'PATCH',
  path: '/api/vendors/:vendorId',
  permission: 'vendor.change_profile',
  input: struct({
    vendorId: id(),
    version: Type.Integer({ minimum: 1 }),
    name: Type.Optional(profile.name),
    tagline: Type.Optional(profile.tagline),
    story: Type.Optional(profile.story),
    returnDays: Type.Optional(returnDays),
    shipsFrom: Type.Optional(country),
  }),
  reply: vendor,
})

export const getContact = endpoint({
  name: 'vendor.get_contact',
  summary: 'How the marketplace reaches a vendor',
  method: 'GET',
  path: '/api/vendors/:vendorId/contact',
  permission: 'vendor.read_contacts',
  input: struct({ vendorId: id() }),
  reply: struct({ vendorId: id(), ...contact, version: Type.Integer() }),
})

export const changeContact = endpoint({
  name: 'vendor.change_contact',
  summary: 'Changes how the marketplace reaches a vendor',
  method: 'PUT',
  path: '/api/vendors/:vendorId/contact',
  permission: 'vendor.change_profile',
  input: struct({ vendorId: id(), version: Type.Integer({ minimum: 1 }), ...contact }),
  reply: struct({ vendorId: id(), ...contact, version: Type.Integer() }),
})

const vendorData = struct({ vendorId: id(), slug: text(80), country })

export const vendorApplied = eventType({
  type: 'vendor.applied',
  summary: 'Somebody wants to sell here',
  data: vendorData,
})

export const vendorApproved = eventType({
  type: 'vendor.approved',
  summary: 'A vendor may sell, for the first time or again',
  data: vendorData,
})

export const vendorSuspended = eventType({
  type: 'vendor.suspended',
  summary: 'A vendor may not sell for now; what it sold is still fulfilled',
  data: vendorData,
})

export const vendorClosed = eventType({
  type: 'vendor.closed',
  summary: 'An application was turned down, or a vendor left for good',
  data: vendorData,
})
