import { feature, ok, refuse } from '@rialto/core'
import { closeDrop } from '../contract.ts'
import * as store from '../store.ts'

export default feature(closeDrop, async ({ dropId, why }, ctx) => {
  const { code, closedAt } = await ctx.tx((tx) => store.closeDrop(tx, dropId, why))
  switch (code) {
    case 'done':
    case 'same':
      return ok({ dropId, closedAt: new Date(closedAt ?? '').toISOString() })
    case 'DROP_OPEN':
      return refuse('DROP_OPEN', 'This drop has opened: it can be ended, not called off')
    case 'DROP_NOT_OPEN':
      return refuse('DROP_NOT_OPEN', why === 'due' ? 'Its time is not over' : 'This drop is not open yet')
    case 'NOT_FOUND':
      return refuse('NOT_FOUND', 'There is no such drop')
    default:
      throw new Error(`A drop could not be closed: ${code}`)
  }
})
