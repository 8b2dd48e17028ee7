import type { Log } from '@rialto/core'
import { type Database, statement } from '@rialto/postgres'
import type { RunningReaders } from './consume.ts'
import { advance, type HeldCursor, isInOtherCluster, registerWhenReachable, takeReader } from './cursors.ts'
import { type Feed, openFeed } from './feed.ts'
import { type Leases, openLeases } from './lease.ts'
import { type Batch, isExhausted } from './reader.ts'

const copyEventsMax = 500

export type RelayOptions = {
  /** Names the source in the log; one relay per name runs at a time. It never changes. */
  readonly name: string
  /** The database whose events are copied. */
  readonly source: Database
  readonly outboxes: readonly string[]
  /** The database whose `rialto_event_log` they are copied to; the relay's cursors lie there too. */
  readonly eventLog: Database
  readonly log: Log
}

/** The reader name of a relay, as `rebase` and `status` know it. */
export function relayReader(name: string): string {
  return `relay ${name}`
}

// The copies and the cursor are one statement: killed before its commit, nothing was copied; after it, all of it was.
const copyEvents = statement(
  'rialto_copy_events',
  `with moved as (
     update rialto_cursor
     set seen = $4::pg_snapshot, target = $5::pg_snapshot, pos = $6, moved_at = clock_timestamp()
     where reader = $1 and source = $2 and version = $3 returning 1
   ), copied as (
     insert into rialto_event_log (tenant_id, id, type, subject, data, at, traceparent, source)
     select e.tenant, e.id, e.type, e.subject, coalesce(e.data, 'null'), e.time, e.traceparent, $8
     from moved, rows from (jsonb_to_recordset($7::jsonb) as (
       tenant uuid, id uuid, type text, subject text, data jsonb, time timestamptz, traceparent text
     )) with ordinality as e(tenant, id, type, subject, data, time, traceparent, number)
     order by e.number
     on conflict (id) do nothing
   )
   select from moved`,
)

/** Copies the events of one database to the log of another, each exactly once and each stream in its order. */
export function runRelay(options: RelayOptions): RunningReaders {
  const feed = openFeed({ eventLog: options.source, sources: options.outboxes, eventsMax: copyEventsMax })
  const leases = openLeases({ database: options.eventLog, log: options.log })
  const stopping = new AbortController()
  const ready = start({ options, feed, leases, stopping: stopping.signal })
  return {
    ready,
    wake: feed.wake,
    stop: async () => {
      stopping.abort()
      await ready
      await leases.stop()
      feed.stop()
    },
  }
}

type Parts = { options: RelayOptions; feed: Feed; leases: Leases; stopping: AbortSignal }

async function start(parts: Parts): Promise<void> {
  const { options, feed, stopping } = parts
  const reader = relayReader(options.name)
  await registerWhenReachable({
    readers: [reader],
    database: options.eventLog,
    sources: options.outboxes,
    feed,
    stopping,
    log: options.log,
  })
  parts.leases.run(reader, (signal) => relay(parts, reader, signal))
}

async function relay(parts: Parts, reader: string, leased: AbortSignal): Promise<void> {
  const { options, feed } = parts
  const session = await feed.session()
  const cursors = await takeReader(options.eventLog, reader, { sources: options.outboxes, session })
  const needsFence = await isInOtherCluster(options.eventLog, session)
  const signal = AbortSignal.any([leased, session.lost])
  while (!signal.aborted) {
    for (const cursor of cursors) {
      if (isExhausted(cursor.at) || signal.aborted) continue
      const batch = await session.read(cursor.source, cursor.at)
      if (batch.events.length > 0) {
        if (needsFence) await session.fence(cursor.at.target)
        await copy(options, cursor, batch)
      }
      cursor.at = batch.next
    }
    if (cursors.every((cursor) => isExhausted(cursor.at)))
      await advance(cursors, session, { signal, mayFollow: false })
  }
}

async function copy(options: RelayOptions, cursor: HeldCursor, batch: Batch): Promise<void> {
  const answer = await options.eventLog.system.query({
    ...copyEvents,
    values: [
      cursor.reader,
      cursor.source,
      cursor.version.toString(),
      batch.next.seen,
      batch.next.target,
      batch.next.pos.toString(),
      JSON.stringify(batch.events.map((one) => one.event)),
      options.name,
    ],
  })
  if (answer.rowCount === 0) throw new Error('Another process has taken this relay')
}
