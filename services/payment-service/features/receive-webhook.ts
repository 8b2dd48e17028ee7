import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { receiveAccountWebhook, receiveWebhook } from '../contract.ts'
import { ownMetadata, type ProviderEvent } from '../model.ts'
import { type EventItem, storeEventOperation } from '../operations.ts'
import type { Ports } from '../ports.ts'
import { account } from './open-tender.ts'

/** Verified over the raw bytes, stored once by one statement, answered at once (INV-4). */
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
  await ctx.batch(storeEventOperation, eventItem(ctx.tenant, event))
  return ok({ received: true })
}

/** An event as it is stored. News of another marketplace's payment finds none here, whatever it names. */
function eventItem(tenant: string, event: ProviderEvent): EventItem {
  const { id: eventId, type, object } = event
  const intent = object.kind === 'intent' ? object.intent : null
  const own = intent?.metadata['tenant'] === tenant ? ownMetadata(intent.metadata) : null
  return {
    account,
    eventId,
    type,
    kind: object.kind,
    objectId: object.kind === 'intent' ? object.intent.id : object.id,
    payload: JSON.parse(
      JSON.stringify(event, (_key, value) => (typeof value === 'bigint' ? value.toString() : value)),
    ),
    paymentId: own?.paymentId ?? null,
    round: own?.round ?? null,
  }
}

export default feature(receiveWebhook, receive)

export const receiveForAccount = feature(receiveAccountWebhook, async (input, ctx: Ctx<Ports>) => {
  if (input.tenant !== 'main' || input.account !== account)
    return refuse('NOT_FOUND', 'There is no such payment account')
  return receive(input, ctx)
})
