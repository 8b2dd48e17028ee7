import type { Decline } from '../cards/declines.ts'
import { declines } from '../cards/declines.ts'
import { cardByKey } from '../cards/test-cards.ts'
import { cardRefusal, type Outcome } from '../outcome.ts'
import { renderPaymentMethod } from '../render/payment-method.ts'
import type { ThreeDSecureResult } from '../shapes/charge.ts'
import type { LastPaymentError } from '../shapes/payment-intent.ts'
import type { ChargeRecord, PaymentIntentRecord, PaymentMethodRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'
import { postCharge } from './books.ts'
import { attachMethod } from './payment-methods.ts'

const authorisationMs = 7 * 24 * 3600 * 1000
const processingMs = 5_000

export type Attempt = {
  intent: PaymentIntentRecord
  method: PaymentMethodRecord
  authentication?: 'authenticated' | 'attempt_acknowledged' | undefined
}

/** Charges the card: declined, still processing, authorised, or paid. Each attempt is a charge of its own. */
export function attemptPayment(unit: Unit, attempt: Attempt): Outcome {
  const card = cardByKey(attempt.method.sim.card)
  if (card.decline !== undefined) return failAttempt(unit, { ...attempt, decline: card.decline })
  if (card.processing !== undefined) return startProcessing(unit, attempt)
  const charge = newCharge(unit, attempt, { status: 'succeeded', paid: true })
  return takePayment(unit, attempt, charge)
}

function startProcessing(unit: Unit, attempt: Attempt): Outcome {
  const charge = unit.put('charges', newCharge(unit, attempt, { status: 'pending' }))
  const record = unit.put('payment_intents', {
    ...attempt.intent,
    status: 'processing',
    processing: { type: 'card' },
    latest_charge: charge.id,
  })
  unit.emit('payment_intent.processing', record)
  unit.schedule('finish_processing', record.id, unit.nowMs + processingMs)
  return { ok: true, table: 'payment_intents', record }
}

/** The bank's late answer to an attempt that was processing. */
export function finishProcessing(unit: Unit, intent: PaymentIntentRecord): void {
  const method = unit.state.tables.payment_methods.get(intent.payment_method ?? '')
  const charge = unit.state.tables.charges.get(intent.latest_charge ?? '')
  if (intent.status !== 'processing' || method === undefined || charge === undefined) return
  const attempt: Attempt = { intent: { ...intent, processing: null }, method }
  if (cardByKey(method.sim.card).processing === 'fails')
    failAttempt(unit, { ...attempt, decline: declines.generic, charge })
  else takePayment(unit, attempt, { ...charge, status: 'succeeded', paid: true })
}

/** An attempt that a bank or a risk rule refused. The intent is open for another one. */
export function failAttempt(
  unit: Unit,
  attempt: Attempt & { decline: Decline; charge?: ChargeRecord },
): Outcome {
  const { intent, method, decline } = attempt
  const charge = attempt.charge ?? newCharge(unit, attempt, { status: 'failed' })
  const failed = unit.put('charges', {
    ...charge,
    status: 'failed',
    failure_code: decline.code,
    failure_message: decline.message,
    sim: decline.declineCode === undefined ? charge.sim : { ...charge.sim, declineCode: decline.declineCode },
  })
  const shown = decline.declineCode === undefined ? {} : { decline_code: decline.declineCode }
  const error: LastPaymentError = {
    charge: failed.id,
    code: decline.code,
    ...shown,
    message: decline.message,
    payment_method: renderPaymentMethod(method),
    type: 'card_error',
  }
  const { authenticated: _, ...sim } = intent.sim
  const record = unit.put('payment_intents', {
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    latest_charge: failed.id,
    last_payment_error: error,
    sim,
  })
  unit.emit('charge.failed', failed)
  unit.emit('payment_intent.payment_failed', record)
  return cardRefusal(record, method, error)
}

/** The bank said yes: holds the amount, or takes it. */
function takePayment(unit: Unit, attempt: Attempt, charge: ChargeRecord): Outcome {
  const method = keepMethod(unit, attempt)
  const intent: PaymentIntentRecord = {
    ...attempt.intent,
    payment_method: method.id,
    latest_charge: charge.id,
    last_payment_error: null,
  }
  return isManual(intent) ? hold(unit, intent, charge) : take(unit, intent, charge)
}

function hold(unit: Unit, intent: PaymentIntentRecord, charge: ChargeRecord): Outcome {
  const expiresMs = unit.nowMs + authorisationMs
  const held = unit.put('charges', {
    ...charge,
    captured: false,
    sim: { ...charge.sim, captureBefore: Math.floor(expiresMs / 1000) },
  })
  const record = unit.put('payment_intents', {
    ...intent,
    status: 'requires_capture',
    amount_capturable: intent.amount,
  })
  unit.emit('charge.succeeded', held)
  unit.emit('payment_intent.amount_capturable_updated', record)
  unit.schedule('expire_authorisation', record.id, expiresMs)
  return { ok: true, table: 'payment_intents', record }
}

function take(unit: Unit, intent: PaymentIntentRecord, charge: ChargeRecord): Outcome {
  const taken: ChargeRecord = { ...charge, captured: true, amount_captured: charge.amount }
  const later = intent.capture_method === 'automatic_async'
  const settled = later ? taken : { ...taken, balance_transaction: postCharge(unit, taken, taken.amount).id }
  const paid = unit.put('charges', settled)
  const record = unit.put('payment_intents', {
    ...intent,
    status: 'succeeded',
    amount_received: intent.amount,
  })
  unit.emit('charge.succeeded', paid)
  unit.emit('payment_intent.succeeded', record)
  if (later) unit.schedule('settle_charge', paid.id, unit.nowMs + unit.settleDelayMs)
  return { ok: true, table: 'payment_intents', record }
}

function isManual(intent: PaymentIntentRecord): boolean {
  return (
    intent.capture_method === 'manual' || intent.payment_method_options?.card?.capture_method === 'manual'
  )
}

/** Saves the method for later where that was asked for; otherwise it is used up. */
function keepMethod(unit: Unit, { intent, method, authentication }: Attempt): PaymentMethodRecord {
  const usage = intent.payment_method_options?.card?.setup_future_usage ?? intent.setup_future_usage
  const setUp = usage === 'off_session' && authentication === 'authenticated' ? { setUp: true as const } : {}
  if (usage != null && intent.customer != null) {
    const ready = { ...method, sim: { ...method.sim, ...setUp } }
    return method.customer == null
      ? attachMethod(unit, ready, intent.customer)
      : unit.put('payment_methods', ready)
  }
  if (method.customer != null) return method
  return unit.put('payment_methods', { ...method, sim: { ...method.sim, spent: true } })
}

function newCharge(unit: Unit, attempt: Attempt, state: Pick<ChargeRecord, 'status' | 'paid'>): ChargeRecord {
  const { intent, method, authentication } = attempt
  return {
    id: unit.newId('ch'),
    created: unit.now,
    amount: intent.amount,
    currency: intent.currency,
    payment_intent: intent.id,
    payment_method: method.id,
    ...state,
    ...(method.billing_details === undefined ? {} : { billing_details: method.billing_details }),
    ...copied(intent),
    sim: {
      card: method.sim.card,
      expMonth: method.sim.expMonth,
      expYear: method.sim.expYear,
      ...(authentication === undefined ? {} : { threeDSecure: threeDSecureResult(unit, authentication) }),
    },
  }
}

/** What a charge takes over from its intent, where the intent says anything. */
function copied(intent: PaymentIntentRecord): Partial<ChargeRecord> {
  const { customer, description, metadata, receipt_email, shipping, transfer_group } = intent
  return {
    ...(customer === undefined ? {} : { customer }),
    ...(description === undefined ? {} : { description }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(receipt_email === undefined ? {} : { receipt_email }),
    ...(shipping === undefined ? {} : { shipping }),
    ...(transfer_group === undefined ? {} : { transfer_group }),
  }
}

function threeDSecureResult(
  unit: Unit,
  result: 'authenticated' | 'attempt_acknowledged',
): ThreeDSecureResult {
  const challenged = result === 'authenticated'
  return {
    authentication_flow: challenged ? 'challenge' : 'frictionless',
    electronic_commerce_indicator: challenged ? '05' : '06',
    exemption_indicator: null,
    result,
    result_reason: null,
    transaction_id: unit.letters(24),
    version: '2.2.0',
  }
}
