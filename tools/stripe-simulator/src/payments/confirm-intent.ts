import { declines } from '../cards/declines.ts'
import { type Outcome, type Refusal, refuse, unexpectedState } from '../outcome.ts'
import type { MethodData } from '../params/pieces.ts'
import { noBilling } from '../render/card.ts'
import type { ConfirmationTokenRecord, PaymentIntentRecord, PaymentMethodRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'
import { attemptPayment, failAttempt } from './attempt-payment.ts'
import { askForAuthentication, authenticationFor } from './authentication.ts'
import { findMethod, makeMethod, methodProblem } from './payment-methods.ts'

export type ConfirmWish = {
  payment_method?: string | undefined
  payment_method_data?: MethodData | undefined
  confirmation_token?: string | undefined
  return_url?: string | undefined
  use_stripe_sdk?: boolean | undefined
  off_session?: boolean | string | undefined
  error_on_requires_action?: boolean | undefined
}

const confirmable = ['requires_payment_method', 'requires_confirmation', 'requires_action']

type Chosen = { ok: true; method: PaymentMethodRecord; token?: ConfirmationTokenRecord }

/** Tries to take the payment of an intent: at once, after a challenge, or not at all. */
export function confirmIntent(unit: Unit, intent: PaymentIntentRecord, wish: ConfirmWish): Outcome {
  if (!confirmable.includes(intent.status)) return unexpectedState(intent, 'confirmed')
  const chosen = chooseMethod(unit, intent, wish)
  if (!chosen.ok) return chosen
  const { method, token } = chosen
  const problem = methodProblem(method, intent.customer)
  if (problem !== undefined) return problem

  const returnUrl = wish.return_url ?? token?.return_url ?? intent.sim.returnUrl
  const { returnUrl: _, authenticated, ...sim } = intent.sim
  const prepared: PaymentIntentRecord = {
    ...intent,
    payment_method: method.id,
    next_action: null,
    ...(token?.shipping == null || intent.shipping != null ? {} : { shipping: token.shipping }),
    ...(token?.setup_future_usage == null ? {} : { setup_future_usage: token.setup_future_usage }),
    sim: { ...sim, ...(returnUrl === undefined ? {} : { returnUrl }) },
  }
  const incomplete = returnUrlProblem(prepared)
  if (incomplete !== undefined) return incomplete
  if (token !== undefined) unit.put('confirmation_tokens', { ...token, payment_intent: intent.id })

  const need = authenticationFor(prepared, method, wish.off_session)
  if (need === 'challenge' && authenticated !== true) {
    const unattended = wish.off_session !== undefined && wish.off_session !== false
    if (unattended || wish.error_on_requires_action === true) {
      return failAttempt(unit, { intent: prepared, method, decline: declines.authenticationRequired })
    }
    return askForAuthentication(unit, prepared, wish.use_stripe_sdk ?? token?.use_stripe_sdk ?? false)
  }
  if (need === 'broken')
    return failAttempt(unit, { intent: prepared, method, decline: declines.processingError })
  const result =
    authenticated === true ? 'authenticated' : need === 'acknowledged' ? 'attempt_acknowledged' : undefined
  return attemptPayment(unit, { intent: prepared, method, authentication: result })
}

function chooseMethod(unit: Unit, intent: PaymentIntentRecord, wish: ConfirmWish): Chosen | Refusal {
  const ways = [wish.payment_method, wish.payment_method_data, wish.confirmation_token]
  if (ways.filter((way) => way !== undefined).length > 1) {
    const message = 'Give one of payment_method, payment_method_data and confirmation_token, not more.'
    return refuse(message, { code: 'parameters_exclusive' })
  }
  if (wish.confirmation_token !== undefined) return methodFromToken(unit, wish.confirmation_token)
  if (wish.payment_method_data !== undefined)
    return makeMethod(unit, wish.payment_method_data, 'payment_method_data[card]')
  const id = wish.payment_method ?? intent.payment_method
  if (id == null) {
    const message =
      'This PaymentIntent has no payment method. Give one, or a confirmation token, to confirm it.'
    return { ...refuse(message, { code: 'payment_intent_unexpected_state' }), intent }
  }
  return findMethod(unit, id)
}

function methodFromToken(unit: Unit, id: string): Chosen | Refusal {
  const token = unit.state.tables.confirmation_tokens.get(id)
  const param = 'confirmation_token'
  if (token === undefined)
    return refuse(`No such confirmation token: '${id}'`, { code: 'resource_missing', param })
  if (token.payment_intent != null) {
    return refuse('This confirmation token was used before.', { code: 'token_already_used', param })
  }
  if (token.expires_at !== null && token.expires_at <= unit.now) {
    return refuse('This confirmation token has expired.', { code: 'resource_missing', param })
  }
  const { card, expMonth, expYear, billing, method: saved } = token.sim
  if (saved !== undefined) {
    const found = findMethod(unit, saved)
    return found.ok ? { ...found, token } : found
  }
  const method = unit.put('payment_methods', {
    id: unit.newId('pm'),
    created: unit.now,
    billing_details: billing ?? noBilling,
    sim: { card, expMonth, expYear },
  })
  return { ok: true, method, token }
}

/** An intent open to methods that redirect must know where to send the customer back to. */
function returnUrlProblem(intent: PaymentIntentRecord): Refusal | undefined {
  const automatic = intent.automatic_payment_methods
  if (automatic === null || automatic?.allow_redirects === 'never' || intent.sim.returnUrl !== undefined)
    return undefined
  const message =
    'This PaymentIntent accepts payment methods that redirect the customer, so a return_url is needed to confirm it. ' +
    'Give one, or create it with automatic_payment_methods[allow_redirects]=never.'
  return refuse(message, { code: 'parameter_missing', param: 'return_url' })
}
