import { feature, ok, refuse } from '@rialto/core'
import { takeHold } from '../contract.ts'
import { type HoldOutcome, takeHoldOperation } from '../operations.ts'

// One commit for all lines and limits (INV-3). A repeated request finds its hold and gets the same answer.
export default feature(takeHold, async (request, ctx) => {
  const outcome = await ctx.batch(takeHoldOperation, request)
  return decide(outcome)
})

/** What the stored outcome means for the caller. An expired or released hold is dead: take the next generation. */
export function decide(outcome: HoldOutcome) {
  const { state, refusal, orderId, secondsLeft } = outcome
  switch (state) {
    case 'refused':
      return refusal?.code === 'LIMIT_REACHED'
        ? refuse('LIMIT_REACHED', 'No more units may be bought under this limit', refusal)
        : refuse('SOLD_OUT', 'There are not enough units left', refusal)
    case 'released':
    case 'expired':
      return refuse('HOLD_EXPIRED', 'The hold has run out. Take a new one')
    default:
      return ok({ state, orderId, secondsLeft })
  }
}
