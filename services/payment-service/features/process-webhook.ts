import type { Ctx, Job } from '@rialto/core'
import { type Intent, ownMetadata, type ProviderEvent, type Tender } from '../model.ts'
import type { Ports } from '../ports.ts'
import { type EventState, findEvent, markEvent } from '../store/inbox.ts'
import { findRefundByProvider } from '../store/refunds.ts'
import { findOpeningTender, findTenderByIntent } from '../store/tenders.ts'
import { applyIntent } from './apply-intent.ts'
import { applyRefund } from './send-refund.ts'
import { settle } from './settle-tender.ts'

/**
 * Works off one stored webhook. What it says may be old: anything but a final state is asked of the provider again.
 * An object with our metadata that we do not know is parked and tried again, never forgotten.
 */
export default {
  kind: 'payment.process_webhook',
  run: async ({ data }, ctx) => {
    const event = data as { account: string; eventId: string }
    const row = await findEvent(ctx.sql, event.account, event.eventId)
    if (!row || row.state === 'done' || row.state === 'ignored') return
    const state = await work(ctx, row.payload)
    await markEvent(ctx.sql, event, state)
    if (state === 'parked')
      throw new Error(`The webhook ${event.eventId} names a payment that is not known here`)
  },
} satisfies Job<Ports>

function work(ctx: Ctx<Ports>, event: ProviderEvent): Promise<EventState> {
  switch (event.object.kind) {
    case 'intent':
      return workIntent(ctx, event.object.intent)
    case 'refund':
      return workRefund(ctx, event.object)
    case 'other':
      return Promise.resolve('ignored')
  }
}

async function workIntent(ctx: Ctx<Ports>, told: Intent): Promise<EventState> {
  const { provider } = ctx.ports
  if (told.metadata['tenant'] !== ctx.tenant) return 'ignored'
  const tender = await findTold(ctx, told)
  // An intent that was cancelled may have been followed by another one: its end is no news.
  if (!tender && told.status === 'canceled') return 'done'
  if (!tender || !provider) return 'parked'
  if (tender.state === 'captured') return 'done'
  const present = await provider.retrieveIntent(told.id)
  if (present.outcome !== 'done') throw new Error(`The intent of ${tender.id} cannot be read now`)
  await settle(ctx, provider, await applyIntent(ctx, tender, { intent: present.value, source: 'news' }))
  return 'done'
}

/** By its intent, or, while our own call has not told us the intent yet, by what we gave the intent along. */
async function findTold(ctx: Ctx<Ports>, { id, metadata }: Intent): Promise<Tender | undefined> {
  const known = await findTenderByIntent(ctx.sql, id)
  const own = known ? null : ownMetadata(metadata)
  return own ? findOpeningTender(ctx.sql, own.paymentId, own.round) : known
}

async function workRefund(
  ctx: Ctx<Ports>,
  told: {
    id: string
    status: 'succeeded' | 'pending' | 'failed'
    metadata: Readonly<Record<string, string>>
  },
): Promise<EventState> {
  if (told.metadata['tenant'] !== ctx.tenant) return 'ignored'
  const refund = await findRefundByProvider(ctx.sql, told.id)
  if (!refund) return 'parked'
  await applyRefund(ctx, refund.id, told)
  return 'done'
}
