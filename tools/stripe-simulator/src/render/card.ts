import { cardByKey, type TestCard } from '../cards/test-cards.ts'
import type { BillingDetails } from '../shapes/pieces.ts'
import { lettersFor } from '../state/ids.ts'

/** One number, one fingerprint: the same card is recognised however often it is typed. */
export function fingerprintOf(card: TestCard): string {
  return lettersFor(Number(card.number.slice(0, 9)), Number(card.number.slice(9)), 16)
}

export const noBilling: BillingDetails = { address: null, email: null, name: null, phone: null, tax_id: null }

/** The check results a bank returns with this card. */
export function checksOf(card: TestCard, billing: BillingDetails | undefined) {
  return {
    address_line1_check: billing?.address?.line1 ? 'pass' : null,
    address_postal_code_check: billing?.address?.postal_code ? 'pass' : null,
    cvc_check: card.decline?.code === 'incorrect_cvc' ? 'fail' : 'pass',
  }
}

/** The `card` hash of a payment method. */
export function renderCard(
  sim: { card: string; expMonth: number; expYear: number },
  billing: BillingDetails | undefined,
) {
  const card = cardByKey(sim.card)
  return {
    brand: card.brand,
    checks: checksOf(card, billing),
    country: card.country,
    display_brand: card.brand,
    exp_month: sim.expMonth,
    exp_year: sim.expYear,
    fingerprint: fingerprintOf(card),
    funding: card.funding,
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: card.threeDSecure !== 'unsupported' },
    wallet: null,
  }
}
