import type { Job } from '@rialto/core'
import { voidExpired } from '../store/ledger-stored-value.ts'

const pendingMax = 200

/** Gives back what was promised to payments that never came: no pending journal lives beyond its time. */
export default {
  kind: 'payment.void_redemptions',
  everySeconds: 60,
  run: async (_job, ctx) => {
    let voided = pendingMax
    while (voided === pendingMax) voided = await voidExpired(ctx.sql, pendingMax)
  },
} satisfies Job
