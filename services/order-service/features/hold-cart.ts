import { type CallCode, type Ctx, deriveId, ok, type Refusal, type Result, refuse } from '@rialto/core'
import { changeHold, takeHold } from '@rialto/inventory-service/contract'
import type { Hold } from '../model/new-order.ts'
import { accountOf } from '../model/owner.ts'
import type { QuoteDocument } from '../model/quote.ts'
import { nextHoldAttempt } from '../store/carts.ts'
import { holdSeconds, holdSecondsMin } from './limits.ts'

const attemptsMax = 4

type DropCode = 'DROP_NOT_OPEN' | 'DROP_ENDED' | 'ACCOUNT_REQUIRED'
type Code = 'SOLD_OUT' | 'LIMIT_REACHED' | DropCode | CallCode
export type LiveHold = Hold & { readonly secondsLeft: number }
export type HeldCart = {
  cartId: string
  cartVersion: number
  ownerId: string
  attempt: number
  document: QuoteDocument
}

/**
 * Holds the units of a cart (spine 3). The hold's id comes from the cart and its quote, not from the request: all who
 * submit this cart at once share one hold, so that the last unit is not refused to the one who has it. A hold that is
 * refused or dead is never asked for again; the next attempt has the next number.
 */
export async function holdCart(ctx: Ctx, cart: HeldCart): Promise<Result<LiveHold, Code>> {
  const { cartId, cartVersion, document } = cart
  const holdId = deriveId(ctx.tenant, 'hold', cartId, String(cartVersion), document.quote.digest)
  const last = cart.attempt + attemptsMax
  for (let generation = cart.attempt; generation < last; generation += 1) {
    const held = await ctx.call(takeHold, {
      holdId,
      generation,
      lifeSeconds: holdSeconds,
      ...wishOf(document, cart.ownerId),
    })
    if (held.ok && held.value.secondsLeft >= holdSecondsMin) {
      return ok({ holdId, generation, secondsLeft: held.value.secondsLeft })
    }
    // Its units would be missing from the next attempt.
    if (held.ok) await releaseHold(ctx, { holdId, generation })
    else if (!isDecided(held)) return held as Result<never, Code>
    await nextHoldAttempt(ctx.sql, cartId, generation)
    if (!held.ok && held.code !== 'HOLD_EXPIRED') return held as Result<never, Code>
  }
  return refuse('BUSY', 'The units could not be held in time. Try again in a moment')
}

/**
 * Whether inventory-service decided, under its locks, and keeps the refusal under this generation. Otherwise nobody knows
 * what was done; or it foresaw that nothing is left, did nothing, and the same generation may be asked for again.
 */
export function isDecided({ code, data }: Refusal): boolean {
  return decidedCodes.has(code) && !(data as { isForeseen?: boolean } | undefined)?.isForeseen
}

const decidedCodes: ReadonlySet<string> = new Set([
  'SOLD_OUT',
  'LIMIT_REACHED',
  'HOLD_EXPIRED',
  'DROP_NOT_OPEN',
  'DROP_ENDED',
  'ACCOUNT_REQUIRED',
])

/** What a hold must take: the lines of the quote, for an account where a drop is among them, and uses of promotions. */
export function wishOf({ quote, items }: QuoteDocument, ownerId: string) {
  const drops = new Map(
    items.flatMap(({ lineId, dropId }) => (dropId === undefined ? [] : [[lineId, dropId]])),
  )
  const account = accountOf(ownerId)
  return {
    lines: quote.lines.map(({ lineId, sku, quantity }) => {
      const dropId = drops.get(lineId)
      return { sku, quantity, ...(dropId === undefined ? {} : { dropId }) }
    }),
    limits: quote.limits,
    ...(drops.size === 0 || account === undefined ? {} : { account }),
  }
}

/** Gives units back that no order will take. When nobody answers, the short life of the hold does it. */
export async function releaseHold(ctx: Ctx, hold: Hold): Promise<void> {
  const { holdId, generation } = hold
  const released = await ctx.call(changeHold, { holdId, generation, change: 'release' })
  if (!released.ok) ctx.log.warn('a hold was left to run out', { holdId, generation, code: released.code })
}
