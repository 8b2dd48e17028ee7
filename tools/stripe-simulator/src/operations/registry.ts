import type { Operation } from '../operation.ts'
import { balanceRetrieve } from './balance-retrieve.ts'
import { balanceTransactionsList } from './balance-transactions-list.ts'
import { balanceTransactionsRetrieve } from './balance-transactions-retrieve.ts'
import { chargesList } from './charges-list.ts'
import { chargesRetrieve } from './charges-retrieve.ts'
import { confirmationTokensCreate } from './confirmation-tokens-create.ts'
import { confirmationTokensRetrieve } from './confirmation-tokens-retrieve.ts'
import { customersCreate } from './customers-create.ts'
import { customersDelete } from './customers-delete.ts'
import { customersList } from './customers-list.ts'
import { customersListPaymentMethods } from './customers-list-payment-methods.ts'
import { customersRetrieve } from './customers-retrieve.ts'
import { customersUpdate } from './customers-update.ts'
import { eventsList } from './events-list.ts'
import { eventsRetrieve } from './events-retrieve.ts'
import { paymentIntentsCancel } from './payment-intents-cancel.ts'
import { paymentIntentsCapture } from './payment-intents-capture.ts'
import { paymentIntentsConfirm } from './payment-intents-confirm.ts'
import { paymentIntentsCreate } from './payment-intents-create.ts'
import { paymentIntentsList } from './payment-intents-list.ts'
import { paymentIntentsRetrieve } from './payment-intents-retrieve.ts'
import { paymentIntentsUpdate } from './payment-intents-update.ts'
import { paymentMethodsAttach } from './payment-methods-attach.ts'
import { paymentMethodsCreate } from './payment-methods-create.ts'
import { paymentMethodsDetach } from './payment-methods-detach.ts'
import { paymentMethodsList } from './payment-methods-list.ts'
import { paymentMethodsRetrieve } from './payment-methods-retrieve.ts'
import { refundsCreate } from './refunds-create.ts'
import { refundsList } from './refunds-list.ts'
import { refundsRetrieve } from './refunds-retrieve.ts'
import { webhookEndpointsCreate } from './webhook-endpoints-create.ts'
import { webhookEndpointsDelete } from './webhook-endpoints-delete.ts'
import { webhookEndpointsList } from './webhook-endpoints-list.ts'
import { webhookEndpointsRetrieve } from './webhook-endpoints-retrieve.ts'
import { webhookEndpointsUpdate } from './webhook-endpoints-update.ts'

/** Every operation the simulator knows. A path that is not here answers 404. */
export const operations: readonly Operation[] = [
  balanceRetrieve,
  balanceTransactionsList,
  balanceTransactionsRetrieve,
  chargesList,
  chargesRetrieve,
  confirmationTokensCreate,
  confirmationTokensRetrieve,
  customersCreate,
  customersDelete,
  customersListPaymentMethods,
  customersList,
  customersRetrieve,
  customersUpdate,
  eventsList,
  eventsRetrieve,
  paymentIntentsCancel,
  paymentIntentsCapture,
  paymentIntentsConfirm,
  paymentIntentsCreate,
  paymentIntentsList,
  paymentIntentsRetrieve,
  paymentIntentsUpdate,
  paymentMethodsAttach,
  paymentMethodsCreate,
  paymentMethodsDetach,
  paymentMethodsList,
  paymentMethodsRetrieve,
  refundsCreate,
  refundsList,
  refundsRetrieve,
  webhookEndpointsCreate,
  webhookEndpointsDelete,
  webhookEndpointsList,
  webhookEndpointsRetrieve,
  webhookEndpointsUpdate,
]
