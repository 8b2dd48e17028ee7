import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { openPaymentPorts } from './adapters/open-ports.ts'
import { paymentFailed, paymentIntentCreated, paymentRefunded, paymentSucceeded } from './contract.ts'
import confirmPayment from './features/confirm-payment.ts'
import createIntent from './features/create-intent.ts'
import followOrders from './features/follow-orders.ts'
import getOrderPayment from './features/get-order-payment.ts'
import getPayment from './features/get-payment.ts'
import getPaymentFigures from './features/get-payment-figures.ts'
import getReadiness from './features/get-readiness.ts'
import processWebhook from './features/process-webhook.ts'
import receiveWebhook, { receiveForAccount } from './features/receive-webhook.ts'
import refundPayment from './features/refund-payment.ts'
import resolvePayment from './features/resolve-payment.ts'
import sendRefund from './features/send-refund.ts'
import stopPayment from './features/stop-payment.ts'

export default service({
  name: 'payment-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [
    createIntent,
    confirmPayment,
    getPayment,
    refundPayment,
    getOrderPayment,
    getPaymentFigures,
    getReadiness,
    stopPayment,
    receiveWebhook,
    receiveForAccount,
  ],
  events: [paymentSucceeded, paymentFailed, paymentIntentCreated, paymentRefunded],
  consumers: [followOrders],
  jobs: [resolvePayment, processWebhook, sendRefund],
  openPorts: openPaymentPorts,
})
