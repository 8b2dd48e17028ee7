import { type Ctx, deriveId, type Refusal, type Result, refuse } from '@rialto/core'
import { beginPayment } from '@rialto/order-service/contract'
import { type Opening, planAlone } from '../model/plan-opening.ts'
import type { Share, Tender } from '../model.ts'
import { type OpenItem, openPaymentOperation, type SeenTender } from '../operations.ts'
import type { NewIntent, Ports, Provider } from '../ports.ts'
import { takeBudget } from '../store/budget.ts'
import { findTenderByOrder } from '../store/tenders.ts'
import { applyIntent } from './apply-intent.ts'
import { ownerOf } from './show-payment.ts'

export const account = 'platform'
export const triesMax = 5
const waitSecondsMax = 15
const openedSeconds = 120

export type OpenCode =
  | 'NOT_FOUND'
  | 'PAYMENT_CONFIG_MISSING'
  | 'PAYMENT_PROVIDER_UNAVAILABLE'
  | 'PAYMENT_UNKNOWN'
  | 'PAYMENTS_BUSY'
  | 'ORDER_NOT_PENDING'
  | 'HOLD_EXPIRED'
  | 'SOLD_OUT'
  | 'PAYMENT_DECLINED'

/** What order-service says of an order that may be paid. */
export type PayableOrder = {
  orderId: string
  number: string
  ownerId: string
  amount: number
  currency: string
  holdId: string
  generation: number
  vendors: readonly Share[]
}

/** Asks order-service for an order to pay. For a stranger it does not exist; who may pay it is decided there. */
export async function beginOrder(ctx: Ctx<Ports>, orderId: string): Promise<Result<PayableOrder, OpenCode>> {
  const begun = await ctx.call(beginPayment, { orderId, actorId: ownerOf(ctx.actor) })
  return begun.ok ? begun : beginRefusal(begun)
}

function beginRefusal(refusal: Refusal): Refusal<OpenCode> {
  switch (refusal.code) {
    case 'ORDER_NOT_PENDING':
    case 'SOLD_OUT':
    case 'HOLD_EXPIRED':
    case 'NOT_FOUND':
    case 'PAYMENT_DECLINED':
      return refuse(refusal.code, refusal.detail, refusal.data)
    case 'LIMIT_REACHED':
      return refuse('SOLD_OUT', refusal.detail)
    default:
      return refuse('PAYMENT_UNKNOWN', 'The order cannot be read now. Try again')
  }
}

export const configMissing = refuse(
  'PAYMENT_CONFIG_MISSING',
  'Payments are not configured: set STRIPE_SECRET_KEY',
)

/**
 * Makes an order ready to be paid without an attempt: a tender of ours, then one intent at the provider, with ids and
 * keys that follow from the order, so that doing it twice, or at once, makes one of each (INV-1).
 */
export async function openTender(ctx: Ctx<Ports>, orderId: string): Promise<Result<Tender, OpenCode>> {
  const { provider } = ctx.ports
  const order = await beginOrder(ctx, orderId)
  if (!order.ok) return order
  if (!provider) return configMissing
  for (let tried = 0; tried < triesMax; tried += 1) {
    const known = (await findTenderByOrder(ctx.sql, orderId)) ?? null
    const plan = planAlone(known, order.value.generation)
    if (plan.kind === 'refused') return refuse(plan.code, attemptDetails[plan.code])
    const tender =
      plan.kind === 'open'
        ? await writeOpening(ctx, { order: order.value, seen: known, opening: plan.opening, attempt: null })
        : known
    if (!tender) continue
    return tender.providerIntentId === null ? createAlone(ctx, provider, tender) : { ok: true, value: tender }
  }
  return refuse('PAYMENT_UNKNOWN', 'This payment is just being changed. Try again')
}

export const attemptDetails = {
  PAYMENT_UNKNOWN: 'An earlier attempt has no known outcome yet. Do not pay again; we are asking',
  ORDER_NOT_PENDING: 'This order can no longer be paid',
}

