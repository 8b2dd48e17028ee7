import { type CallCode, type Ctx, feature, ok, type Result, refuse } from '@rialto/core'
import { changeHold, takeHold } from '@rialto/inventory-service/contract'
import { beginPayment } from '../contract.ts'
import { originOf } from '../model/history.ts'
import { moveTo } from '../model/moves.ts'
import type { Order, OrderEvent } from '../model/order.ts'
import { sharesOf } from '../model/shares.ts'
import { appendEvents, lockOrder } from '../store/events.ts'
import { findPayable, type Payable } from '../store/orders.ts'
import { attachHold } from './attach-hold.ts'
import { isDecided, wishOf } from './hold-cart.ts'
import { holdSeconds, type OrderPorts, paySecondsOf } from './limits.ts'
import { countedSince, screenPayment } from './screen-payment.ts'

const attemptsMax = 3

type Code = 'ORDER_NOT_PENDING' | 'SOLD_OUT' | 'LIMIT_REACHED' | 'HOLD_EXPIRED' | 'NOT_FOUND' | CallCode
type LiveHold = { generation: number; secondsLeft: number; isAttached: boolean }

// A card must never be charged for units that nobody holds: a dead hold is taken anew before the attempt, as the next
// generation, and events of the old one mean nothing any more. As at the creation, the order says first which hold it
// lives from, then the hold is attached: one that no order names ends by itself.
export default feature(beginPayment, async ({ orderId, actorId }, ctx: Ctx<OrderPorts>) => {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const row = await findPayable(ctx.sql, orderId, countedSince(ctx))
    if (!row || !isPayer(row.state, actorId)) return refuse('NOT_FOUND', 'There is no such order')
    const order = row.state
    if (order.status !== 'pending' && order.status !== 'payment_failed') {
      return refuse('ORDER_NOT_PENDING', 'This order is not waiting for a payment')
    }
    // What the shop does by itself was begun by a person, who was asked about then.
    const screened = attempt === 1 && actorId !== null ? await screenPayment(ctx, row) : null
    if (screened?.refusal) return screened.refusal
    if (screened?.isNoted) continue
    const hold = await liveHold(ctx, row)
    if (!hold.ok) return hold
    if (!(await makePending(ctx, order, hold.value))) continue
    // The hold that the order lives from was attached when it was looked at; only one taken anew is still loose.
    const attached = hold.value.isAttached ? 'attached' : await attachAnew(ctx, order, hold.value)
    if (attached === 'lost') continue
    if (attached === 'unknown') return refuse('CALL_UNKNOWN', 'Nobody can say whether the units are held')
    return ok(showPayable(row, hold.value))
  }
  return refuse('BUSY', 'This order is just being changed. Try again in a moment')
})

function showPayable(row: Payable, { generation, secondsLeft }: LiveHold) {
  const { number, state, totals } = row
  const { orderId, ownerId, holdId } = state
  const { total: amount, currency } = totals
  const vendors = sharesOf(row)
  return { orderId, number, ownerId, amount, currency, holdId, generation, secondsLeft, vendors }
}

function attachAnew(ctx: Ctx, { orderId, holdId }: Order, { generation, secondsLeft }: LiveHold) {
  return attachHold(ctx, { orderId, holdId, generation }, secondsLeft)
}

/** Payment-service asks for itself with null; for a person, the order must be theirs. */
function isPayer(order: Order, actorId: string | null): boolean {
  return actorId === null || order.ownerId === actorId || order.ownerId.endsWith(`:${actorId}`)
}

/** The hold that the order lives from while it is alive, else one more attempt. */
async function liveHold(ctx: Ctx<OrderPorts>, row: Payable): Promise<Result<LiveHold, Code>> {
  const order = row.state
  const { orderId, holdId, generation } = order
  const secondsLeft = row.secondsLeft ?? 0
  if (secondsLeft > 0) {
    const attached = await attachHold(ctx, { orderId, holdId, generation }, secondsLeft)
    if (attached === 'attached') return ok({ generation, secondsLeft, isAttached: true })
    if (attached === 'unknown') return refuse('CALL_UNKNOWN', 'Nobody can say whether the units are held')
  } else if (order.status === 'pending') {
    // Its timer is about to end this order.
    return refuse('HOLD_EXPIRED', 'The time to pay this order is over')
  } else {
    const released = await ctx.call(changeHold, { holdId, generation, change: 'release' })
    if (!released.ok && !released.code.startsWith('HOLD_')) return released as Result<never, Code>
  }
  return takeAnew(ctx, row)
}

async function takeAnew(ctx: Ctx<OrderPorts>, row: Payable): Promise<Result<LiveHold, Code>> {
  const order = row.state
  const { holdId } = order
  const generation = order.generationTried + 1
  const wish = { holdId, generation, lifeSeconds: holdSeconds, ...wishOf(row.document, order.ownerId) }
  const taken = await ctx.call(takeHold, wish)
  if (taken.ok) return ok({ generation, secondsLeft: paySecondsOf(ctx), isAttached: false })
  if (isDecided(taken)) {
    const event: OrderEvent = { type: 'HoldRefused', data: { generation, code: taken.code } }
    await appendTo(ctx, order, { events: [event] })
  }
  // Its units went back with the end of the drop; nobody may have them at the old price of the drop any more.
  return isOfDrop(taken.code) ? refuse('HOLD_EXPIRED', 'The drop of this order is over') : (taken as Refused)
}

type Refused = Result<never, Code>

function isOfDrop(code: string): boolean {
  return code === 'DROP_ENDED' || code === 'DROP_NOT_OPEN' || code === 'ACCOUNT_REQUIRED'
}

/** The order waits for a payment again, and lives from this hold; false when somebody else moved it meanwhile. */
async function makePending(ctx: Ctx<OrderPorts>, order: Order, hold: LiveHold): Promise<boolean> {
  const { orderId, holdId } = order
  const isNew = hold.generation !== order.generation
  const events: OrderEvent[] = []
  if (isNew) {
    const { generation, secondsLeft: seconds } = hold
    events.push({ type: 'HoldTaken', data: { holdId, generation, seconds } })
  }
  const moved = moveTo(order, 'pending', { orderId })
  if (moved.ok) events.push(moved.value)
  if (events.length === 0) return true
  return appendTo(ctx, order, { events, ...(isNew ? { paySeconds: hold.secondsLeft } : {}) })
}

/** Appends on the version that was decided on; false when the order moved on without us. */
function appendTo(
  ctx: Ctx<OrderPorts>,
  seen: Order,
  wish: { events: readonly OrderEvent[]; paySeconds?: number },
): Promise<boolean> {
  return ctx.tx(async (tx) => {
    const order = await lockOrder(tx, seen.orderId)
    if (order?.version !== seen.version) return false
    const origin = originOf(ctx.actor, order, beginPayment.name)
    const after = await appendEvents(tx, { order, traceparent: ctx.traceparent, origin, ...wish })
    if (wish.paySeconds !== undefined) {
      const { orderId, generation } = after
      await tx.schedule({
        kind: 'order.end_time_to_pay',
        key: `${orderId}:${generation}`,
        dueInSeconds: wish.paySeconds,
        data: { orderId, generation },
      })
    }
    return true
  })
}
