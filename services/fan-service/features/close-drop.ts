import type { Job } from '@rialto/core'
import { closeDrop } from '@rialto/inventory-service/contract'
import { dropEnded } from '../contract.ts'
import { findDrop, markClosed } from '../store.ts'
import { tell } from './tell-moment.ts'

/** Ends a drop when its time is over: stock takes the rest back, then it is told, once. */
export default {
  kind: 'fan.close_drop',
  run: async ({ data }, ctx) => {
    const { dropId } = data as { dropId: string }
    const known = await findDrop(ctx.sql, dropId)
    // The end was moved since this job was written; the new end has its own.
    if (!known || known.cancelledAt || known.closedAt || known.secondsToEnd > 0) return
    const closed = await ctx.call(closeDrop, { dropId, why: 'due' })
    if (!closed.ok) throw new Error(`The drop ${dropId} could not be closed: ${closed.code}`)
    await ctx.tx(async (tx) => {
      const row = await markClosed(tx, dropId, closed.value.closedAt)
      if (row) await tell(tx, dropEnded, { row, at: closed.value.closedAt })
    })
  },
} satisfies Job
