import type { Job } from '@rialto/core'
import { sweepHolds } from '../store.ts'

const holdsMax = 500

/** Gives back what nobody attached to an order in time (INV-5). Attached holds are never touched here. */
export default {
  kind: 'inventory.sweep_holds',
  everySeconds: 5,
  run: async (_job, ctx) => {
    let released = holdsMax
    while (released === holdsMax) released = await sweepHolds(ctx.sql, holdsMax)
  },
} satisfies Job
