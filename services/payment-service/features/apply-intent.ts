import type { Ctx, RequestKey } from '@rialto/core'
import { assert } from '@rialto/core'
import { findOrderMoney } from '@rialto/order-service/contract'
import { journalItem } from '../model/ledger-batch.ts'
import { type News, type NewsPlan, planNews, resolveKeys } from '../model/plan-news.ts'
import type { Decision, Intent, Share, Tender } from '../model.ts'
import { applyNewsOperation, type NewsItem } from '../operations.ts'
import type { Ports } from '../ports.ts'
import { findTender } from '../store/tenders.ts'
import { seenOf } from './open-tender.ts'
import { showPayment } from './show-payment.ts'

const triesMax = 5

export type Told = News & {
  /** The request that is answered by this: its reply is stored in the same commit, when it is a success. */
  request?: RequestKey | null
}

/** A tender after the provider's word was taken, what to ask next, and the reply that was stored with it. */
export type Applied = {
  tender: Tender
  intent: Intent | null
  next: Decision['next']
  replyText: string | null
}

/** Nothing was learned: the tender is as it was read. */
export function unchanged(tender: Tender): Applied {
  return { tender, intent: null, next: 'nothing', replyText: null }
}

/**
 * Takes the provider's word on a payment, whoever brought it: decided on the tender as it was read, and written by one
 * statement if it is still so, with events, ledger and reply; else it is read and decided again. What has to be asked of
 * the provider next is left to the caller, and to a job in case the caller dies.
 */
export async function applyIntent(ctx: Ctx<Ports>, read: Tender, told: Told): Promise<Applied> {
  let tender = read
  for (let tried = 0; tried < triesMax; tried += 1) {
    assertOwn(tender, told)
    const facts = { now: ctx.now(), shares: await sharesFor(ctx, tender, told) }
    const { plan, next } = planNews(tender, told, facts)
    if (!plan) return { tender, intent: told.intent, next, replyText: null }
    const after = afterNews(tender, plan)
    const reply = replyOf(after, told.request ?? null)
    const item = itemOf(tender, plan, { reply, traceparent: ctx.traceparent, next })
    const outcome = await ctx.batch(applyNewsOperation, item)
    if (outcome.code === 'applied') {
      const replyText = outcome.isAnswered && reply ? reply.text : null
      return { tender: after, intent: told.intent, next, replyText }
    }
    tender = await findTender(ctx.sql, tender.id)
  }
  throw new Error(`The tender ${read.id} is moved faster than news of it can be written`)
}

function assertOwn({ id, providerIntentId }: Tender, { intent }: Told): void {
  assert(
    !intent || providerIntentId === null || providerIntentId === intent.id,
    `INV-1: ${intent?.id} was made for the tender ${id}, which is paid by another intent`,
  )
}

function afterNews(tender: Tender, { state, actionUrl, failure, intent }: NewsPlan): Tender {
  const isOver = state === 'captured' || state === 'voided'
  return {
    ...tender,
    state,
    actionUrl,
    providerIntentId: tender.providerIntentId ?? intent?.id ?? null,
    clientSecret: isOver ? null : (tender.clientSecret ?? intent?.clientSecret ?? null),
    failureCode: failure?.code ?? null,
    failureReason: failure?.reason ?? null,
  }
}

function replyOf(after: Tender, request: RequestKey | null): NewsItem['reply'] {
  if (!request || (after.state !== 'captured' && after.state !== 'requires_action')) return null
  const { id: keyId, fingerprint } = request
  return { keyId, fingerprint, status: 200, text: JSON.stringify(showPayment(after)) }
}

function itemOf(
  tender: Tender,
  plan: NewsPlan,
  parts: Pick<NewsItem, 'reply' | 'traceparent'> & { next: Decision['next'] },
): NewsItem {
  const { id: tenderId, orderId } = tender
  const { state, intent, failure, journal, resolve } = plan
  const { reply, traceparent, next } = parts
  return {
    tenderId,
    orderId,
    seen: seenOf(tender),
    intentId: intent?.id ?? null,
    clientSecret: intent?.clientSecret ?? null,
    state,
    actionUrl: plan.actionUrl,
    failureCode: failure?.code ?? null,
    failureReason: failure?.reason ?? null,
    fee: intent?.fee?.toString() ?? null,
    isFinal: state === 'captured' || state === 'voided',
    isAtWork: next !== 'nothing' || state === 'unknown',
    events: plan.events,
    traceparent,
    job: resolve ? { key: `${tenderId} ${resolve.step}`, dueInSeconds: resolve.dueInSeconds } : null,
    doneJobs: resolveKeys(tender),
    journal: journal && journal.postings.length > 0 ? journalItem(journal) : null,
    reply,
  }
}

/** The split was frozen with the order and lies with the tender; a tender of an earlier release asks for it. */
async function sharesFor(ctx: Ctx<Ports>, tender: Tender, { intent }: Told): Promise<readonly Share[]> {
  if (tender.shares) return tender.shares
  if (intent?.status !== 'succeeded' || tender.state === 'captured') return []
  const found = await ctx.call(findOrderMoney, { orderId: tender.orderId })
  if (!found.ok) throw new Error(`The order of the tender ${tender.id} cannot be read: ${found.code}`)
  return found.value.vendors
}
