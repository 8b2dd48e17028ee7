import { consumer, deriveId, type EventType, type PublishedEvent, type Tx } from '@rialto/core'
import {
  orderCancelled,
  orderCreated,
  orderDelivered,
  orderPaid,
  orderPaymentFailed,
  orderShipped,
  partCancelled,
} from '@rialto/order-service/contract'
import { paymentRefunded } from '@rialto/payment-service/contract'
import { type Facts, type MailKind, paymentFailedDelaySeconds } from '../model.ts'
import { insertMail } from '../store.ts'
import { sendMailKind } from './send-mail.ts'

// An event becomes a row and a job in one commit. Who is written to and what is said is asked when the mail is sent:
// nothing personal is copied, and a consumer never waits for another service.

type Rule<Data> = {
  kind: MailKind
  facts?: (data: Data) => Facts
  dueInSeconds?: number
  wants?: (data: Data) => boolean
}

function mailOn<Data extends { orderId: string }>(on: EventType<Data>, rule: Rule<Data>) {
  return consumer<Data>({
    name: `notification.mail_${rule.kind}`,
    kind: 'reaction',
    on: [on],
    apply: async (event, tx) => {
      if (rule.wants && !rule.wants(event.data)) return
      const facts = rule.facts?.(event.data) ?? {}
      await noteMail(tx, event, { kind: rule.kind, facts, dueInSeconds: rule.dueInSeconds ?? 0 })
    },
  })
}

async function noteMail(
  tx: Tx,
  event: PublishedEvent<{ orderId: string }>,
  mail: { kind: MailKind; facts: Facts; dueInSeconds: number },
): Promise<void> {
  const id = deriveId('notification mail', event.id)
  const { kind, facts, dueInSeconds } = mail
  const isNew = await insertMail(tx, { id, kind, subject: 'order', subjectId: event.data.orderId, facts })
  if (isNew) await tx.schedule({ kind: sendMailKind, key: id, dueInSeconds, data: null })
}

export const orderMails = [
  mailOn(orderCreated, { kind: 'order_created' }),
  mailOn(orderPaid, { kind: 'order_paid' }),
  mailOn(orderPaymentFailed, { kind: 'payment_failed', dueInSeconds: paymentFailedDelaySeconds }),
  mailOn(orderShipped, { kind: 'order_shipped', facts: ({ vendorId, lines }) => ({ vendorId, lines }) }),
  mailOn(orderDelivered, { kind: 'order_delivered', facts: ({ vendorId }) => ({ vendorId }) }),
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
]
