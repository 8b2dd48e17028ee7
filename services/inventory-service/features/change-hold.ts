import { feature, ok, refuse } from '@rialto/core'
import { changeHold } from '../contract.ts'
import { changeHoldOperation } from '../operations.ts'

type Code = 'HOLD_NOT_FOUND' | 'HOLD_EXPIRED' | 'HOLD_COMMITTED' | 'HOLD_STATE_WRONG'

export default feature(changeHold, async (item, ctx) => {
  const outcome = await ctx.batch(changeHoldOperation, item)
  if (outcome.code !== 'done' && outcome.code !== 'same') return refuse(outcome.code as Code)
  return ok({ state: outcome.state as Exclude<typeof outcome.state, 'refused'> })
})
