import type { AnyRecord, Records, ResourceTable } from '../state/records.ts'
import { renderBalanceTransaction } from './balance-transaction.ts'
import { renderCharge } from './charge.ts'
import { renderCustomer } from './customer.ts'
import { renderWebhookEndpoint } from './event.ts'
import { renderPaymentIntent } from './payment-intent.ts'
import { renderConfirmationToken, renderPaymentMethod } from './payment-method.ts'
import { renderRefund } from './refund.ts'

type Renderers = { readonly [Name in ResourceTable]: (record: Records[Name], now: number) => object }

const renderers: Renderers = {
  customers: renderCustomer,
  payment_methods: renderPaymentMethod,
  confirmation_tokens: renderConfirmationToken,
  payment_intents: renderPaymentIntent,
  charges: renderCharge,
  refunds: renderRefund,
  balance_transactions: renderBalanceTransaction,
  webhook_endpoints: renderWebhookEndpoint,
}

/** A record as the wire shows it. Table and record always come as a pair; `now` is in seconds. */
export function renderRecord(table: ResourceTable, record: AnyRecord, now: number): object {
  const render = renderers[table] as (record: AnyRecord, now: number) => object
  return render(record, now)
}
