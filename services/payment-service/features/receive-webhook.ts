import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { receiveAccountWebhook, receiveWebhook } from '../contract.ts'
import type { TenderState } from '../model.ts'
import type { Ports } from '../ports.ts'
import { insertEvent } from '../store/inbox.ts'
import { account } from './open-tender.ts'

/** Verified over the raw bytes, stored once, answered at once; a job does the work (INV-4). */
async function receive(input: { payload: string; signature?: string }, ctx: Ctx<Ports>) {
  const { provider } = ctx.ports
  if (!provider)
    return refuse(
      'PAYMENT_CONFIG_MISSING',
      'Payments are not configured: set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET',
    )
  const event = provider.readWebhook(input.payload, input.signature ?? '')
  if (!event) {
    ctx.log.warn('a webhook was refused: its signature does not fit STRIPE_WEBHOOK_SECRET', {
      op: 'payment.receive_webhook',
    })
    return refuse('WEBHOOK_SIGNATURE_INVALID', 'The signature does not fit. Check STRIPE_WEBHOOK_SECRET')
  }
  await ctx.tx(async (tx) => {
    const received = await insertEvent(tx, account, event)
    if (received?.state !== 'new') return
    const dueInSeconds = event.object.kind === 'intent' ? waitSecondsFor(received.tenderState) : 0
    const data = { account, eventId: event.id }
    await tx.schedule({ kind: 'payment.process_webhook', key: event.id, dueInSeconds, data })
  })
  return ok({ received: true })
}

const inFlightSeconds = 2

/**
 * News of a payment that one of our own calls is about to answer waits a moment: most often that call has brought it to
 * its end by then. A payer who comes back from the bank is not kept waiting, nor is one whose attempt was over.
 */
function waitSecondsFor(state: TenderState | null): number {
  switch (state) {
    case null:
    case 'planned':
    case 'unknown':
    case 'authorised':
      return inFlightSeconds
    default:
      return 0
  }
}

export default feature(receiveWebhook, receive)

export const receiveForAccount = feature(receiveAccountWebhook, async (input, ctx: Ctx<Ports>) => {
  if (input.tenant !== 'main' || input.account !== account)
    return refuse('NOT_FOUND', 'There is no such payment account')
  return receive(input, ctx)
})
