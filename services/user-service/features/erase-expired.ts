import type { Job } from '@rialto/core'
import { keptDays } from '../model/limits.ts'
import type { Ports } from '../model/ports.ts'
import { eraseExpired } from '../store/retention.ts'

/** Erases what has done its work: secrets of links at once, the rows around them after a time (retention). */
const job: Job<Ports> = {
  kind: 'user.erase_expired',
  everySeconds: 600,
  run: (_job, ctx) => ctx.tx((tx) => eraseExpired(tx, keptDays)),
}

export default job