/** Writes what was decided on a tender as it was read; null when it was moved meanwhile. */
export async function writeOpening(
  ctx: Ctx<Ports>,
  parts: { order: PayableOrder; seen: Tender | null; opening: Opening; attempt: OpenItem['attempt'] },
): Promise<Tender | null> {
  const { order, seen, opening, attempt } = parts
  const { orderId, holdId, generation, vendors } = order
  const id = deriveId(ctx.tenant, 'tender', orderId)
  const { state, n, round, openedBy, isReopened } = opening
  const shares = vendors.map(shareOf)
  const item = {
    id,
    orderId,
    orderNumber: order.number,
    ownerId: order.ownerId,
    amount: String(order.amount),
    currency: order.currency,
    holdId,
    generation,
    shares,
    seen: seen && { ...seenOf(seen), openedBy: seen.openedBy },
    ...opening,
    attempt,
    job: attempt
      ? { key: `${id} attempt ${n}`, dueInSeconds: attemptSeconds }
      : { key: `${id} opened`, dueInSeconds: openedSeconds },
  }
  const outcome = await ctx.batch(openPaymentOperation, item)
  if (outcome.code === 'moved') return null
  const { orderNumber, ownerId, currency } = item
  // What the payer was asked or told last is over with a new attempt or a new round, not before.
  const told =
    seen?.state === state ? toldOf(seen) : { actionUrl: null, failureCode: null, failureReason: null }
  return {
    ...{ id, orderId, orderNumber, ownerId, amount: BigInt(order.amount), currency },
    ...{ state, holdId, generation, attempt: n, round, openedBy, shares },
    providerIntentId: isReopened ? null : (seen?.providerIntentId ?? null),
    clientSecret: isReopened ? null : (seen?.clientSecret ?? null),
    ...told,
  }
}

function toldOf({ actionUrl, failureCode, failureReason }: Tender) {
  return { actionUrl, failureCode, failureReason }
}

const attemptSeconds = 5

function shareOf({ vendorId, total, discountsByPlatform, commission, commissionTax }: Share): Share {
  return { vendorId, total, discountsByPlatform, commission, commissionTax }
}

/** What was read of a tender, as the statement that writes on it checks it. */
export function seenOf({ state, attempt, round, generation, providerIntentId }: Tender): SeenTender {
  return { state, attempt, round, generation, intentId: providerIntentId }
}

/** An intent as the provider is asked for it: the same request from every process and at every repetition. */
export function newIntentOf(ctx: Ctx<Ports>, tender: Tender, key: string): NewIntent {
  const { id: paymentId, orderId, orderNumber, amount, currency, round } = tender
  const metadata = { tenant: ctx.tenant, orderId, orderNumber, paymentId, round: String(round) }
  return { amount, currency, key, metadata, transferGroup: orderId }
}

/** Makes the intent in a call of its own; the tender says already that nobody else may make one. */
export async function createAlone(
  ctx: Ctx<Ports>,
  provider: Provider,
  tender: Tender,
): Promise<Result<Tender, OpenCode>> {
  const busy = await waitForBudget(ctx)
  if (busy) return busy
  const key = `${ctx.tenant}:intent:${tender.id}:${tender.round}`
  const answer = await provider.createIntent(newIntentOf(ctx, tender, key))
  if (answer.outcome === 'unknown')
    return refuse(
      'PAYMENT_PROVIDER_UNAVAILABLE',
      'The payment provider does not answer. Nothing was charged; try again',
    )
  if (answer.outcome !== 'done') {
    const { code, reason } = answer
    ctx.log.error('the provider refused an intent', { op: 'payment.create_intent', code, reason })
    return providerRefuses
  }
  const applied = await applyIntent(ctx, tender, { intent: answer.value, source: 'news' })
  if (applied.tender.state === 'voided') return refuse('ORDER_NOT_PENDING', attemptDetails.ORDER_NOT_PENDING)
  return { ok: true, value: applied.tender }
}

export const providerRefuses = refuse(
  'PAYMENT_CONFIG_MISSING',
  'The payment provider refuses this shop’s request. Nothing was charged',
)

/** The provider allows so many calls a second; who would wait too long is told so at once. */
export async function waitForBudget(ctx: Ctx<Ports>): Promise<Refusal<'PAYMENTS_BUSY'> | null> {
  if (await waitForTurn(ctx, waitSecondsMax)) return null
  return refuse('PAYMENTS_BUSY', 'Many people are paying right now. Try again in a minute')
}

/** Takes one call out of the bucket and waits for it; false when that would take longer than this. */
export async function waitForTurn(ctx: Ctx<Ports>, secondsMax: number): Promise<boolean> {
  if (ctx.ports.callsPerSecond === null) return true
  const seconds = await takeBudget(ctx.sql, account, ctx.ports.callsPerSecond)
  if (seconds > secondsMax) return false
  if (seconds > 0) await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  return true
}
