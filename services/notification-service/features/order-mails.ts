import { consumer, deriveId, type EventType, type PublishedEvent, type Tx } from '@rialto/core'
import {
  orderCancelled,
  orderCreated,
  orderDelivered,
  orderPaid,
  orderPaymentFailed,
  orderShipped,
  partCancelled,
  returnApproved,
  returnRejected,
  returnRequested,
} from '@rialto/order-service/contract'
import { paymentRefunded } from '@rialto/payment-service/contract'
import { type Facts, type MailKind, paymentFailedDelaySeconds, reviewDelaySeconds } from '../model.ts'
import { noteMails } from './note-mails.ts'

// An event becomes a row and a job in one commit. Who is written to and what is said is asked when the mail is sent:
// nothing personal is copied, and a consumer never waits for another service.

type Rule<Data> = {
  kind: MailKind
  facts?: (data: Data) => Facts
  dueInSeconds?: number
  wants?: (data: Data) => boolean
}

function mailOn<Data extends { orderId: string }>(on: EventType<Data>, rule: Rule<Data>) {
  const noteAll = (events: readonly PublishedEvent<Data>[], tx: Tx) => {
    const wanted = events.filter(({ data }) => rule.wants?.(data) ?? true)
    const mails = wanted.map(({ id, data }) => ({
      // Two mails may stand on one event.
      id: deriveId('notification mail', id, rule.kind),
      kind: rule.kind,
      subject: 'order' as const,
      subjectId: data.orderId,
      facts: rule.facts?.(data) ?? {},
    }))
    return noteMails(tx, mails, rule.dueInSeconds ?? 0)
  }
  return consumer<Data>({
    name: `notification.mail_${rule.kind}`,
    kind: 'reaction',
    on: [on],
    apply: (event, tx) => noteAll([event], tx),
    together: async (events, tx) => {
      await noteAll(events, tx)
      return true
    },
  })
}

export const orderMails = [
  mailOn(orderCreated, { kind: 'order_created' }),
  mailOn(orderPaid, { kind: 'order_paid' }),
  mailOn(orderPaymentFailed, { kind: 'payment_failed', dueInSeconds: paymentFailedDelaySeconds }),
  mailOn(orderShipped, { kind: 'order_shipped', facts: ({ vendorId, lines }) => ({ vendorId, lines }) }),
  mailOn(orderDelivered, { kind: 'order_delivered', facts: ({ vendorId }) => ({ vendorId }) }),
  mailOn(orderDelivered, {
    kind: 'review_request',
    dueInSeconds: reviewDelaySeconds,
    facts: ({ vendorId }) => ({ vendorId }),
  }),
  mailOn(orderCancelled, { kind: 'order_cancelled', facts: ({ wasPaid }) => ({ wasPaid }) }),
  mailOn(partCancelled, {
    kind: 'part_cancelled',
    facts: ({ vendorId, lines, refundAmount }) => ({ vendorId, lines, amount: refundAmount }),
  }),
  mailOn(paymentRefunded, {
    kind: 'payment_refunded',
    // A refund that failed is the operators' matter: the person is told when the money is on its way.
    wants: ({ status }) => status === 'succeeded',
    facts: ({ vendorId, amount }) => ({ vendorId: vendorId ?? undefined, amount: amount.amount }),
  }),
  mailOn(returnRequested, {
    kind: 'return_requested',
    facts: ({ vendorId, lines, refundAmount }) => ({ vendorId, lines, amount: refundAmount }),
  }),
  mailOn(returnApproved, {
    kind: 'return_approved',
    facts: ({ vendorId }) => ({ vendorId }),
  }),
  mailOn(returnRejected, {
    kind: 'return_rejected',
    facts: ({ vendorId }) => ({ vendorId }),
  }),
]
