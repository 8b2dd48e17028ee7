import { type Ctx, feature, ok, type Result, refuse } from '@rialto/core'
import { confirmPayment } from '../contract.ts'
import { providerRefused, type Tender } from '../model.ts'
import type { Ports } from '../ports.ts'
import { type Asked, findAsked, findTender, lockTender } from '../store/tenders.ts'
import { beginAttempt, ownAttempt, type Wish } from './begin-attempt.ts'
import { providerRefuses } from './open-tender.ts'
import { runAttempt } from './run-attempt.ts'
import { showPayment } from './show-payment.ts'

type Code = 'PAYMENT_UNKNOWN' | 'ORDER_NOT_PENDING' | 'PAYMENT_DECLINED' | 'PAYMENT_CONFIG_MISSING'
/** How long a request waits for an outcome that another one brings: about 3 seconds, looking ever more seldom. */
const looksMs = [50, 100, 200, 400, 800, 1_600]

/**
 * One attempt to pay, in this order: the attempt is written before the provider is asked; an attempt whose outcome is
 * not known blocks the next one (INV-3); a repeated request goes on with its own attempt under the same provider key.
 */
export default feature(confirmPayment, async (input, ctx: Ctx<Ports>) => {
  const wish = { ...input, requestId: ctx.requestKey?.id ?? ctx.newId() }
  const asked = await findAsked(ctx.sql, wish)
  if (asked.isAnswered && asked.tender) return answerOnce(ctx, asked.tender)
  const begun = await ownOrNew(ctx, wish, asked)
  if (!begun.ok) return begun
  const { tender, attempt, provider } = begun.value
  const ran = await runAttempt(ctx, provider, { tender, attempt, request: ctx.requestKey })
  if (ran.replyText !== null) return ctx.answered({ status: 200, text: ran.replyText, replayed: false })
  // No answer is stored while nothing is known: the same request, sent again, goes on with its attempt.
  if ((await waitForOutcome(ctx, ran.tender)) === 'unknown') return answerFor({ ...tender, state: 'unknown' })
  return answerOnce(ctx, tender)
})

async function ownOrNew(ctx: Ctx<Ports>, wish: Wish, asked: Asked) {
  const { provider } = ctx.ports
  const own = provider ? ownAttempt(asked, provider) : null
  if (own) return ok(own)
  const begun = await beginAttempt(ctx, wish, asked)
  if (begun.ok || !provider) return begun
  // A twin of this request may have paid while we were on our way: then its attempt is ours, and its answer too.
  const twin = ownAttempt(await findAsked(ctx.sql, wish), provider)
  return twin ? ok(twin) : begun
}

function answerOnce(ctx: Ctx<Ports>, tender: Tender) {
  return ctx.once(async (tx) => answerFor(await lockTender(tx, tender.id)))
}

/** The provider refuses to answer a twin while it works on the first call: who came first brings the outcome. */
async function waitForOutcome(ctx: Ctx<Ports>, tender: Tender): Promise<Tender['state']> {
  let { state } = tender
  for (const ms of looksMs) {
    if (state !== 'unknown') break
    await new Promise((resolve) => setTimeout(resolve, ms))
    state = (await findTender(ctx.sql, tender.id)).state
  }
  return state
}

/** What the payer is told. A declined attempt is a refusal; another one may follow on the same order. */
export function answerFor(tender: Tender): Result<ReturnType<typeof showPayment>, Code> {
  switch (tender.state) {
    case 'failed':
      if (tender.failureCode === providerRefused) return providerRefuses
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
