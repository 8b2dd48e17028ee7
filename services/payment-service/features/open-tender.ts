import { type Ctx, deriveId, type Refusal, type Result, refuse } from '@rialto/core'
import { beginPayment, findOrderMoney } from '@rialto/order-service/contract'
import { paymentIntentCreated } from '../contract.ts'
import type { Tender } from '../model.ts'
import type { Ports, Provider } from '../ports.ts'
import { takeBudget } from '../store/budget.ts'
import { findTenderByOrder, insertTender, reopenTender, setHold, setIntent } from '../store/tenders.ts'
import { scheduleResolve } from './apply-intent.ts'
import { ownerOf } from './show-payment.ts'

export const account = 'platform'
const waitSecondsMax = 15

export type OpenCode =
  | 'NOT_FOUND'
  | 'PAYMENT_CONFIG_MISSING'
  | 'PAYMENT_PROVIDER_UNAVAILABLE'
  | 'PAYMENT_UNKNOWN'
  | 'PAYMENTS_BUSY'
  | 'ORDER_NOT_PENDING'
  | 'HOLD_EXPIRED'
  | 'SOLD_OUT'

export type Opened = { tender: Tender; provider: Provider }

/**
 * Makes an order ready to be paid: a tender of ours, then one intent at the provider. The amount comes from the order.
 * Both have ids that follow from the order, so that doing it twice, or at once, makes one of each (INV-1).
 */
export async function openTender(ctx: Ctx<Ports>, orderId: string): Promise<Result<Opened, OpenCode>> {
  const { provider } = ctx.ports
  const stranger = await refuseStranger(ctx, orderId)
  if (stranger) return stranger
  if (!provider) return refuse('PAYMENT_CONFIG_MISSING', 'Payments are not configured: set STRIPE_SECRET_KEY')
  const begun = await ctx.call(beginPayment, { orderId, actorId: ctx.actor.id })
  if (!begun.ok) return beginRefusal(begun)
  const tender = await ensureTender(ctx, begun.value)
  if (tender.providerIntentId !== null) return { ok: true, value: { tender, provider } }
  return createIntent(ctx, provider, tender)
}

async function refuseStranger(ctx: Ctx<Ports>, orderId: string): Promise<Refusal<OpenCode> | null> {
  const order = await ctx.call(findOrderMoney, { orderId })
  const owner = ownerOf(ctx.actor)
  if (order.ok && (owner === null || order.value.ownerId === owner)) return null
  if (!order.ok && order.code !== 'NOT_FOUND')
    return refuse('PAYMENT_UNKNOWN', 'The order cannot be read now. Try again')
  return refuse('NOT_FOUND', 'There is no such order')
}

function beginRefusal(refusal: Refusal): Refusal<OpenCode> {
  switch (refusal.code) {
    case 'ORDER_NOT_PENDING':
    case 'SOLD_OUT':
    case 'HOLD_EXPIRED':
    case 'NOT_FOUND':
      return refuse(refusal.code, refusal.detail)
    case 'LIMIT_REACHED':
      return refuse('SOLD_OUT', refusal.detail)
    default:
      return refuse('PAYMENT_UNKNOWN', 'The order cannot be read now. Try again')
  }
}

type Begun = {
  orderId: string
  number: string
  amount: number
  currency: string
  holdId: string
  generation: number
}

async function ensureTender(ctx: Ctx<Ports>, order: Begun): Promise<Tender> {
  const known = await findTenderByOrder(ctx.sql, order.orderId)
  if (known && known.generation === order.generation && known.state !== 'voided') return known
  const { orderId, number, amount, currency, holdId, generation } = order
  const id = deriveId(ctx.tenant, 'tender', orderId)
  const made = await ctx.tx(async (tx) => {
    const owner = known?.ownerId ?? ownerOf(ctx.actor) ?? ''
    const blank = {
      providerIntentId: null,
      clientSecret: null,
      actionUrl: null,
      failureCode: null,
      failureReason: null,
    }
    const tender = {
      id,
      orderId,
      orderNumber: number,
      ownerId: owner,
      amount: BigInt(amount),
      currency,
      holdId,
      generation,
      ...blank,
    }
    // They leave together: each stands on the one before, and none waits for its answer.
    const [, , , , found] = await Promise.all([
      insertTender(tx, tender),
      setHold(tx, id, { holdId, generation }),
      reopenTender(tx, id),
      scheduleResolve(tx, { id, step: 'opened' }, 120),
      findTenderByOrder(tx, orderId),
    ])
    return found
  })
  if (!made) throw new Error(`The tender of ${orderId} was written and cannot be read`)
  return made
}

async function createIntent(
  ctx: Ctx<Ports>,
  provider: Provider,
  tender: Tender,
): Promise<Result<Opened, OpenCode>> {
  const busy = await waitForBudget(ctx)
  if (busy) return busy
  const answer = await provider.createIntent({
    amount: tender.amount,
    currency: tender.currency,
    key: `${ctx.tenant}:intent:${tender.id}:${tender.round}`,
    metadata: {
      tenant: ctx.tenant,
      orderId: tender.orderId,
      orderNumber: tender.orderNumber,
      paymentId: tender.id,
    },
    transferGroup: tender.orderId,
  })
  if (answer.outcome === 'unknown')
    return refuse(
      'PAYMENT_PROVIDER_UNAVAILABLE',
      'The payment provider does not answer. Nothing was charged; try again',
    )
  if (answer.outcome !== 'done') {
    ctx.log.error('the provider refused an intent', {
      op: 'payment.create_intent',
      code: answer.code,
      reason: answer.reason,
    })
    return refuse(
      'PAYMENT_CONFIG_MISSING',
      'The payment provider refuses this shop’s request. Nothing was charged',
    )
  }
  const intent = answer.value
  await ctx.tx(async (tx) => {
    if (!(await setIntent(tx, tender.id, intent))) return
    const { id: paymentId, orderId } = tender
    await tx.publish(paymentIntentCreated, `order:${orderId}`, {
      paymentId,
      orderId,
      at: ctx.now().toISOString(),
    })
  })
  return {
    ok: true,
    value: {
      tender: { ...tender, providerIntentId: intent.id, clientSecret: intent.clientSecret },
      provider,
    },
  }
}

/** The provider allows so many calls a second; who would wait too long is told so at once. */
async function waitForBudget(ctx: Ctx<Ports>): Promise<Refusal<'PAYMENTS_BUSY'> | null> {
  if (ctx.ports.callsPerSecond === null) return null
  const seconds = await takeBudget(ctx.sql, account, ctx.ports.callsPerSecond)
  if (seconds > waitSecondsMax)
    return refuse('PAYMENTS_BUSY', 'Many people are paying right now. Try again in a minute')
  if (seconds > 0) await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  return null
}
