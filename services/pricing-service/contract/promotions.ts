import { endpoint, id, nothing, nullable, oneOf, page, pageQuery, struct, timestamp } from '@rialto/core'
import { Type } from 'typebox'
import { prices } from './amounts.ts'

const code = Type.String({ pattern: '^[A-Z0-9_-]{3,40}$', description: 'Capital letters and digits' })
const usesMax = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const ratePpm = Type.Integer({ minimum: 1, maximum: 1_000_000, description: '10 % is 100000' })
const categoryIds = Type.Array(id(), { maxItems: 50, description: 'Empty: products of all categories' })
const minimums = Type.Array(prices.items, {
  maxItems: 20,
  description:
    'Least worth of the products it is for, before discounts. Empty: none; else only these currencies',
})

const terms = {
  minimums,
  categoryIds,
  perPersonMax: nullable(usesMax),
  totalMax: nullable(usesMax),
  startsAt: nullable(timestamp()),
  endsAt: nullable(timestamp()),
}

const promotion = struct({
  promotionId: id(),
  code,
  kind: oneOf(['percent', 'fixed', 'free_shipping']),
  ratePpm: nullable(ratePpm),
  amounts: prices,
  fundedBy: oneOf(['vendor', 'platform']),
  vendorId: nullable(id()),
  ...terms,
  version: Type.Integer(),
})

export const listPromotions = endpoint({
  name: 'pricing.list_promotions',
  summary: 'Promotion codes, by code; a vendor sees those that it pays for',
  method: 'GET',
  path: '/api/pricing/promotions',
  permission: 'pricing.manage_promotions',
  input: struct({ ...pageQuery }),
  reply: page(promotion),
})

const termsOptional = {
  minimums: Type.Optional(minimums),
  categoryIds: Type.Optional(categoryIds),
  perPersonMax: Type.Optional(nullable(usesMax)),
  totalMax: Type.Optional(nullable(usesMax)),
  startsAt: Type.Optional(nullable(timestamp())),
  endsAt: Type.Optional(nullable(timestamp())),
}

export const createPromotion = endpoint({
  name: 'pricing.create_promotion',
  summary: 'Makes a promotion code. A code is never used for a second promotion',
  method: 'POST',
  path: '/api/pricing/promotions',
  permission: 'pricing.manage_promotions',
  input: struct({
    code,
    kind: oneOf(['percent', 'fixed', 'free_shipping']),
    ratePpm: Type.Optional(ratePpm),
    amounts: Type.Optional(prices),
    /** `vendor` takes it from the vendor's part of the sale, `platform` from what the marketplace earns. */
    fundedBy: oneOf(['vendor', 'platform']),
    vendorId: Type.Optional(nullable(id())),
    ...termsOptional,
  }),
  reply: promotion,
  status: 201,
  idempotency: 'key',
  refusals: { PROMOTION_CODE_TAKEN: 409 },
})

export const changePromotion = endpoint({
  name: 'pricing.change_promotion',
  summary: 'Changes when and how often a code works. What it gives and who pays stays as it is',
  method: 'PATCH',
  path: '/api/pricing/promotions/:promotionId',
  permission: 'pricing.manage_promotions',
  input: struct({ promotionId: id(), version: Type.Integer({ minimum: 1 }), ...termsOptional }),
  reply: promotion,
})

export const removePromotion = endpoint({
  name: 'pricing.remove_promotion',
  summary: 'Withdraws a promotion code for good',
  method: 'DELETE',
  path: '/api/pricing/promotions/:promotionId',
  permission: 'pricing.manage_promotions',
  input: struct({ promotionId: id() }),
  reply: nothing,
  status: 204,
})
