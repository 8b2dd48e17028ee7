import type { LastPaymentError } from './shapes/payment-intent.ts'
import type {
  AnyRecord,
  EventRecord,
  PaymentIntentRecord,
  PaymentMethodRecord,
  ResourceTable,
} from './state/records.ts'

/** A no that the API answers with; `intent` and `method` are shown inside the error as they now are. */
export type Refusal = {
  readonly ok: false
  readonly status: number
  readonly type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error'
  readonly code?: string
  readonly message: string
  readonly param?: string
  readonly decline_code?: string
  readonly charge?: string
  readonly intent?: PaymentIntentRecord
  readonly method?: PaymentMethodRecord
}

export type PageOf = {
  readonly url: string
  readonly has_more: boolean
  readonly rows: readonly ({ table: ResourceTable; record: AnyRecord } | { event: EventRecord })[]
}

export type Outcome =
  | { readonly ok: true; readonly table: ResourceTable; readonly record: AnyRecord }
  | { readonly ok: true; readonly event: EventRecord }
  | { readonly ok: true; readonly page: PageOf }
  | { readonly ok: true; readonly body: object }
  | Refusal

/** A refusal of the request as it stands. */
export function refuse(message: string, more: { code?: string; param?: string } = {}): Refusal {
  return { ok: false, status: 400, type: 'invalid_request_error', message, ...more }
}

/** The object named in the path does not exist. */
export function missingObject(kind: string, id: string, param = 'id'): Refusal {
  return { ...missingReference(param, kind, id), status: 404 }
}

/** An object named by a parameter does not exist. */
export function missingReference(param: string, kind: string, id: string): Refusal {
  return refuse(`No such ${kind}: '${id}'`, { code: 'resource_missing', param })
}

/** The intent is past, or not yet at, the point where this can be done. */
export function unexpectedState(intent: PaymentIntentRecord, wish: string): Refusal {
  const message = `This PaymentIntent cannot be ${wish} while its status is ${intent.status}.`
  return { ...refuse(message, { code: 'payment_intent_unexpected_state' }), intent }
}

/** What a failed attempt says, both in the 402 answer and as the intent's last payment error. */
export function cardRefusal(
  intent: PaymentIntentRecord,
  method: PaymentMethodRecord,
  error: LastPaymentError,
): Refusal {
  return {
    ok: false,
    status: 402,
    type: 'card_error',
    message: error.message ?? '',
    ...(error.code === undefined ? {} : { code: error.code }),
    ...(error.decline_code === undefined ? {} : { decline_code: error.decline_code }),
    ...(error.charge === undefined ? {} : { charge: error.charge }),
    intent,
    method,
  }
}
