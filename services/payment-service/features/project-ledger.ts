import type { Job } from '@rialto/core'
import { projectBalances } from '../store/ledger-balances.ts'

const journalsEach = 2_000

/** Adds new journals to the sums that reading begins with. Nobody waits for it: readers add what is not in them yet. */
export default {
  kind: 'payment.project_ledger',
  everySeconds: 60,
  run: async (_job, ctx) => {
    let taken = journalsEach
    while (taken >= journalsEach) taken = await projectBalances(ctx.sql, journalsEach)
  },
} satisfies Job
