import { calendarDay, endpoint, id, nullable, oneOf, struct, text } from '@rialto/core'
import { Type } from 'typebox'

const amount = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Minor units' })
const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'Currency code of ISO 4217' })
const day = calendarDay('The last day, UTC')
const refusals = { STORED_VALUE_EXPIRED: 409, STORED_VALUE_CURRENCY: 409, STORED_VALUE_SHORT: 409 } as const

const storedValue = struct({
  storedValueId: id(),
  ownerId: nullable(text(80)),
  currency,
  expiresOn: nullable(day),
  balance: Type.Integer({ minimum: 0 }),
  reserved: Type.Integer({ minimum: 0, description: 'Promised to payments that are under way' }),
})

export const getStoredValue = endpoint({
  name: 'payment.get_stored_value',
  summary: 'A gift card or credit: what is on it, and what is promised of it',
  method: 'GET',
  path: '/internal/payments/stored-values/:storedValueId',
  exposure: 'internal',
  permission: 'payment.use_stored_value',
  input: struct({ storedValueId: id() }),
  reply: storedValue,
})

export const issueStoredValue = endpoint({
  name: 'payment.issue_stored_value',
  summary: 'Puts value on a gift card or credit that the marketplace gives away; makes it when it is new',
  method: 'POST',
  path: '/internal/payments/stored-values',
  exposure: 'internal',
  permission: 'payment.issue_stored_value',
  input: struct({
    issueId: id('The same id again issues nothing'),
    storedValueId: id(),
    ownerId: Type.Optional(text(80, { description: 'Whose it is; without it, of whoever has the card' })),
    amount,
    currency,
    expiresOn: Type.Optional(day),
  }),
  reply: struct({ storedValueId: id(), issueId: id() }),
  retry: 'keyed',
  refusals,
})

export const beginRedemption = endpoint({
  name: 'payment.begin_redemption',
  summary: 'Promises stored value to an order, before its card is charged. It ends by itself after its time',
  method: 'POST',
  path: '/internal/payments/stored-values/:storedValueId/redemptions',
  exposure: 'internal',
  permission: 'payment.use_stored_value',
  input: struct({
    storedValueId: id(),
    redemptionId: id('The same id again promises nothing more'),
    orderId: id(),
    amount,
    lifeSeconds: Type.Integer({ minimum: 1, maximum: 86_400 }),
  }),
  reply: struct({ redemptionId: id(), state: oneOf(['pending', 'posted', 'voided']) }),
  retry: 'keyed',
  refusals,
})

export const endRedemption = endpoint({
  name: 'payment.end_redemption',
  summary: 'Posts a redemption with the capture of the card, or voids it when the payment failed',
  method: 'POST',
  path: '/internal/payments/redemptions/:redemptionId/end',
  exposure: 'internal',
  permission: 'payment.use_stored_value',
  input: struct({ redemptionId: id(), change: oneOf(['post', 'void']) }),
  reply: struct({ redemptionId: id(), state: oneOf(['posted', 'voided']) }),
  retry: 'keyed',
  refusals: { ALREADY_POSTED: 409, ALREADY_VOIDED: 409 },
})

export const expireStoredValue = endpoint({
  name: 'payment.expire_stored_value',
  summary: 'Takes what is left of stored value whose last day is over, unless a payment may still use it',
  method: 'POST',
  path: '/internal/payments/stored-values/:storedValueId/expiry',
  exposure: 'internal',
  permission: 'payment.issue_stored_value',
  input: struct({ storedValueId: id() }),
  reply: struct({ storedValueId: id(), expired: Type.Integer({ minimum: 0 }), currency }),
  retry: 'keyed',
})

export const refundAsStoredValue = endpoint({
  name: 'payment.refund_as_stored_value',
  summary: 'Refunds an order, or one vendor’s part of it, as stored value instead of through the provider',
  method: 'POST',
  path: '/internal/payments/stored-value-refunds',
  exposure: 'internal',
  permission: 'payment.issue_stored_value',
  input: struct({
    refundId: id('The same id again refunds nothing'),
    orderId: id(),
    vendorId: Type.Optional(id()),
    amount: Type.Optional(amount),
    storedValueId: id(),
  }),
  reply: struct({ refundId: id(), storedValueId: id(), amount, currency }),
  retry: 'keyed',
  refusals: { ...refusals, NOTHING_TO_REFUND: 409, REFUND_TOO_LARGE: 409 },
})
