import { type Ctx, feature, ok, type Result, refuse } from '@rialto/core'
import { confirmPayment } from '../contract.ts'
import { canAttempt, type Intent, type Tender } from '../model.ts'
import type { Ports, Provider } from '../ports.ts'
import {
  type Attempt,
  findAttempt,
  findTender,
  findTenderByOrder,
  insertAttempt,
  lockTender,
} from '../store/tenders.ts'
import { applyIntent, scheduleResolve } from './apply-intent.ts'
import { type OpenCode, openTender } from './open-tender.ts'
import { settle } from './settle-tender.ts'
import { showPayment } from './show-payment.ts'

type Code = 'PAYMENT_UNKNOWN' | 'ORDER_NOT_PENDING' | 'PAYMENT_DECLINED' | 'PAYMENT_PROVIDER_UNAVAILABLE'
const noAttempt = -1
/** How long a request waits for an outcome that another one brings: about 3 seconds, looking ever more seldom. */
const looksMs = [50, 100, 200, 400, 800, 1_600]

type Input = { orderId: string; paymentMethodId: string; returnUrl?: string }

/**
 * One attempt to pay, in this order: the attempt is written before the provider is asked; an attempt whose outcome is
 * not known blocks the next one (INV-3); a repeated request goes on with its own attempt under the same provider key.
 */
export default feature(confirmPayment, async (input, ctx: Ctx<Ports>) => {
  const known = await findOwnAttempt(ctx, input.orderId)
  if (!known) {
    const begun = await begin(ctx, input)
    // A twin of this request may have paid while we were on our way: then its attempt is ours, and its answer too.
    if (!begun.ok && !(await findOwnAttempt(ctx, input.orderId))) return begun
  }
  const tender = await attempt(ctx, input.orderId)
  // No answer is stored while nothing is known: the same request, sent again, goes on with its attempt.
  if ((await waitForOutcome(ctx, tender)) === 'unknown') return answerFor({ ...tender, state: 'unknown' })
  return ctx.once(async (tx) => answerFor(await lockTender(tx, tender.id)))
})

/** The provider refuses to answer a twin while it works on the first call: who came first brings the outcome. */
async function waitForOutcome(ctx: Ctx<Ports>, { id }: Tender): Promise<Tender['state']> {
  let { state } = await findTender(ctx.sql, id)
  for (const ms of looksMs) {
    if (state !== 'unknown') break
    await new Promise((resolve) => setTimeout(resolve, ms))
    state = (await findTender(ctx.sql, id)).state
  }
  return state
}

/** What the payer is told. A declined attempt is a refusal; another one may follow on the same order. */
export function answerFor(tender: Tender): Result<ReturnType<typeof showPayment>, Code> {
  switch (tender.state) {
    case 'failed':
      return refuse(
        'PAYMENT_DECLINED',
        tender.failureReason ?? 'The payment was declined. Try another method',
        {
          reason: tender.failureCode,
        },
      )
    case 'voided':
      return refuse('ORDER_NOT_PENDING', 'This order can no longer be paid')
    case 'unknown':
      return refuse('PAYMENT_UNKNOWN', 'The bank has not answered yet. Do not pay again; we are asking')
    default:
      return ok(showPayment(tender))
  }
}

async function findOwnAttempt(ctx: Ctx<Ports>, orderId: string): Promise<Attempt | undefined> {
  const tender = await findTenderByOrder(ctx.sql, orderId)
  const requestId = ctx.requestKey?.id
  if (!tender || !requestId) return undefined
  return findAttempt(ctx.sql, { requestId, tenderId: tender.id, n: noAttempt })
}

async function begin(ctx: Ctx<Ports>, input: Input): Promise<Result<null, Code | OpenCode>> {
  const opened = await openTender(ctx, input.orderId)
  return opened.ok ? beginAttempt(ctx, opened.value.tender, input) : opened
}

function beginAttempt(ctx: Ctx<Ports>, opened: Tender, input: Input): Promise<Result<null, Code>> {
  return ctx.tx(async (tx) => {
    const tender = await lockTender(tx, opened.id)
    const requestId = ctx.requestKey?.id ?? ctx.newId()
    // A twin of this request may have begun the attempt while we were on our way: then we go on with it.
    if (await findAttempt(tx, { requestId, tenderId: tender.id, n: noAttempt })) return ok(null)
    const allowed = canAttempt(tender.state)
    if (allowed !== 'yes') return refuse(allowed, attemptDetails[allowed])
    const n = tender.attempt + 1
    await insertAttempt(tx, {
      tenderId: tender.id,
      n,
      requestId,
      sealedMethod: ctx.ports.seal.close(input.paymentMethodId),
      returnUrl: input.returnUrl ?? ctx.ports.defaultReturnUrl,
      providerKey: `${ctx.tenant}:confirm:${tender.id}:${n}`,
    })
    await scheduleResolve(tx, { id: tender.id, step: `attempt ${n}` })
    return ok(null)
  })
}

const attemptDetails = {
  PAYMENT_UNKNOWN: 'An earlier attempt has no known outcome yet. Do not pay again; we are asking',
  ORDER_NOT_PENDING: 'This order can no longer be paid',
}

async function attempt(ctx: Ctx<Ports>, orderId: string): Promise<Tender> {
  const tender = await findTenderByOrder(ctx.sql, orderId)
  const { provider } = ctx.ports
  if (!tender || !provider) throw new Error(`The attempt for ${orderId} has lost its tender or provider`)
  await confirmLast(ctx, provider, tender)
  return tender
}

/** Sends the last attempt to the provider, again if need be: its key makes that one and the same call. */
export async function confirmLast(ctx: Ctx<Ports>, provider: Provider, tender: Tender): Promise<void> {
  const last = await findAttempt(ctx.sql, { requestId: tender.id, tenderId: tender.id, n: tender.attempt })
  if (!last || last.final || !last.sealedMethod || !tender.providerIntentId) return
  const answer = await provider.confirmIntent(tender.providerIntentId, {
    method: ctx.ports.seal.open(last.sealedMethod),
    returnUrl: last.returnUrl,
    key: last.providerKey,
  })
  if (answer.outcome === 'done') {
    const next = await applyIntent(ctx, tender.id, { intent: answer.value, source: 'answer' })
    await settle(ctx, provider, { tender, next })
  } else if (answer.outcome === 'declined' || answer.outcome === 'refused') {
    const intent = answer.outcome === 'declined' ? answer.intent : null
    await applyFailure(ctx, provider, { tender, intent, code: answer.code, reason: answer.reason })
  } else {
    ctx.log.warn('a payment has no known outcome yet', { op: 'payment.confirm', reason: answer.reason })
  }
}

async function applyFailure(
  ctx: Ctx<Ports>,
  provider: Provider,
  failed: { tender: Tender; intent: Intent | null; code: string; reason: string },
): Promise<void> {
  const present = failed.intent ?? (await presentIntent(provider, failed.tender))
  if (!present) return
  const failure = { code: failed.code, reason: failed.reason }
  const intent = { ...present, failure: present.failure ?? failure }
  const next = await applyIntent(ctx, failed.tender.id, { intent, source: 'answer' })
  await settle(ctx, provider, { tender: failed.tender, next })
}

async function presentIntent(provider: Provider, tender: Tender) {
  const answer = await provider.retrieveIntent(tender.providerIntentId ?? '')
  return answer.outcome === 'done' ? answer.value : null
}
