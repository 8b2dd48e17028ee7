import { type Ctx, ok, type Result, refuse } from '@rialto/core'
import { planAttempt } from '../model/plan-opening.ts'
import type { Tender } from '../model.ts'
import type { OpenItem } from '../operations.ts'
import type { Ports, Provider } from '../ports.ts'
import { type Asked, type Attempt, findAsked } from '../store/tenders.ts'
import {
  attemptDetails,
  beginOrder,
  configMissing,
  createAlone,
  type OpenCode,
  type PayableOrder,
  triesMax,
  waitForBudget,
  writeOpening,
} from './open-tender.ts'

export type Wish = { orderId: string; paymentMethodId: string; returnUrl?: string; requestId: string }

/** A tender with the attempt of this request. */
export type Begun = { tender: Tender; attempt: Attempt; provider: Provider }

/** Begins an attempt to pay: it is written before the provider is asked, and only while no other is under way (INV-3). */
export async function beginAttempt(
  ctx: Ctx<Ports>,
  wish: Wish,
  known: Asked,
): Promise<Result<Begun, OpenCode>> {
  const { provider } = ctx.ports
  const order = await beginOrder(ctx, wish.orderId)
  if (!order.ok) return order
  if (!provider) return configMissing
  const busy = known.tender?.providerIntentId ? null : await waitForBudget(ctx)
  if (busy) return busy
  let asked = known
  for (let tried = 0; tried < triesMax; tried += 1) {
    // A twin of this request may have begun the attempt while we were on our way: then we go on with it.
    const own = ownAttempt(asked, provider)
    if (own) return ok(own)
    const begun = await tryToBegin(ctx, { wish, order: order.value, provider, tender: asked.tender })
    if (begun) return begun
    asked = await findAsked(ctx.sql, wish)
  }
  return refuse('PAYMENT_UNKNOWN', 'This payment is just being changed. Try again')
}

export function ownAttempt({ tender, attempt }: Asked, provider: Provider): Begun | null {
  return tender && attempt ? { tender, attempt, provider } : null
}

type Try = { wish: Wish; order: PayableOrder; provider: Provider; tender: Tender | null }

/** Null when the tender was moved meanwhile, or has its intent only now: then it is read again. */
async function tryToBegin(ctx: Ctx<Ports>, parts: Try): Promise<Result<Begun, OpenCode> | null> {
  const { wish, order, provider, tender: seen } = parts
  const plan = planAttempt(seen)
  if (plan.kind === 'refused') return refuse(plan.code, attemptDetails[plan.code])
  if (plan.kind === 'alone first') {
    const alone = seen ? await createAlone(ctx, provider, seen) : null
    return alone && !alone.ok ? alone : null
  }
  const { opening, creates } = plan
  const attempt = attemptOf(ctx, wish, { orderId: order.orderId, n: opening.n, creates })
  const tender = await writeOpening(ctx, { order, seen, opening, attempt })
  if (!tender) return null
  const { sealedMethod, returnUrl, providerKey } = attempt
  const begun = { n: opening.n, sealedMethod, returnUrl, providerKey, creates, final: false, at: ctx.now() }
  return ok({ tender, attempt: begun, provider })
}

function attemptOf(
  ctx: Ctx<Ports>,
  wish: Wish,
  { orderId, n, creates }: { orderId: string; n: number; creates: boolean },
): NonNullable<OpenItem['attempt']> {
  return {
    requestId: wish.requestId,
    sealedMethod: ctx.ports.seal.close(wish.paymentMethodId),
    returnUrl: wish.returnUrl ?? ctx.ports.defaultReturnUrl,
    providerKey: `${ctx.tenant}:${creates ? 'pay' : 'confirm'}:${orderId}:${n}`,
    creates,
  }
}
