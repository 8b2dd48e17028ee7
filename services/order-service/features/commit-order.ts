import { type Ctx, type RequestKey, refuse } from '@rialto/core'
import { createOrder } from '../contract.ts'
import type { FrozenPart } from '../model/freeze.ts'
import { originOf } from '../model/history.ts'
import { holdOf, moveTo } from '../model/moves.ts'
import { firstEvents, type Hold } from '../model/new-order.ts'
import { orderNumber, orderNumberBytes } from '../model/number.ts'
import type { QuoteDocument } from '../model/quote.ts'
import { type CreateOutcome, createOrderOperation, type NewOrder } from '../operations.ts'
import { appendEvents, insertFailure, lockOrder } from '../store/events.ts'
import type { Submission } from '../store/quotes.ts'
import { answerWithOrder, replay } from './answer-submission.ts'
import { attachHold, cancelUnheld } from './attach-hold.ts'
import { holdCart, type LiveHold, releaseHold } from './hold-cart.ts'
import { attachSeconds, contactDays, type OrderPorts, paySecondsOf } from './limits.ts'

const attemptsMax = 3

export type Commission = {
  key: RequestKey
  cart: NonNullable<Submission['cart']>
  ownerId: string
  document: QuoteDocument
  parts: readonly FrozenPart[]
  hold: LiveHold
  /** The database's clock now, in milliseconds. */
  clock: () => number
}

/** Writes the order in its one commit (spine 4), then gives it its hold; only then it is answered. */
export async function commitOrder(ctx: Ctx<OrderPorts>, wish: Commission) {
  let hold = wish.hold
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const item = itemOf(ctx, wish, hold)
    const outcome = await ctx.batch(createOrderOperation, item)
    if (outcome.code === 'NUMBER_TAKEN') continue
    if (outcome.code !== 'HOLD_EXPIRED') return settle(ctx, { wish, hold, item, outcome })
    // The commit came too late for its hold. Another attempt has a hold of its own.
    const again = await holdCart(ctx, {
      cartId: wish.cart.cartId,
      cartVersion: wish.cart.version,
      ownerId: wish.ownerId,
      attempt: hold.generation,
      document: wish.document,
    })
    if (!again.ok) return again
    hold = again.value
  }
  return refuse('BUSY', 'The order could not be written in time. Try again in a moment')
}

function itemOf(ctx: Ctx<OrderPorts>, wish: Commission, live: LiveHold): NewOrder {
  const { key, cart, ownerId, document, parts } = wish
  const hold: Hold = { holdId: live.holdId, generation: live.generation }
  const orderId = ctx.newId()
  const number = orderNumber(crypto.getRandomValues(new Uint8Array(orderNumberBytes)))
  const { events, state } = firstEvents({ orderId, number, ownerId, document, parts, hold })
  const { totals } = document.quote
  const paySeconds = paySecondsOf(ctx)
  return {
    keyId: key.id,
    fingerprint: key.fingerprint,
    status: 201,
    reply: JSON.stringify({ orderId, number, status: state.status, totals, paySeconds }),
    cartId: cart.cartId,
    cartVersion: cart.version,
    ownerId,
    orderId,
    number,
    deadline: new Date(wish.clock() + (live.secondsLeft - attachSeconds) * 1000).toISOString(),
    paySeconds,
    contactDays,
    traceparent: ctx.traceparent,
    language: cart.language,
    state,
    totals,
    document,
    events,
    parts,
  }
}

type Settlement = { wish: Commission; hold: LiveHold; item: NewOrder; outcome: CreateOutcome }

async function settle(ctx: Ctx<OrderPorts>, parts: Settlement) {
  const { wish, hold, item, outcome } = parts
  switch (outcome.code) {
    case 'created':
      return answerCreated(ctx, wish.key, item)
    case 'replay':
      return replay(ctx, wish.key, { ...outcome, text: outcome.reply, ageSeconds: 0 })
    case 'CART_ORDERED':
      return answerWithOrder(ctx, outcome.orderId, hold)
    case 'CART_CHANGED':
      return failCreation(ctx, { hold, item })
    default:
      throw new Error(`An order could not be written: ${outcome.code}`)
  }
}

async function answerCreated(ctx: Ctx<OrderPorts>, key: RequestKey, item: NewOrder) {
  const attachment = await attachHold(ctx, holdOf(item.state), item.paySeconds)
  if (attachment === 'unknown') {
    return refuse('CALL_UNKNOWN', 'The order may be there. Send the same request again')
  }
  if (attachment === 'lost') {
    await cancelUnheld(ctx, item.orderId, key.id)
    return ctx.once(async () =>
      refuse('HOLD_EXPIRED', 'The units could not be held for this order', { orderId: item.orderId }),
    )
  }
  if (item.state.total === 0) await payFreeOrder(ctx, item.orderId)
  return ctx.answered<never, never>({ status: item.status, text: item.reply, replayed: false })
}

/** An order that costs nothing is paid when it is there: no provider takes a payment of nothing. */
async function payFreeOrder(ctx: Ctx, orderId: string): Promise<void> {
  await ctx.tx(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (order?.status !== 'pending') return
    const paid = moveTo(order, 'paid', holdOf(order))
    const origin = originOf(ctx.actor, order, createOrder.name)
    if (paid.ok) await appendEvents(tx, { order, events: [paid.value], traceparent: ctx.traceparent, origin })
  })
}

/** The cart changed between the reading and the commit. Whoever shared the hold fails in the same way. */
async function failCreation(ctx: Ctx<OrderPorts>, parts: { hold: Hold; item: NewOrder }) {
  const { orderId, ownerId, cartId } = parts.item
  const event = {
    type: 'OrderCreationFailed' as const,
    data: { reason: 'CART_CHANGED', ownerId, cartId },
  }
  await insertFailure(ctx.sql, { orderId, event, traceparent: ctx.traceparent })
  await releaseHold(ctx, parts.hold)
  return ctx.once(async () =>
    refuse('CART_CHANGED', 'The cart was changed meanwhile. Look at it and order again', { orderId }),
  )
}
