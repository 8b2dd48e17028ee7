import type { Job } from '@rialto/core'
import { dropOpened } from '../contract.ts'
import { markOpened } from '../store.ts'
import { tell } from './tell-moment.ts'

/** Tells the opening at its second, once: the mark and the event are one commit (INV-3). */
export default {
  kind: 'fan.open_drop',
  run: async ({ data }, ctx) => {
    const { dropId } = data as { dropId: string }
    await ctx.tx(async (tx) => {
      const row = await markOpened(tx, dropId)
      if (row) await tell(tx, dropOpened, { row, at: row.opensAt.toISOString() })
    })
  },
} satisfies Job
