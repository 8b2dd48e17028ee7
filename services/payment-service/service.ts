import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { openPaymentPorts } from './adapters/open-ports.ts'
import {
  paymentFailed,
  paymentIntentCreated,
  paymentLedgerMatched,
  paymentRefunded,
  paymentSucceeded,
} from './contract.ts'
import beginRedemption from './features/begin-redemption.ts'
import { checks, vitals } from './features/check-books.ts'
import closePeriod from './features/close-period.ts'
import compareOpen from './features/compare-open.ts'
import confirmPayment from './features/confirm-payment.ts'
import correctLedger from './features/correct-ledger.ts'
import createIntent from './features/create-intent.ts'
import endRedemption from './features/end-redemption.ts'
import endTransfers from './features/end-transfers.ts'
import expireStoredValue from './features/expire-stored-value.ts'
import explainMatchCases from './features/explain-match-cases.ts'
import exportVendorStatement from './features/export-vendor-statement.ts'
import failRefund from './features/fail-refund.ts'
import followOrders from './features/follow-orders.ts'
import getOrderPayment from './features/get-order-payment.ts'
import getPayment from './features/get-payment.ts'
import getPaymentFigures from './features/get-payment-figures.ts'
import getReadiness from './features/get-readiness.ts'
import getStoredValue from './features/get-stored-value.ts'
import getTrialBalance from './features/get-trial-balance.ts'
import getVendorStatement from './features/get-vendor-statement.ts'
import issueStoredValue from './features/issue-stored-value.ts'
import listMatchCases from './features/list-match-cases.ts'
import listMatches from './features/list-matches.ts'
import matchLedger from './features/match-ledger.ts'
import processWebhook from './features/process-webhook.ts'
import projectLedger from './features/project-ledger.ts'
import rebuildBalances from './features/rebuild-balances.ts'
import receiveWebhook, { receiveForAccount } from './features/receive-webhook.ts'
import refundAsStoredValue from './features/refund-as-stored-value.ts'
import refundPayment from './features/refund-payment.ts'
import requestMatch from './features/request-match.ts'
import resolvePayment from './features/resolve-payment.ts'
import sendRefund from './features/send-refund.ts'
import settleVendor from './features/settle-vendor.ts'
import stopPayment from './features/stop-payment.ts'
import totalPeriod from './features/total-period.ts'
import voidRedemptions from './features/void-redemptions.ts'
import { appendJournalsOperation, movePendingOperation } from './operations.ts'

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
    beginRedemption,
    closePeriod,
    correctLedger,
    endRedemption,
    endTransfers,
    expireStoredValue,
    explainMatchCases,
    exportVendorStatement,
    getStoredValue,
    getTrialBalance,
    getVendorStatement,
    issueStoredValue,
    listMatchCases,
    listMatches,
    requestMatch,
    rebuildBalances,
    refundAsStoredValue,
    settleVendor,
  ],
  events: [paymentSucceeded, paymentFailed, paymentIntentCreated, paymentRefunded, paymentLedgerMatched],
  consumers: [followOrders],
  jobs: [
    resolvePayment,
    compareOpen,
    processWebhook,
    sendRefund,
    failRefund,
    projectLedger,
    totalPeriod,
    matchLedger,
    voidRedemptions,
  ],
  operations: [appendJournalsOperation, movePendingOperation],
  checks,
  vitals,
  openPorts: openPaymentPorts,
})
