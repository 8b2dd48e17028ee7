import type { Job } from '@rialto/core'
import { abandonIdleCarts, cartContactDays } from '../store/carts.ts'
import { makePartitions } from '../store/events.ts'
import { eraseContacts } from '../store/orders.ts'
import { deleteOldQuotes } from '../store/quotes.ts'
import { eraseComments } from '../store/returns.ts'

const rowsMax = 500
const monthsAhead = 3

/** Carts that nobody touched for as long as their contact may be kept are abandoned. */
export const abandonCarts = {
  kind: 'order.abandon_carts',
  everySeconds: 3_600,
  run: (_job, ctx) => untilFew(() => abandonIdleCarts(ctx.sql, cartContactDays, rowsMax)),
} satisfies Job

/** Contacts are erased when their time is over (spine 11). */
export const eraseOldContacts = {
  kind: 'order.erase_contacts',
  everySeconds: 3_600,
  run: (_job, ctx) => untilFew(() => eraseContacts(ctx.sql, rowsMax)),
} satisfies Job

/** What customers wrote about a return goes when their contact goes. */
export const eraseOldComments = {
  kind: 'order.erase_return_comments',
  everySeconds: 3_600,
  run: (_job, ctx) => untilFew(() => eraseComments(ctx.sql, rowsMax)),
} satisfies Job

export const dropOldQuotes = {
  kind: 'order.drop_old_quotes',
  everySeconds: 3_600,
  run: (_job, ctx) => untilFew(() => deleteOldQuotes(ctx.sql, rowsMax)),
} satisfies Job

/** Partitions exist three months ahead: an order must never wait for one (spine 4). */
export const makePartitionsAhead = {
  kind: 'order.make_partitions',
  everySeconds: 21_600,
  run: async (_job, ctx) => {
    const made = await makePartitions(ctx.sql, monthsAhead)
    if (made > 0) ctx.log.info('partitions were made', { made })
  },
} satisfies Job

async function untilFew(round: () => Promise<number>): Promise<void> {
  let done = rowsMax
  while (done === rowsMax) done = await round()
}
