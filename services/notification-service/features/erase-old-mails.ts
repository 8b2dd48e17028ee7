import type { Job } from '@rialto/core'
import { keptDays, type Ports } from '../model.ts'
import { deleteOldMails } from '../store.ts'

/** Rows of mails that are done are kept for questions, then deleted (retention). */
const job: Job<Ports> = {
  kind: 'notification.erase_old_mails',
  everySeconds: 24 * 60 * 60,
  run: (_job, ctx) => deleteOldMails(ctx.sql, keptDays),
}

export default job
