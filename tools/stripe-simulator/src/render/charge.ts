import { cardByKey, type TestCard } from '../cards/test-cards.ts'
import type { Charge } from '../shapes/charge.ts'
import { lettersFor } from '../state/ids.ts'
import type { ChargeRecord } from '../state/records.ts'
import { checksOf, fingerprintOf, noBilling } from './card.ts'

const statementName = 'RIALTO SIMULATOR'

const blank = {
  object: 'charge',
  amount_captured: 0,
  amount_refunded: 0,
  application: null,
  application_fee: null,
  application_fee_amount: null,
  balance_transaction: null,
  billing_details: noBilling,
  calculated_statement_descriptor: statementName,
  captured: false,
  customer: null,
  description: null,
  disputed: false,
  failure_balance_transaction: null,
  failure_code: null,
  failure_message: null,
  fraud_details: {},
  livemode: false,
  metadata: {},
  on_behalf_of: null,
  paid: false,
  radar_options: {},
  receipt_email: null,
  receipt_number: null,
  receipt_url: null,
  refunded: false,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
} satisfies Partial<Charge>

/** A charge as the wire shows it; what the bank said follows from the card. */
export function renderCharge(record: ChargeRecord): Charge {
  const { sim: _, ...kept } = record
  const card = cardByKey(record.sim.card)
  return {
    ...blank,
    outcome: outcomeOf(record, card),
    payment_method_details: { card: cardDetails(record, card), type: 'card' },
    ...kept,
  }
}

function outcomeOf(record: ChargeRecord, card: TestCard): Charge['outcome'] {
  const risk = { risk_level: card.risk.level, risk_score: card.risk.score }
  const silent = { advice_code: null, network_advice_code: null, network_decline_code: null }
  if (record.status !== 'failed') {
    return {
      ...silent,
      ...risk,
      network_status: 'approved_by_network',
      reason: null,
      seller_message: 'Payment complete.',
      type: 'authorized',
    }
  }
  const blocked = card.decline?.type === 'blocked'
  return {
    ...silent,
    ...risk,
    network_status: blocked ? 'not_sent_to_network' : 'declined_by_network',
    reason: blocked ? 'highest_risk_level' : (record.sim.declineCode ?? record.failure_code ?? null),
    seller_message: blocked ? 'Blocked as too risky.' : 'Declined by the bank.',
    type: blocked ? 'blocked' : 'issuer_declined',
  }
}

function cardDetails(record: ChargeRecord, card: TestCard): Charge['payment_method_details']['card'] {
  const failed = record.status === 'failed'
  const { sim } = record
  return {
    amount_authorized: failed ? null : record.amount,
    authorization_code: failed ? null : lettersFor(7, record.created, 6).toUpperCase(),
    brand: card.brand,
    ...(sim.captureBefore === undefined || record.captured === true
      ? {}
      : { capture_before: sim.captureBefore }),
    checks: checksOf(card, record.billing_details),
    country: card.country,
    electronic_commerce_indicator: sim.threeDSecure?.electronic_commerce_indicator ?? null,
    exp_month: sim.expMonth,
    exp_year: sim.expYear,
    fingerprint: fingerprintOf(card),
    funding: card.funding,
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: failed ? null : lettersFor(9, record.created, 15),
    regulated_status: 'unregulated',
    three_d_secure: sim.threeDSecure ?? null,
    transaction_link_id: null,
    wallet: null,
  }
}
