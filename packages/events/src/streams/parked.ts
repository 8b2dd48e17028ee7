import type { Sql, Tx } from '@rialto/core'
import { statement } from '@rialto/postgres'

const listedStreamsMax = 200

/** A stream of one marketplace that waits for an event that failed. */
export type ParkedStream = {
  readonly consumer: string
  readonly subject: string
  readonly events: number
  readonly attempts: number
  readonly problem: string
  readonly retryAt: Date
  readonly event: { id: string; type: string; time: string; traceparent: string | null }
}

const listParkedSql = statement(
  'rialto_list_parked_streams',
  `select p.consumer, p.subject, w.events, p.attempts, p.problem, p.retry_at as "retryAt",
     jsonb_build_object('id', p.event -> 'id', 'type', p.event -> 'type', 'time', p.event -> 'time',
       'traceparent', p.event -> 'traceparent') as event
   from (
     select consumer, subject, min(pos) as first, count(*)::int as events from rialto_parked_event
     where tenant_id = tenant() and consumer = any($1) group by consumer, subject
   ) w
   join rialto_parked_event p on p.tenant_id = tenant() and p.consumer = w.consumer and p.subject = w.subject
     and p.pos = w.first
   order by p.pos limit $2`,
)
const makeDueSql = statement(
  'rialto_replay_stream',
  `update rialto_parked_event p set retry_at = database_clock()
   where p.tenant_id = tenant() and p.consumer = $1 and p.subject = $2 and p.pos = (
     select min(f.pos) from rialto_parked_event f
     where f.tenant_id = tenant() and f.consumer = $1 and f.subject = $2)
   returning p.attempts, p.problem, (
     select count(*)::int from rialto_parked_event w
     where w.tenant_id = tenant() and w.consumer = $1 and w.subject = $2) as events`,
)

/** The parked streams of some consumers, in the marketplace that asks; those that wait longest first. */
export function listParked(sql: Sql, consumers: readonly string[]): Promise<ParkedStream[]> {
  return sql.query<ParkedStream>(listParkedSql, [consumers, listedStreamsMax])
}

/**
 * Makes the first event of a stream due now. Whoever runs the consumer tries it within half a second, and then those
 * behind it in order. Undefined when the stream is not parked.
 */
export async function replayParked(
  tx: Tx,
  stream: { consumer: string; subject: string },
): Promise<{ events: number; attempts: number; problem: string } | undefined> {
  const rows = await tx.query<{ events: number; attempts: number; problem: string }>(makeDueSql, [
    stream.consumer,
    stream.subject,
  ])
  return rows[0]
}
