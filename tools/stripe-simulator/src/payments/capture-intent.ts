import { type Outcome, refuse, unexpectedState } from '../outcome.ts'
import type { ChargeRecord, PaymentIntentRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'
import { postCharge } from './books.ts'
import { releaseAuthorisation } from './release.ts'

const cancellable = [
  'requires_payment_method',
  'requires_capture',
  'requires_confirmation',
  'requires_action',
]

function chargeOf(unit: Unit, intent: PaymentIntentRecord): ChargeRecord {
  const charge = unit.state.tables.charges.get(intent.latest_charge ?? '')
  if (charge === undefined) throw new Error(`Intent ${intent.id} is ${intent.status} but has no charge`)
  return charge
}

/** Takes held money, all of it or a part; what is not taken is released for good. */
export function captureIntent(
  unit: Unit,
  intent: PaymentIntentRecord,
  wish: { amount_to_capture?: number | undefined; metadata?: Record<string, string> },
): Outcome {
  if (intent.status !== 'requires_capture') return unexpectedState(intent, 'captured')
  const capturable = intent.amount_capturable ?? 0
  const amount = wish.amount_to_capture ?? capturable
  if (amount > capturable) {
    const message = `The amount to capture, ${amount}, is more than the ${capturable} that can be captured.`
    return refuse(message, { code: 'amount_too_large', param: 'amount_to_capture' })
  }
  const held = chargeOf(unit, intent)
  const released = releaseAuthorisation(unit, held, held.amount - amount)
  const transaction = postCharge(unit, held, amount)
  const charge = unit.put('charges', {
    ...released,
    captured: true,
    amount_captured: amount,
    balance_transaction: transaction.id,
  })
  const record = unit.put('payment_intents', {
    ...intent,
    ...(wish.metadata === undefined ? {} : { metadata: wish.metadata }),
    status: 'succeeded',
    amount_capturable: 0,
    amount_received: amount,
  })
  unit.unschedule('expire_authorisation', intent.id)
  unit.emit('charge.captured', charge)
  unit.emit('payment_intent.succeeded', record)
  return { ok: true, table: 'payment_intents', record }
}

/** Ends an intent for good; held money goes back. */
export function cancelIntent(unit: Unit, intent: PaymentIntentRecord, reason: string | null): Outcome {
  if (!cancellable.includes(intent.status)) return unexpectedState(intent, 'canceled')
  if (intent.status === 'requires_capture') giveBack(unit, intent, reason === 'automatic')
  const record = unit.put('payment_intents', {
    ...intent,
    status: 'canceled',
    amount_capturable: 0,
    next_action: null,
    canceled_at: unit.now,
    cancellation_reason: reason,
  })
  unit.emit('payment_intent.canceled', record)
  return { ok: true, table: 'payment_intents', record }
}

function giveBack(unit: Unit, intent: PaymentIntentRecord, expired: boolean): void {
  const held = chargeOf(unit, intent)
  const released = releaseAuthorisation(unit, held, held.amount)
  const charge = unit.put('charges', { ...released, refunded: true })
  unit.unschedule('expire_authorisation', intent.id)
  unit.emit(expired ? 'charge.expired' : 'charge.refunded', charge)
}

/** Nobody captured in time: the bank lets go of the money. */
export function expireAuthorisation(unit: Unit, intent: PaymentIntentRecord): void {
  if (intent.status === 'requires_capture') cancelIntent(unit, intent, 'automatic')
}
