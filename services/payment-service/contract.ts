import { calendarDay, endpoint, eventType, id, nullable, oneOf, struct, text, timestamp } from '@rialto/core'
import { Type } from 'typebox'

export {
  closePeriod,
  correctLedger,
  endTransfers,
  exportVendorStatement,
  getTrialBalance,
  getVendorStatement,
  rebuildBalances,
  settleVendor,
} from './contract/ledger.ts'
export {
  caseReasons,
  explainMatchCases,
  listMatchCases,
  listMatches,
  matchLedger,
  paymentLedgerMatched,
} from './contract/match.ts'
export {
  beginRedemption,
  endRedemption,
  expireStoredValue,
  getStoredValue,
  issueStoredValue,
  refundAsStoredValue,
} from './contract/stored-value.ts'

export const money = struct({
  amount: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
})

export const paymentStates = [
  'planned',
  'requires_action',
  'authorised',
  'captured',
  'failed',
  'voided',
  'unknown',
] as const

/** A payment as its payer sees it. `clientSecret` and `actionUrl` are there while the payer must do something. */
export const payment = struct({
  paymentId: id(),
  orderId: id(),
  status: oneOf(paymentStates),
  amount: money,
  clientSecret: nullable(text(255)),
  actionUrl: nullable(text(2_000)),
  failure: nullable(struct({ code: text(60), reason: text(200) })),
})

const paymentRefusals = {
  PAYMENT_CONFIG_MISSING: 503,
  PAYMENT_PROVIDER_UNAVAILABLE: 503,
  PAYMENT_DECLINED: 402,
  PAYMENT_ACTION_REQUIRED: 402,
  PAYMENT_UNKNOWN: 409,
  PAYMENTS_BUSY: 503,
  ORDER_NOT_PENDING: 409,
  HOLD_EXPIRED: 409,
  SOLD_OUT: 409,
} as const

export const createIntent = endpoint({
  name: 'payment.create_intent',
  summary: 'Starts the payment of an order. The amount comes from the order',
  method: 'POST',
  path: '/api/payments/create-intent',
  permission: 'payment.pay_order',
  audit: 'none',
  ratePlan: 'payments',
  input: struct({ orderId: id() }),
  reply: payment,
  idempotency: 'key',
  deadlineMs: 25_000,
  refusals: paymentRefusals,
})

export const confirmPayment = endpoint({
  name: 'payment.confirm_payment',
  summary: 'Pays with a method or a confirmation token of the provider. May ask for 3-D Secure',
  method: 'POST',
  path: '/api/payments/confirm',
  permission: 'payment.pay_order',
  audit: 'none',
  ratePlan: 'payments',
  input: struct({
    orderId: id(),
    paymentMethodId: Type.String({ pattern: '^(pm|ctoken)_[A-Za-z0-9_]{1,200}$' }),
    returnUrl: Type.Optional(text(2_000)),
  }),
  reply: payment,
  idempotency: 'key',
  deadlineMs: 25_000,
  refusals: paymentRefusals,
})

export const getPayment = endpoint({
  name: 'payment.get_payment',
  summary: 'The payment of an order; asks the provider when the payer came back before the webhook did',
  method: 'GET',
  path: '/api/payments/by-order/:orderId',
  permission: 'payment.pay_order',
  input: struct({ orderId: id() }),
  reply: payment,
})

export const refundPayment = endpoint({
  name: 'payment.refund_payment',
  summary: 'Refunds an order, or one vendor’s part of it',
  method: 'POST',
  path: '/api/payments/refund',
  permission: 'payment.refund_order',
  ratePlan: 'payments',
  input: struct({
    orderId: id(),
    vendorId: Type.Optional(id()),
    amount: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Minor units; without it, all that is left' }),
    ),
    reason: Type.Optional(text(200)),
  }),
  reply: struct({
    refundId: id(),
    orderId: id(),
    amount: money,
    status: oneOf(['intended', 'sent', 'succeeded', 'failed', 'unknown']),
  }),
  status: 201,
  idempotency: 'key',
  deadlineMs: 25_000,
  refusals: { ...paymentRefusals, REFUND_TOO_LARGE: 409, NOTHING_TO_REFUND: 409 },
})

const refundStates = ['intended', 'sent', 'succeeded', 'failed', 'unknown'] as const

export const getOrderPayment = endpoint({
  name: 'payment.get_order_payment',
  summary: 'The payment of an order with its refunds, for operators',
  method: 'GET',
  path: '/api/operator/payments/by-order/:orderId',
  permission: 'order.read_all_orders',
  input: struct({ orderId: id() }),
  reply: struct({
    paymentId: id(),
    orderId: id(),
    status: oneOf(paymentStates),
    amount: money,
    refunded: money,
    refundable: money,
    failureCode: nullable(text(60)),
    refunds: Type.Array(
      struct({
        refundId: id(),
        vendorId: nullable(id('Whose part it was; null for the whole order')),
        amount: money,
        status: oneOf(refundStates),
        reason: nullable(text(200)),
        createdAt: timestamp(),
      }),
    ),
  }),
})

