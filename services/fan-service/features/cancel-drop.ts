import { feature, ok, refuse } from '@rialto/core'
import { closeDrop } from '@rialto/inventory-service/contract'
import { cancelDrop } from '../contract.ts'
import { findDrop, markCancelled } from '../store.ts'
import { showToOperator } from './show-drop.ts'

export default feature(cancelDrop, async ({ dropId }, ctx) => {
  const known = await findDrop(ctx.sql, dropId)
  if (!known) return refuse('NOT_FOUND', 'There is no such drop')
  if (known.closedAt) return refuse('DROP_ENDED', 'This drop is over')
  const closed = await ctx.call(closeDrop, { dropId, why: 'cancel' })
  if (!closed.ok) return closed.code === 'DROP_NOT_OPEN' ? refuse('DROP_ENDED') : closed
  return ctx.once(async (tx) => {
    const row = await markCancelled(tx, dropId, closed.value.closedAt)
    return ok(showToOperator(row ?? known, undefined))
  })
})
