import { setTimeout as delay } from 'node:timers/promises'
import type { Consumer } from '@rialto/core'
import { besideSchema, cellSchema, type Database, openDatabase, statement } from '@rialto/postgres'
import { openConnection } from '../connection.ts'
import { type ConsumerOptions, runConsumers } from '../consume.ts'
import { generationOf } from '../generation.ts'
import { cursorAtStart } from '../reader.ts'
import { dropBeside, makeBeside } from './beside-tables.ts'
import { countUnread, type Pair } from './missed-events.ts'
import { type Swapped, swap } from './swap.ts'

const lookMs = 100
const nearEventsMax = 200
const liveWaitMs = 50
const liveLooksMax = 200
const deadlineSecondsDefault = 3_600
const poolMax = 4
const forgetSecondsMax = 300

export type RebuildOptions = Omit<ConsumerOptions, 'consumers'> & {
  /** A projection: it writes through the transaction that it is given, and nowhere else. */
  readonly consumer: Consumer
  /** Its tables, each with a primary key. */
  readonly tables: readonly string[]
  /**
   * Fills the tables from another source than the log, where the log does not hold everything any more: what is
   * published after its beginning is applied on top. Without it, the log is read from its first event.
   */
  readonly seed?: (beside: Database) => Promise<void>
  readonly deadlineSeconds?: number
}

/** What a rebuild came to: how many rows of the serving tables were wrong, or why it was given up. */
export type Rebuilt =
  | { ok: true; changed: number }
  | { ok: false; code: 'REBUILD_RUNS' | 'NOT_REACHED'; detail: string }

const takeLock = statement(
  'rialto_take_rebuild',
  `select pg_try_advisory_lock(hashtextextended('rialto rebuild ' || $1, 0)) as taken`,
)
const insertCursors = statement(
  'rialto_insert_rebuild_cursors',
  `insert into rialto_cursor (reader, source, generation, seen, target)
   select $1, source, $3, $4::pg_snapshot, $4::pg_snapshot from unnest($2::text[]) as s(source)`,
)

/**
 * Builds a projection anew while the present one serves: in tables beside it, by a reader of its own, until both hold
 * the same events; then the difference is taken over in one commit. Searches and pages never wait and never see half
 * of it. A process that dies in between leaves tables that nobody reads, and the next rebuild drops them.
 */
export async function rebuildProjection(options: RebuildOptions): Promise<Rebuilt> {
  const { consumer, database } = options
  if (consumer.kind !== 'projection') throw new Error(`${consumer.name} is a reaction: it is never replayed`)
  const lock = await openConnection(database, {})
  try {
    const [row] = await lock.query<{ taken: boolean }>(takeLock, [consumer.name])
    if (!row?.taken)
      return { ok: false, code: 'REBUILD_RUNS', detail: `${consumer.name} is being rebuilt already` }
    return await rebuildAlone(options)
  } finally {
    lock.close()
  }
}

async function rebuildAlone(options: RebuildOptions): Promise<Rebuilt> {
  const { consumer, database, tables } = options
  const pair: Pair = {
    database,
    eventLog: options.eventLog,
    sources: options.sources,
    live: consumer.name,
    beside: `${consumer.name} rebuilt`,
    types: consumer.types,
  }
  const beside = openDatabase({
    url: database.url,
    poolMax,
    applicationName: 'rialto',
    searchPath: `${besideSchema},${cellSchema}`,
    log: options.log,
  })
  try {
    await forget(pair)
    await makeBeside(database.system, tables)
    await placeCursors(pair, options.seed !== undefined)
    await options.seed?.(beside)
    return await chase(options, pair, beside)
  } finally {
    await beside.close()
    await dropBeside(database.system, tables)
    await forget(pair)
  }
}

/** Reads on until the reader beside is near, then stops it and tries to swap; under many writes more than once. */
async function chase(options: RebuildOptions, pair: Pair, beside: Database): Promise<Rebuilt> {
  const until = Date.now() + (options.deadlineSeconds ?? deadlineSecondsDefault) * 1_000
  for (let last = 'it never came near'; ; ) {
    const readers = runConsumers({
      ...options,
      consumers: [{ ...options.consumer, name: pair.beside }],
      // Its effects go beside; inbox, cursors and parked streams are the cell's, under its own name.
      database: { ...options.database, app: beside.app },
    })
    await readers.ready
    let unread = nearEventsMax + 1
    while (unread > nearEventsMax && Date.now() < until) {
      await delay(lookMs)
      unread = await countUnread(pair, pair.beside, { eventsMax: nearEventsMax + 1 })
    }
    await readers.stop()
    const swapped = await trySwap(options, pair)
    if (swapped.ok) return swapped
    last = swapped.reason
    if (Date.now() > until)
      return { ok: false, code: 'NOT_REACHED', detail: `${options.consumer.name}: ${last}` }
  }
}

async function trySwap(options: RebuildOptions, pair: Pair): Promise<Swapped> {
  const { consumer, tables, contextFor } = options
  const now = await pair.eventLog.system.query<{ now: string }>('select pg_current_snapshot()::text as now')
  const passed = now.rows[0]?.now ?? ''
  let swapped: Swapped = { ok: false, reason: '' }
  for (let look = 0; look < liveLooksMax && !swapped.ok; look += 1) {
    if (look > 0) await delay(liveWaitMs)
    swapped = await swap({ pair, consumer, tables, passed, contextFor })
    if (!swapped.ok && swapped.reason !== 'live is behind') break
  }
  return swapped
}

async function placeCursors(pair: Pair, atEnd: boolean): Promise<void> {
  const { system } = pair.eventLog
  const generation = await generationOf({ query: async (wanted) => (await system.query({ ...wanted })).rows })
  const now = await system.query<{ now: string }>('select pg_current_snapshot()::text as now')
  const seen = atEnd ? now.rows[0]?.now : cursorAtStart.seen
  const values = [pair.beside, pair.sources, generation.text, seen]
  await pair.database.system.query({ ...insertCursors, values })
}

/** Takes away what a reader beside left behind. There may be a row for each event of the log. */
async function forget({ database, beside }: Pair): Promise<void> {
  const client = await database.system.connect()
  try {
    await client.query(`set statement_timeout = '${forgetSecondsMax}s'`)
    for (const [table, column] of [
      ['rialto_cursor', 'reader'],
      ['rialto_parked_event', 'consumer'],
      ['rialto_inbox', 'consumer'],
    ]) {
      await client.query(`delete from ${table} where ${column} = $1`, [beside])
    }
  } finally {
    client.release(true)
  }
}
