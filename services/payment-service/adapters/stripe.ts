import { currencyOf, fromProviderAmount, toProviderAmount } from '@rialto/money'
import Stripe from 'stripe'
import type { Intent, ProviderEvent } from '../model.ts'
import {
  keyReused,
  type NewIntent,
  type Provider,
  type ProviderAnswer,
  type ProviderRefund,
} from '../ports.ts'
import { readMove } from './read-move.ts'

export type StripeSettings = {
  secretKey: string
  webhookSecret: string
  apiBase: string | null
  timeoutMs?: number
  retriesMax?: number
}

const timeoutMsDefault = 20_000
const retriesMaxDefault = 1
const knownStatuses = new Set([
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
])

/** Stripe through its official package. Only the base address differs between Stripe and the simulator. */
export function createStripeProvider(settings: StripeSettings): Provider {
  const stripe = new Stripe(settings.secretKey, {
    ...addressOf(settings.apiBase),
    timeout: settings.timeoutMs ?? timeoutMsDefault,
    maxNetworkRetries: settings.retriesMax ?? retriesMaxDefault,
    telemetry: false,
  })
  const expand = ['latest_charge.balance_transaction']
  return {
    createIntent: (intent) =>
      ask(() => stripe.paymentIntents.create(paramsOf(intent), { idempotencyKey: intent.key }), readIntent),
    createConfirmed: (intent, attempt) =>
      ask(
        () =>
          stripe.paymentIntents.create(
            { ...paramsOf(intent), confirm: true, ...confirmationOf(attempt), expand },
            { idempotencyKey: intent.key },
          ),
        readIntent,
      ),
    confirmIntent: (id, { key, ...attempt }) =>
      ask(
        () =>
          stripe.paymentIntents.confirm(id, { ...confirmationOf(attempt), expand }, { idempotencyKey: key }),
        readIntent,
      ),
    captureIntent: (id, key) =>
      ask(() => stripe.paymentIntents.capture(id, { expand }, { idempotencyKey: key }), readIntent),
    cancelIntent: (id, key) =>
      ask(() => stripe.paymentIntents.cancel(id, {}, { idempotencyKey: key }), readIntent),
    retrieveIntent: (id) => ask(() => stripe.paymentIntents.retrieve(id, { expand }), readIntent),
    ...listsOf(stripe),
    createRefund: ({ intentId, amount, currency, key, metadata }) =>
      ask(
        () =>
          stripe.refunds.create(
            {
              payment_intent: intentId,
              amount: toProviderAmount({ amount, currency: currencyOf(currency) }),
              metadata,
            },
            { idempotencyKey: key },
          ),
        (refund): ProviderRefund => ({ id: refund.id, status: refundStatus(refund.status) }),
      ),
    readWebhook: (payload, signature) =>
      readWebhook(stripe, { payload, signature, secret: settings.webhookSecret }),
  }
}

/** What is read in pages of 100, the newest first. */
function listsOf(stripe: Stripe): Pick<Provider, 'listIntents' | 'listMoves'> {
  return {
    listIntents: ({ from, to, after }) =>
      ask(
        () =>
          stripe.paymentIntents.list({
            limit: 100,
            created: createdIn(from, to),
            ...(after === null ? {} : { starting_after: after }),
          }),
        (page) => ({ intents: page.data.map(readIntent), isLast: !page.has_more }),
      ),
    listMoves: ({ from, to, after }) =>
      ask(
        () =>
          stripe.balanceTransactions.list({
            limit: 100,
            created: createdIn(from, to),
            expand: ['data.source'],
            ...(after === null ? {} : { starting_after: after }),
          }),
        (page) => ({ moves: page.data.map(readMove), isLast: !page.has_more }),
      ),
  }
}

/** The provider's times are whole seconds. */
function createdIn(from: Date, to: Date) {
  return { gte: Math.floor(from.getTime() / 1_000), lt: Math.ceil(to.getTime() / 1_000) }
}

function paramsOf(intent: NewIntent) {
  return {
    amount: toProviderAmount({ amount: intent.amount, currency: currencyOf(intent.currency) }),
    currency: intent.currency.toLowerCase(),
    // Authorise first, capture after the units are secured: losing them costs a void, not a refund.
    capture_method: 'manual' as const,
    allowed_payment_method_types: ['card' as const],
    metadata: intent.metadata,
    transfer_group: intent.transferGroup,
  }
}