const count = Type.Integer({ minimum: 0 })
const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'Currency code of ISO 4217' })

export const getPaymentFigures = endpoint({
  name: 'payment.get_figures',
  summary: 'A day’s refunds, and payments that need somebody’s attention now',
  method: 'GET',
  path: '/api/operator/figures/payments',
  permission: 'order.read_all_orders',
  input: struct({
    day: Type.Optional(calendarDay('A day of UTC; today without it')),
  }),
  reply: struct({
    day: calendarDay(),
    refunds: Type.Array(struct({ currency, amount: Type.Integer(), refunds: count })),
    attention: struct({
      unknownPayments: Type.Integer({ description: 'The provider has not said yet how they ended' }),
      unknownRefunds: count,
      failedRefunds: Type.Integer({ description: 'Of that day' }),
      parkedMessages: Type.Integer({ description: 'Messages of the provider that fit nothing we know' }),
    }),
  }),
})

/** Before an order is accepted: whether its payment could start in time (spine 5, budget). */
export const getReadiness = endpoint({
  name: 'payment.get_readiness',
  summary: 'Whether payments are configured, and how long a new one would wait for the provider',
  method: 'GET',
  path: '/internal/payments/readiness',
  exposure: 'internal',
  permission: 'payment.read_readiness',
  input: struct({}),
  reply: struct({
    configured: Type.Boolean(),
    backlogSeconds: Type.Integer({ minimum: 0 }),
    busy: Type.Boolean(),
  }),
})

/** Asked when an order's time to pay is over or it is cancelled: only the provider's answer ends a hold. */
export const stopPayment = endpoint({
  name: 'payment.stop_payment',
  summary: 'Cancels the live payment of an order at the provider. `captured` when the money came first',
  method: 'POST',
  path: '/internal/payments/by-order/:orderId/stop',
  exposure: 'internal',
  permission: 'payment.stop_payment',
  input: struct({ orderId: id() }),
  reply: struct({ outcome: oneOf(['stopped', 'captured', 'unknown']) }),
  retry: 'keyed',
  deadlineMs: 25_000,
})

/**
 * The events of the provider that an endpoint must be subscribed to: those that bring a payment or a refund further. All
 * others cost a request each and change nothing; what comes all the same is stored and does no harm.
 */
export const webhookEvents = [
  'payment_intent.amount_capturable_updated',
  'payment_intent.canceled',
  'payment_intent.payment_failed',
  'payment_intent.requires_action',
  'payment_intent.succeeded',
  'refund.failed',
  'refund.updated',
] as const

export const receiveWebhook = endpoint({
  name: 'payment.receive_webhook',
  summary: 'Events of the payment provider, for the marketplace `main`',
  method: 'POST',
  path: '/api/webhooks/stripe',
  permission: 'anyone',
  ratePlan: 'none',
  body: 'raw',
  headers: { signature: 'stripe-signature' },
  input: struct({ payload: Type.String({ maxLength: 500_000 }), signature: Type.Optional(text(2_000)) }),
  reply: struct({ received: Type.Boolean() }),
  refusals: { WEBHOOK_SIGNATURE_INVALID: 400, PAYMENT_CONFIG_MISSING: 503 },
})

export const receiveAccountWebhook = endpoint({
  name: 'payment.receive_account_webhook',
  summary: 'Events of one payment account of one marketplace',
  method: 'POST',
  path: '/api/webhooks/stripe/:tenant/:account',
  permission: 'anyone',
  ratePlan: 'none',
  body: 'raw',
  headers: { signature: 'stripe-signature' },
  input: struct({
    tenant: text(60),
    account: text(60),
    payload: Type.String({ maxLength: 500_000 }),
    signature: Type.Optional(text(2_000)),
  }),
  reply: struct({ received: Type.Boolean() }),
  refusals: { WEBHOOK_SIGNATURE_INVALID: 400, PAYMENT_CONFIG_MISSING: 503 },
})

export const paymentSucceeded = eventType({
  type: 'payment.succeeded',
  summary: 'All tenders of an order are captured',
  data: struct({ paymentId: id(), orderId: id(), generation: Type.Integer(), amount: money }),
})

export const paymentFailed = eventType({
  type: 'payment.failed',
  summary: 'An attempt to pay failed; another may follow while the order can be paid',
  data: struct({ paymentId: id(), orderId: id(), attempt: Type.Integer(), code: text(60) }),
})

export const paymentIntentCreated = eventType({
  type: 'payment.intent_created',
  summary: 'The provider knows of the payment',
  data: struct({ paymentId: id(), orderId: id(), at: timestamp() }),
})

export const paymentRefunded = eventType({
  type: 'payment.refunded',
  summary: 'A refund reached its final state',
  data: struct({
    refundId: id(),
    orderId: id(),
    vendorId: nullable(id()),
    amount: money,
    status: oneOf(['succeeded', 'failed']),
  }),
})
