import type { TSchema } from 'typebox'
import { BalanceShape, BalanceTransactionShape } from './balance.ts'
import { ChargeShape } from './charge.ts'
import { CustomerShape } from './customer.ts'
import { EventShape, WebhookEndpointShape } from './event.ts'
import { PaymentIntentShape } from './payment-intent.ts'
import { ConfirmationTokenShape, PaymentMethodShape } from './payment-method.ts'
import { RefundShape } from './refund.ts'

/** What each resource looks like on the wire when nothing is expanded, by its `object` name. */
export const resourceShapes: Readonly<Record<string, TSchema>> = {
  balance: BalanceShape,
  balance_transaction: BalanceTransactionShape,
  charge: ChargeShape,
  confirmation_token: ConfirmationTokenShape,
  customer: CustomerShape,
  event: EventShape,
  payment_intent: PaymentIntentShape,
  payment_method: PaymentMethodShape,
  refund: RefundShape,
  webhook_endpoint: WebhookEndpointShape,
}
