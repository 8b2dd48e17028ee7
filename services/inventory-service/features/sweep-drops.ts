import type { Job } from '@rialto/core'
import { sweepDrop } from '../store.ts'

const dropsMax = 100

/** Closes drops whose time is over and that nobody closed: their units must not stay away from normal sale. */
export default {
  kind: 'inventory.sweep_drops',
  everySeconds: 30,
  run: async (_job, ctx) => {
    for (let closed = 0; closed < dropsMax && (await sweepDrop(ctx.sql)); closed += 1);
  },
} satisfies Job
