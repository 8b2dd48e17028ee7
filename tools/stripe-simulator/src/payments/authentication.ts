import { cardByKey } from '../cards/test-cards.ts'
import { type Outcome, unexpectedState } from '../outcome.ts'
import { renderPaymentMethod } from '../render/payment-method.ts'
import type { PaymentIntent } from '../shapes/payment-intent.ts'
import type { PaymentIntentRecord, PaymentMethodRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'
import { attemptPayment } from './attempt-payment.ts'

export type Need = 'none' | 'challenge' | 'acknowledged' | 'broken'

/** What 3-D Secure has to say before this card is charged. */
export function authenticationFor(
  intent: PaymentIntentRecord,
  method: PaymentMethodRecord,
  offSession: boolean | string | undefined,
): Need {
  const card = cardByKey(method.sim.card)
  const request = intent.payment_method_options?.card?.request_three_d_secure ?? 'automatic'
  const asked = request === 'any' || request === 'challenge'
  switch (card.threeDSecure) {
    case 'required':
      return 'challenge'
    case 'required_unless_set_up':
      return method.sim.setUp === true && offSession !== undefined && offSession !== false
        ? 'none'
        : 'challenge'
    case 'optional':
      return asked ? 'challenge' : 'none'
    case 'broken':
      return asked ? 'broken' : 'none'
    case 'unenrolled':
      return asked ? 'acknowledged' : 'none'
    case 'unsupported':
      return 'none'
  }
}

/** Where the bank's challenge page of an intent is. */
function challengeUrl(origin: string, intent: PaymentIntentRecord): string {
  return `${origin}/_sim/3ds/${intent.id}`
}

/** Stops at `requires_action`, with the page that the customer has to visit. */
export function askForAuthentication(unit: Unit, intent: PaymentIntentRecord, viaScript: boolean): Outcome {
  const url = challengeUrl(unit.origin, intent)
  const next_action: PaymentIntent['next_action'] = viaScript
    ? {
        type: 'use_stripe_sdk',
        use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url, source: intent.id },
      }
    : { type: 'redirect_to_url', redirect_to_url: { return_url: intent.sim.returnUrl ?? null, url } }
  const record = unit.put('payment_intents', { ...intent, status: 'requires_action', next_action })
  unit.emit('payment_intent.requires_action', record)
  return { ok: true, table: 'payment_intents', record }
}

export type AuthenticationOutcome = 'succeed' | 'fail' | 'abandon'

/** The customer's answer on the challenge page. */
export function finishAuthentication(
  unit: Unit,
  intent: PaymentIntentRecord,
  outcome: AuthenticationOutcome,
): Outcome {
  if (intent.status !== 'requires_action') return unexpectedState(intent, 'authenticated')
  const method = unit.state.tables.payment_methods.get(intent.payment_method ?? '')
  if (method === undefined)
    throw new Error(`Intent ${intent.id} waits for a challenge without a payment method`)
  if (outcome === 'abandon') return { ok: true, table: 'payment_intents', record: intent }
  if (outcome === 'fail') return failAuthentication(unit, intent, method)

  const authenticated: PaymentIntentRecord = {
    ...intent,
    next_action: null,
    sim: { ...intent.sim, authenticated: true },
  }
  if (intent.confirmation_method === 'manual') {
    const record = unit.put('payment_intents', { ...authenticated, status: 'requires_confirmation' })
    return { ok: true, table: 'payment_intents', record }
  }
  return attemptPayment(unit, { intent: authenticated, method, authentication: 'authenticated' })
}

function failAuthentication(unit: Unit, intent: PaymentIntentRecord, method: PaymentMethodRecord): Outcome {
  const record = unit.put('payment_intents', {
    ...intent,
    status: 'requires_payment_method',
    next_action: null,
    payment_method: null,
    last_payment_error: {
      code: 'payment_intent_authentication_failure',
      message: 'The payment method could not be authenticated. Choose another one and try again.',
      payment_method: renderPaymentMethod(method),
      type: 'invalid_request_error',
    },
  })
  unit.emit('payment_intent.payment_failed', record)
  return { ok: true, table: 'payment_intents', record }
}
