import type { BalanceTransaction } from '../shapes/balance.ts'
import type { Charge, ThreeDSecureResult } from '../shapes/charge.ts'
import type { Customer } from '../shapes/customer.ts'
import type { WebhookEndpoint } from '../shapes/event.ts'
import type { PaymentIntent } from '../shapes/payment-intent.ts'
import type { ConfirmationToken, PaymentMethod } from '../shapes/payment-method.ts'
import type { Refund } from '../shapes/refund.ts'

// A record keeps only the fields that differ from the blank of its resource, plus what the wire never
// shows under `sim`. It is never changed in place: events and stored replies point at the version they saw.
type Compact<Wire, Kept extends keyof Wire, Sim> = Pick<Wire, Kept> &
  Partial<Omit<Wire, Kept>> & { readonly sim: Sim }

export type CustomerRecord = Compact<Customer, 'id' | 'created', { deleted?: true }>

export type PaymentMethodRecord = Compact<
  Omit<PaymentMethod, 'card'>,
  'id' | 'created',
  {
    card: string
    expMonth: number
    expYear: number
    /** Charged or detached without a customer: it may never be used again. */
    spent?: true
    /** Authenticated for later use without the customer. */
    setUp?: true
  }
>

export type ConfirmationTokenRecord = Compact<
  Omit<ConfirmationToken, 'payment_method_preview'>,
  'id' | 'created' | 'expires_at' | 'use_stripe_sdk',
  {
    card: string
    expMonth: number
    expYear: number
    billing?: PaymentMethod['billing_details']
    method?: string
  }
>

export type PaymentIntentRecord = Compact<
  PaymentIntent,
  'id' | 'created' | 'amount' | 'currency' | 'status' | 'client_secret' | 'capture_method',
  {
    returnUrl?: string
    /** The bank has seen the customer for this attempt; a confirm by the server may go on. */
    authenticated?: true
  }
>

export type ChargeRecord = Compact<
  Omit<Charge, 'payment_method_details' | 'outcome'>,
  'id' | 'created' | 'amount' | 'currency' | 'status' | 'payment_intent' | 'payment_method',
  {
    card: string
    expMonth: number
    expYear: number
    threeDSecure?: ThreeDSecureResult
    captureBefore?: number
    declineCode?: string
  }
>

export type RefundRecord = Compact<
  Omit<Refund, 'destination_details'>,
  'id' | 'created' | 'amount' | 'currency' | 'status' | 'charge' | 'payment_intent',
  {
    /** An authorisation given back, not money: no balance transaction stands behind it. */
    release?: true
    reference?: string
  }
>

export type BalanceTransactionRecord = Compact<
  Omit<BalanceTransaction, 'status' | 'fee_details'>,
  | 'id'
  | 'created'
  | 'amount'
  | 'available_on'
  | 'currency'
  | 'fee'
  | 'net'
  | 'source'
  | 'type'
  | 'reporting_category',
  Record<string, never>
>

export type WebhookEndpointRecord = Compact<
  WebhookEndpoint,
  'id' | 'created' | 'url' | 'enabled_events',
  { secret: string; configured?: true; deleted?: true }
>

export type FaultRecord = {
  readonly id: string
  readonly kind: string
  readonly operation: string
  readonly eventType: string
  /** How many times it may still strike; null is without end. */
  readonly left: number | null
  readonly probability: number
  readonly random: number
  readonly delayMs: number
  readonly copies: number
  readonly struck: number
}

export type Records = {
  customers: CustomerRecord
  payment_methods: PaymentMethodRecord
  confirmation_tokens: ConfirmationTokenRecord
  payment_intents: PaymentIntentRecord
  charges: ChargeRecord
  refunds: RefundRecord
  balance_transactions: BalanceTransactionRecord
  webhook_endpoints: WebhookEndpointRecord
  faults: FaultRecord
}
export type TableName = keyof Records
export type ResourceTable = Exclude<TableName, 'faults'>
export type AnyRecord = Records[TableName]

export type Delivery = {
  readonly endpoint: string
  readonly state: 'waiting' | 'delivered' | 'failed' | 'dropped'
  readonly attempts: number
  /** Virtual milliseconds of the next attempt. */
  readonly dueAt: number
  readonly status: number | null
  readonly error: string | null
}

export type EventRecord = {
  readonly id: string
  readonly type: string
  readonly created: number
  readonly request: { readonly id: string | null; readonly key: string | null }
  readonly table: ResourceTable
  readonly object: AnyRecord
  readonly previous: Record<string, unknown> | null
  /** The one list that changes in place; each delivery in it is replaced, never edited. */
  readonly deliveries: Delivery[]
}

export type Task = {
  readonly id: string
  readonly kind:
    | 'settle_charge'
    | 'expire_authorisation'
    | 'finish_processing'
    | 'fail_refund'
    | 'complete_refund'
    | 'reference_refund'
  readonly subject: string
  /** Virtual milliseconds. */
  readonly dueAt: number
}

export type StoredReply = {
  readonly key: string
  readonly digest: string
  readonly at: number
  readonly status: number
  /** The exact text, or the version of the record it is rendered from. */
  readonly body: string | { readonly table: ResourceTable; readonly record: AnyRecord }
}
