import { cardByKey } from '../cards/test-cards.ts'
import { type Outcome, refuse } from '../outcome.ts'
import type { ChargeRecord, RefundRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'
import { postRefund, postRefundFailure } from './books.ts'
import { settleCharge } from './settle-charge.ts'

const laterMs = 5_000

export type RefundWish = {
  amount?: number | undefined
  reason?: string | undefined
  metadata?: Record<string, string> | undefined
}

/** Sends money of a captured charge back, never more than is left of it. */
export function refundCharge(unit: Unit, found: ChargeRecord, wish: RefundWish): Outcome {
  if (found.status !== 'succeeded' || found.captured !== true) {
    return refuse(`Charge ${found.id} has taken no money that could be refunded.`, {
      code: 'charge_not_refundable',
    })
  }
  const left = found.amount - (found.amount_refunded ?? 0)
  if (left === 0) {
    return refuse(`Charge ${found.id} has already been refunded.`, { code: 'charge_already_refunded' })
  }
  const amount = wish.amount ?? left
  if (amount > left) {
    return refuse(`The refund of ${amount} is greater than the ${left} left on the charge.`, {
      param: 'amount',
    })
  }
  const charge = settleCharge(unit, found)
  const refund = send(unit, charge, { ...wish, amount })
  const total = (charge.amount_refunded ?? 0) + amount
  const after = unit.put('charges', { ...charge, amount_refunded: total, refunded: total === charge.amount })
  unit.emit('refund.created', refund)
  unit.emit('charge.refunded', after, { amount_refunded: charge.amount_refunded ?? 0 })
  return { ok: true, table: 'refunds', record: refund }
}

function send(unit: Unit, charge: ChargeRecord, wish: RefundWish & { amount: number }): RefundRecord {
  const behaviour = cardByKey(charge.sim.card).refund
  const draft: RefundRecord = {
    id: unit.newId('re'),
    created: unit.now,
    amount: wish.amount,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    status: behaviour === 'pending_first' ? 'pending' : 'succeeded',
    ...(charge.customer === undefined ? {} : { customer: charge.customer }),
    ...(behaviour === 'pending_first' ? { pending_reason: 'processing' } : {}),
    ...(wish.reason === undefined ? {} : { reason: wish.reason }),
    ...(wish.metadata === undefined ? {} : { metadata: wish.metadata }),
    sim: {},
  }
  const next =
    behaviour === 'fails_later'
      ? 'fail_refund'
      : behaviour === 'pending_first'
        ? 'complete_refund'
        : 'reference_refund'
  unit.schedule(next, draft.id, unit.nowMs + laterMs)
  return unit.put('refunds', { ...draft, balance_transaction: postRefund(unit, draft).id })
}

/** The customer's bank has the refund and gives the reference it is known by. */
export function referenceRefund(unit: Unit, refund: RefundRecord): void {
  update(
    unit,
    { ...refund, sim: { ...refund.sim, reference: unit.letters(15) } },
    {
      destination_details: { card: { reference_status: 'pending' } },
    },
  )
}

/** A refund that was pending has arrived. */
export function completeRefund(unit: Unit, refund: RefundRecord): void {
  const { pending_reason, ...rest } = refund
  const done: RefundRecord = {
    ...rest,
    status: 'succeeded',
    sim: { ...refund.sim, reference: unit.letters(15) },
  }
  update(unit, done, { status: refund.status, pending_reason: pending_reason ?? null })
}

/** A refund that had succeeded comes back: success can turn into failure days later. */
export function failRefund(unit: Unit, refund: RefundRecord): void {
  const charge = unit.state.tables.charges.get(refund.charge ?? '')
  if (charge === undefined || refund.status === 'failed') return
  const failed = update(
    unit,
    {
      ...refund,
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
      failure_balance_transaction: postRefundFailure(unit, refund).id,
    },
    { status: refund.status },
  )
  const before = charge.amount_refunded ?? 0
  const after = unit.put('charges', { ...charge, amount_refunded: before - refund.amount, refunded: false })
  unit.emit('refund.failed', failed)
  unit.emit('charge.updated', after, { amount_refunded: before })
}

function update(unit: Unit, refund: RefundRecord, previous: Record<string, unknown>): RefundRecord {
  const record = unit.put('refunds', refund)
  unit.emit('refund.updated', record, previous)
  unit.emit('charge.refund.updated', record, previous)
  return record
}
