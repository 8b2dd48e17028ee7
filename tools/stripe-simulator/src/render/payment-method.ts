import type { ConfirmationToken, PaymentMethod } from '../shapes/payment-method.ts'
import type { ConfirmationTokenRecord, PaymentMethodRecord } from '../state/records.ts'
import { noBilling, renderCard } from './card.ts'

const blankMethod = {
  object: 'payment_method',
  allow_redisplay: 'unspecified',
  billing_details: noBilling,
  customer: null,
  customer_account: null,
  livemode: false,
  metadata: {},
  type: 'card',
} satisfies Partial<PaymentMethod>

/** A payment method as the wire shows it. */
export function renderPaymentMethod(record: PaymentMethodRecord): PaymentMethod {
  const { sim, ...kept } = record
  return { ...blankMethod, card: renderCard(sim, record.billing_details), ...kept }
}

const blankToken = {
  object: 'confirmation_token',
  livemode: false,
  mandate_data: null,
  metadata: null,
  payment_intent: null,
  payment_method_options: null,
  return_url: null,
  setup_future_usage: null,
  setup_intent: null,
  shipping: null,
} satisfies Partial<ConfirmationToken>

/** A confirmation token as the wire shows it. */
export function renderConfirmationToken(record: ConfirmationTokenRecord): ConfirmationToken {
  const { sim, ...kept } = record
  return {
    ...blankToken,
    payment_method_preview: {
      allow_redisplay: 'unspecified',
      billing_details: sim.billing ?? noBilling,
      card: renderCard(sim, sim.billing),
      customer: null,
      customer_account: null,
      type: 'card',
    },
    ...kept,
  }
}
