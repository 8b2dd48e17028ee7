import { type Database, statement } from '@rialto/postgres'
import { generationOf } from './generation.ts'
import { quoted, unreadCondition } from './reader.ts'

/** Lags beyond this are told as this number: counting further would cost more than it tells. */
const countedEventsMax = 10_000
const listedStreamsMax = 100

export type ReaderStatus = {
  readonly reader: string
  readonly source: string
  /** Events not yet passed, at most 10,000; null when the log that this cursor belongs to was not given. */
  readonly behindEvents: number | null
  /** Age of the oldest of them, by the database's clock. */
  readonly behindSeconds: number | null
  /** When the cursor moved last. */
  readonly movedAt: string
  /** Grows with each save and each take-over: two equal looks mean that nothing moved between them. */
  readonly mark: string
}

export type ParkedStatus = {
  readonly consumer: string
  readonly tenant: string
  readonly subject: string
  readonly events: number
  readonly attempts: number
  readonly problem: string
}

export type EventStatus = {
  readonly readers: readonly ReaderStatus[]
  readonly parked: readonly ParkedStatus[]
}

type CursorRow = {
  reader: string
  source: string
  generation: string
  seen: string
  target: string
  pos: bigint
  version: bigint
  moved_at: Date
}

const readCursors = statement(
  'rialto_status_cursors',
  `select reader, source, generation, seen::text, target::text, pos, version, moved_at
   from rialto_cursor c order by c.reader, c.source`,
)
const readParked = statement(
  'rialto_status_parked',
  `select distinct on (tenant_id, consumer, subject) tenant_id as tenant, consumer, subject, attempts, problem,
     count(*) over (partition by tenant_id, consumer, subject)::int as events
   from rialto_parked_event p order by tenant_id, consumer, subject, p.pos limit $1`,
)

/**
 * How far each reader of a database is behind, and which streams are parked. `logs` are the databases that its readers
 * read, when they read another one than their own.
 */
export function status(database: Database, logs: readonly Database[] = []): Promise<EventStatus> {
  return readStatus({ database, logs, eventsMax: countedEventsMax })
}

/** The same, counting only so many events for each reader. */
export async function readStatus(options: {
  database: Database
  logs: readonly Database[]
  eventsMax: number
}): Promise<EventStatus> {
  const { database, logs, eventsMax } = options
  const cursors = await database.system.query<CursorRow>({ ...readCursors })
  const parked = await database.system.query<ParkedStatus>({ ...readParked, values: [listedStreamsMax] })
  const byGeneration = new Map<string, Database>()
  for (const log of [database, ...logs]) {
    const generation = await generationOf({
      query: async (wanted) => (await log.system.query({ ...wanted })).rows,
    })
    byGeneration.set(generation.text, log)
  }
  // Readers that go in step have equal cursors: their lag is counted once.
  const lags = new Map<string, Lag>()
  const readers: ReaderStatus[] = []
  for (const row of cursors.rows) {
    const mark = `${row.source} ${row.generation} ${row.seen} ${row.target} ${row.pos}`
    const log = byGeneration.get(row.generation)
    const lag = lags.get(mark) ?? (log ? await lagOf(row, log, eventsMax) : { events: null, seconds: null })
    lags.set(mark, lag)
    readers.push({
      reader: row.reader,
      source: row.source,
      behindEvents: lag.events,
      behindSeconds: lag.seconds,
      movedAt: row.moved_at.toISOString(),
      mark: `${row.version} ${mark}`,
    })
  }
  return { readers, parked: parked.rows }
}

type Lag = { events: number | null; seconds: number | null }

async function lagOf(row: CursorRow, log: Database, eventsMax: number): Promise<Lag> {
  const answer = await log.system.query<{ events: number; seconds: number }>(
    `select count(*)::int as events,
       coalesce(greatest(0, extract(epoch from clock_timestamp() - min(unread.at))), 0)::float8 as seconds
     from (select o.at from ${quoted(row.source)} o where ${unreadCondition('$1', '$2', '$3')} limit $4) unread`,
    [row.seen, row.target, row.pos.toString(), eventsMax],
  )
  return answer.rows[0] ?? { events: 0, seconds: 0 }
}
