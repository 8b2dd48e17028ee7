import { setTimeout as delay } from 'node:timers/promises'
import { type Database, statement } from '@rialto/postgres'
import { quoted } from '../reader.ts'
import type { Horizon } from './horizon.ts'

const rowsAtOnce = 2_000
const pauseMs = 20
const roundsMax = 2_000

const pruneInboxSql = statement(
  'rialto_prune_inbox',
  `delete from rialto_inbox where (tenant_id, consumer, event_id) in (
     select tenant_id, consumer, event_id from rialto_inbox
     where at < clock_timestamp() - make_interval(days => $1) order by at limit $2)`,
)
const pruneKeysSql = statement(
  'rialto_prune_idempotency',
  `delete from rialto_idempotency where (tenant_id, id) in (
     select tenant_id, id from rialto_idempotency
     where created_at < clock_timestamp() - make_interval(hours => $1) order by created_at limit $2)`,
)

/** Deletes what lies behind a horizon whose grace is over. Views are streams of their own: nothing of them is deleted. */
export async function pruneSource(log: Database, horizon: Horizon): Promise<number> {
  if (!horizon.isDue || !['rialto_outbox', 'rialto_event_log'].includes(horizon.source)) return 0
  const source = quoted(horizon.source)
  const text = `delete from ${source} where pos in (
    select pos from ${source} where xid < $1::text::xid8 order by xid, pos limit $2)`
  return repeat(() => log.system.query(text, [horizon.before, rowsAtOnce]))
}

/** Inbox rows are kept longer than events: a reader that reads again must find what it did. */
export function pruneInbox(database: Database, keepDays: number): Promise<number> {
  return repeat(() => database.system.query({ ...pruneInboxSql, values: [keepDays, rowsAtOnce] }))
}

/** A key counts for three days; whoever sends it later asks for something new. */
export function pruneIdempotency(database: Database, keepHours: number): Promise<number> {
  return repeat(() => database.system.query({ ...pruneKeysSql, values: [keepHours, rowsAtOnce] }))
}

/** Small statements with pauses: writers beside them must not notice, and vacuum can follow. */
async function repeat(round: () => Promise<{ rowCount: number | null }>): Promise<number> {
  let deleted = 0
  for (let count = 0; count < roundsMax; count += 1) {
    const { rowCount } = await round()
    deleted += rowCount ?? 0
    if ((rowCount ?? 0) < rowsAtOnce) break
    await delay(pauseMs)
  }
  return deleted
}
