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
      return refuseHold(refusal)
    case 'released':
    case 'expired':
      return refuse('HOLD_EXPIRED', 'The hold has run out. Take a new one')
    default:
      return ok({ state, orderId, secondsLeft })
  }
}

function refuseHold(refusal: HoldOutcome['refusal']) {
  switch (refusal?.code) {
    case 'LIMIT_REACHED':
      return refuse('LIMIT_REACHED', 'No more units may be bought under this limit', refusal)
    case 'DROP_NOT_OPEN':
      return refuse('DROP_NOT_OPEN', 'This drop is not open yet', refusal)
    case 'DROP_ENDED':
      return refuse('DROP_ENDED', 'This drop is over', refusal)
    case 'ACCOUNT_REQUIRED':
      return refuse('ACCOUNT_REQUIRED', 'A drop sells to people with an account', refusal)
    default:
      return refuse('SOLD_OUT', 'There are not enough units left', refusal)
  }
}