function confirmationOf({ method, returnUrl }: { method: string; returnUrl: string | null }) {
  return {
    ...(method.startsWith('ctoken_') ? { confirmation_token: method } : { payment_method: method }),
    ...(returnUrl === null ? {} : { return_url: returnUrl }),
    // The bank asks on its own page, by redirect: our pages need no script of the provider for it.
    use_stripe_sdk: false,
  }
}

function addressOf(apiBase: string | null) {
  if (apiBase === null) return {}
  const { protocol, hostname, port } = new URL(apiBase)
  return { host: hostname, port, protocol: protocol === 'https:' ? ('https' as const) : ('http' as const) }
}

async function ask<Raw, T>(call: () => Promise<Raw>, read: (raw: Raw) => T): Promise<ProviderAnswer<T>> {
  try {
    return { outcome: 'done', value: read(await call()) }
  } catch (error) {
    return readError(error)
  }
}

/** Sorts an error into what it says about the work: declined, refused, or nobody knows whether it was done. */
function readError(error: unknown): ProviderAnswer<never> {
  if (error instanceof Stripe.errors.StripeCardError) {
    const intent = error.payment_intent ? readIntent(error.payment_intent as Stripe.PaymentIntent) : null
    return {
      outcome: 'declined',
      code: error.decline_code ?? error.code ?? 'card_declined',
      reason: error.message,
      intent,
    }
  }
  if (
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeIdempotencyError
  ) {
    // Only an intent that was there, or was made by this very call, is named.
    const intent = error.payment_intent ? readIntent(error.payment_intent as Stripe.PaymentIntent) : null
    const code = error instanceof Stripe.errors.StripeIdempotencyError ? keyReused : error.code
    return { outcome: 'refused', code: code ?? 'invalid_request', reason: error.message, intent }
  }
  if (
    error instanceof Stripe.errors.StripeAuthenticationError ||
    error instanceof Stripe.errors.StripePermissionError
  ) {
    return { outcome: 'refused', code: 'provider_keys', reason: 'The provider refuses our keys' }
  }
  // Connection errors, time-outs, 429, 409 and 5xx: the same key asks again later.
  if (error instanceof Stripe.errors.StripeError) return { outcome: 'unknown', reason: error.type }
  throw error
}

function readIntent(intent: Stripe.PaymentIntent): Intent {
  const currency = currencyOf(intent.currency.toUpperCase())
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
  const movement =
    charge && typeof charge.balance_transaction === 'object' ? charge.balance_transaction : null
  const error = intent.last_payment_error
  return {
    id: intent.id,
    status: (knownStatuses.has(intent.status) ? intent.status : 'other') as Intent['status'],
    clientSecret: intent.client_secret,
    actionUrl: intent.next_action?.redirect_to_url?.url ?? null,
    captured: fromProviderAmount(intent.amount_received, currency).amount,
    fee: movement ? fromProviderAmount(movement.fee, currency).amount : null,
    failure: error
      ? { code: error.decline_code ?? error.code ?? 'card_declined', reason: error.message ?? '' }
      : null,
    metadata: intent.metadata,
  }
}

function refundStatus(status: string | null): ProviderRefund['status'] {
  if (status === 'succeeded') return 'succeeded'
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending'
}

function readWebhook(
  stripe: Stripe,
  parts: { payload: string; signature: string; secret: string },
): ProviderEvent | null {
  let event: Stripe.Event
  try {
    event = stripe.webhooks.constructEvent(parts.payload, parts.signature, parts.secret)
  } catch {
    // Whatever is wrong with it, an event whose signature does not hold is nobody's word.
    return null
  }
  const object = event.data.object as { object?: string; id?: string }
  const { id, type } = event
  if (object.object === 'payment_intent') {
    return { id, type, object: { kind: 'intent', intent: readIntent(object as Stripe.PaymentIntent) } }
  }
  if (object.object === 'refund') {
    const refund = object as Stripe.Refund
    return {
      id,
      type,
      object: {
        kind: 'refund',
        id: refund.id,
        status: refundStatus(refund.status),
        metadata: refund.metadata ?? {},
      },
    }
  }
  return { id, type, object: { kind: 'other', id: object.id ?? null } }
}
