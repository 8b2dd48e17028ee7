import type { PublishedEvent, Statement, Tx } from '@rialto/core'
import { type Database, statement } from '@rialto/postgres'
import type { HeldCursor } from '../cursors.ts'
import { pausing } from '../pause.ts'
import { StoppedError } from './run.ts'

const dueMax = 20
const longWaitMs = 3_600_000
const backoffSecondsMax = 300
const problemLengthMax = 500

/** The first event of a parked stream, due to be tried again. */
export type ParkedHead = {
  readonly tenant: string
  readonly subject: string
  readonly pos: bigint
  readonly attempts: number
  readonly event: PublishedEvent
}

/** The streams of one consumer that wait for an event that failed. Their later events wait behind it, in order. */
export type ParkedStreams = {
  isParked(event: PublishedEvent): boolean
  /** Parks events of streams: the first because it failed, or all behind one that failed before. */
  park(events: readonly PublishedEvent[], problem: string | undefined): Promise<void>
  /** Waits until a stream is parked, or the signal is aborted. */
  untilParked(signal: AbortSignal): Promise<void>
  dueHeads(): Promise<ParkedHead[]>
  /** To be run in the commit that applied the head. */
  removeHead(tx: Tx, head: ParkedHead): Promise<void>
  /** Makes the stream's next event due, or lets the stream flow again when there is none. */
  goOn(head: ParkedHead): Promise<void>
  postpone(head: ParkedHead, problem: string): Promise<void>
}

/** `arriving` counts inserts under way, `arrived` all there ever were: a stream flows again only when neither moved. */
type Stream = { arriving: number; arrived: number }

// The lock on the cursor's row is the fence: a process that was overtaken finds another version and parks nothing.
const parkEvents = statement(
  'rialto_park_events',
  `with held as (
     select from rialto_cursor where reader = $1 and source = $2 and version = $3 for share
   ), wanted as (
     select e.event, e.number from jsonb_array_elements($4::jsonb) with ordinality as e(event, number), held
   ), parked as (
     insert into rialto_parked_event (tenant_id, consumer, subject, event, problem, attempts, retry_at)
     select (w.event ->> 'tenant')::uuid, $1, w.event ->> 'subject', w.event, coalesce($5, 'waits behind a failed event'),
       case when $5 is null then 0 else 1 end,
       case when $5 is null then 'infinity' else database_clock() + interval '1 second' end
     from wanted w
     where not exists (
       select from rialto_parked_event p
       where p.tenant_id = (w.event ->> 'tenant')::uuid and p.consumer = $1 and p.subject = w.event ->> 'subject'
         and p.event ->> 'id' = w.event ->> 'id')
     order by w.number
   )
   select from held`,
)
const findParked = statement(
  'rialto_find_parked_streams',
  'select distinct tenant_id, subject from rialto_parked_event where consumer = $1',
)
// After a crash between "the head is applied" and "the next is due", no event of the stream would be due.
const reviveHeads = statement(
  'rialto_revive_parked_heads',
  `update rialto_parked_event set retry_at = database_clock()
   where consumer = $1 and retry_at = 'infinity' and (tenant_id, subject, pos) in (
     select tenant_id, subject, min(pos) from rialto_parked_event where consumer = $1 group by tenant_id, subject)`,
)
const findDue = statement(
  'rialto_find_due_parked',
  `select tenant_id, subject, pos, attempts, event from rialto_parked_event
   where consumer = $1 and retry_at <= database_clock() order by retry_at limit $2`,
)
const deleteHead = statement(
  'rialto_delete_parked_head',
  'delete from rialto_parked_event where tenant_id = tenant() and consumer = $1 and subject = $2 and pos = $3',
)
const promoteNext = statement(
  'rialto_promote_parked',
  `update rialto_parked_event set retry_at = least(retry_at, database_clock())
   where tenant_id = $1 and consumer = $2 and subject = $3 and pos = (
     select min(pos) from rialto_parked_event where tenant_id = $1 and consumer = $2 and subject = $3)
   returning pos`,
)
const postponeHead = statement(
  'rialto_postpone_parked',
  `update rialto_parked_event set attempts = attempts + 1, problem = $5,
     retry_at = database_clock() + make_interval(secs => least($6::float8, 2 ^ attempts))
   where tenant_id = $1 and consumer = $2 and subject = $3 and pos = $4`,
)

/** Loads what is parked for a consumer. `fence` is one of its cursors. */
export async function loadParkedStreams(
  database: Database,
  consumer: string,
  fence: HeldCursor,
): Promise<ParkedStreams> {
  const run = async <R>(wanted: Statement, values: readonly unknown[]) => {
    const answer = await database.system.query({ ...wanted, values: values as unknown[] })
    return answer.rows as R[]
  }
  const pause = pausing()
  await run(reviveHeads, [consumer])
  const known = await run<{ tenant_id: string; subject: string }>(findParked, [consumer])
  const streams = new Map<string, Stream>(
    known.map((row) => [`${row.tenant_id} ${row.subject}`, { arriving: 0, arrived: 0 }]),
  )
  return {
    isParked: (event) => streams.has(streamOf(event)),
    untilParked: async (signal) => {
      while (streams.size === 0 && !signal.aborted) await pause.sleep(longWaitMs, signal)
    },
    park: async (events, problem) => {
      const marked = events.map((event) => arrive(streams, streamOf(event)))
      pause.wake()
      const text = problem === undefined ? null : problem.slice(0, problemLengthMax)
      const values = [consumer, fence.source, fence.version.toString(), JSON.stringify(events), text]
      const held = await run(parkEvents, values)
      for (const stream of marked) stream.arriving -= 1
      if (held.length === 0) throw new StoppedError('Another process has taken this reader')
    },
    dueHeads: async () => {
      const rows = await run<ParkedHead & { tenant_id: string }>(findDue, [consumer, dueMax])
      return rows.map((row) => ({ ...row, tenant: row.tenant_id }))
    },
    removeHead: async (tx, head) => {
      await tx.query(deleteHead, [consumer, head.subject, head.pos.toString()])
    },
    goOn: (head) =>
      letFlow(streams, streamOf(head), () => run(promoteNext, [head.tenant, consumer, head.subject])),
    postpone: async (head, problem) => {
      const text = problem.slice(0, problemLengthMax)
      const values = [head.tenant, consumer, head.subject, head.pos.toString(), text, backoffSecondsMax]
      await run(postponeHead, values)
    },
  }
}

/** Removes the stream only when no event was on its way to be parked while the table was looked at. */
async function letFlow(
  streams: Map<string, Stream>,
  key: string,
  promote: () => Promise<unknown[]>,
): Promise<void> {
  for (;;) {
    const stream = streams.get(key)
    if (!stream) return
    const before = stream.arrived
    const isStill = stream.arriving === 0
    const next = await promote()
    if (next.length > 0) return
    if (isStill && stream.arrived === before) {
      streams.delete(key)
      return
    }
  }
}

function arrive(streams: Map<string, Stream>, key: string): Stream {
  const stream = streams.get(key) ?? { arriving: 0, arrived: 0 }
  stream.arriving += 1
  stream.arrived += 1
  streams.set(key, stream)
  return stream
}

function streamOf(event: { readonly tenant: string; readonly subject: string }): string {
  return `${event.tenant} ${event.subject}`
}
