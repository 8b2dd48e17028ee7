import { feature, ok, refuse } from '@rialto/core'
import { closeDrop } from '@rialto/inventory-service/contract'
import { dropEnded, endDrop } from '../contract.ts'
import { findDrop, markClosed } from '../store.ts'
import { showToOperator, standingsOf } from './show-drop.ts'
import { tell } from './tell-moment.ts'

// Stock ends it, and says when that was; from then on nothing is sold. A drop that has ended already is answered as it is.
export default feature(endDrop, async ({ dropId }, ctx) => {
  const known = await findDrop(ctx.sql, dropId)
  if (!known) return refuse('NOT_FOUND', 'There is no such drop')
  if (known.cancelledAt) return refuse('DROP_NOT_OPEN', 'This drop was called off')
  const closed = await ctx.call(closeDrop, { dropId, why: 'end' })
  if (!closed.ok) return closed.code === 'DROP_OPEN' ? refuse('DROP_NOT_OPEN') : closed
  const { closedAt } = closed.value
  const standings = await standingsOf(ctx, [known])
  if (!standings.ok) return standings
  const standing = standings.value.get(dropId)
  return ctx.once(async (tx) => {
    const row = await markClosed(tx, dropId, closedAt)
    if (row) await tell(tx, dropEnded, { row, at: closedAt })
    const shown = showToOperator(row ?? known, standing)
    return ok({ ...shown, state: 'ended' as const, endsAt: closedAt })
  })
})
