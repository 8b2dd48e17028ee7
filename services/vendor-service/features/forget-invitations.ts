import type { Job } from '@rialto/core'
import { forgetInvitations } from '../store/staff.ts'

const hourSeconds = 3_600
const batchMax = 500

/** An e-mail address is not kept longer than the invitation it was given for. */
export default {
  kind: 'vendor.forget_invitations',
  everySeconds: hourSeconds,
  run: async (_job, ctx) => {
    let erased = batchMax
    while (erased === batchMax) erased = await ctx.tx((tx) => forgetInvitations(tx, batchMax))
  },
} satisfies Job
