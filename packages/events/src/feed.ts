import type { Database } from '@rialto/postgres'
import { statement } from '@rialto/postgres'
import { type Connection, openConnection } from './connection.ts'
import { type Generation, generationOf } from './generation.ts'
import { lookAtLog, lookStatement } from './look.ts'
import { type Pause, pausing } from './pause.ts'
import { startPoll } from './poll.ts'
import { type Batch, type Cursor, checkSource, readBatch, readerSettings } from './reader.ts'
import { upkeepLimits } from './upkeep/limits.ts'

const batchEventsMax = 100
const rememberedWindowsMax = 32
const rememberedReadsMax = 128

/**
 * What all readers of one log share: one connection and one poll. A look of the poll asks for the present snapshot and
 * reads what it shows for the first time; readers with equal cursors are given the same answer of one read.
 */
export type Feed = {
  /** The session of the present connection. After a loss this is a new one, and cursors must be loaded again. */
  session(): Promise<FeedSession>
  wake(): void
  stop(): void
}

export type FeedSession = {
  readonly generation: Generation
  readonly lost: AbortSignal
  /** Waits until the log has moved on from one of these snapshots, and gives the present one. */
  next(seen: readonly string[], signal: AbortSignal): Promise<string>
  /** The snapshot that another reader went on to from this one, if it is remembered: its reads are remembered, too. */
  follow(seen: string): string | undefined
  read(source: string, cursor: Cursor): Promise<Batch>
  /** Resolves when transactions up to this snapshot are on disk, so that a crash cannot use their ids again. */
  fence(snapshot: string): Promise<void>
  /** Whether the snapshot lies in the future of this log: then the log was set back under its readers. */
  isAhead(snapshot: string): Promise<boolean>
  /** Whether events that were not visible in the snapshot may have been deleted. */
  isPruned(source: string, seen: string): Promise<boolean>
}

const compareSnapshot = statement(
  'rialto_compare_snapshot',
  'select pg_snapshot_xmax($1::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) as ahead',
)
// A new reader begins with whatever is there; all others must have passed the horizon before its grace was over.
const compareHorizon = statement(
  'rialto_compare_horizon',
  `select from rialto_horizon h where h.source = $1 and h.generation = $2 and $3::text <> '1:1:'
     and pg_snapshot_xmin($3::text::pg_snapshot) < h.before
     and h.announced_at <= clock_timestamp() - make_interval(secs => $4)`,
)
const writeFence = statement('rialto_write_fence', `select pg_logical_emit_message(true, 'rialto', '')`)

/** Opens the feed of a log. Nothing connects before the first session. */
export function openFeed(options: {
  eventLog: Database
  sources: readonly string[]
  eventsMax?: number
}): Feed {
  const pause = pausing()
  let opening: Promise<OpenSession> | undefined
  const open = async () => {
    const connection = await openConnection(options.eventLog, readerSettings)
    try {
      for (const source of options.sources) await checkSource(connection, source)
      const generation = await generationOf(connection)
      return startSession({ eventsMax: batchEventsMax, ...options, connection, generation, pause })
    } catch (error) {
      connection.close()
      throw error
    }
  }
  const forget = () => {
    opening = undefined
  }
  return {
    session: () => {
      opening ??= open().then(
        (session) => {
          session.lost.addEventListener('abort', forget, { once: true })
          return session
        },
        (error: unknown) => {
          forget()
          throw error
        },
      )
      return opening
    },
    wake: pause.wake,
    stop: () => {
      opening?.then(
        (session) => session.close(),
        () => undefined,
      )
    },
  }
}

type OpenSession = FeedSession & { close(): void }

function startSession(parts: {
  connection: Connection
  generation: Generation
  pause: Pause
  sources: readonly string[]
  eventsMax: number
}): OpenSession {
  const { connection, pause, sources, eventsMax } = parts
  const reads = rememberLast<Batch>(rememberedReadsMax)
  const fences = rememberLast<unknown>(1)
  const statement = lookStatement(sources)
  const look = async (seen: string) => {
    const { now, batches } = await lookAtLog(connection, { statement, sources, seen, eventsMax })
    const found = [...batches.values()].some((batch) => batch.events.length > 0)
    for (const [source, batch] of batches) {
      // The readers that go on to this window read nothing: they are given what the look found.
      if (found) void reads(keyOf(source, { seen, target: now, pos: 0n }), async () => batch)
    }
    return { now, found }
  }
  const poll = startPoll({ connection, pause, look })
  const windows = new Map<string, string>()
  const next = async (seen: readonly string[], signal: AbortSignal) => {
    const target = await poll.next(seen, signal)
    const [from] = seen
    if (from !== undefined && !windows.has(from) && seen.every((one) => one === from)) {
      windows.set(from, target)
      const [oldest] = windows.keys()
      if (windows.size > rememberedWindowsMax && oldest !== undefined) windows.delete(oldest)
    }
    return target
  }
  return {
    generation: parts.generation,
    lost: connection.lost,
    next,
    follow: (seen) => windows.get(seen),
    read: (source, cursor) =>
      reads(keyOf(source, cursor), async () => {
        const askedAt = performance.now()
        const batch = await readBatch(connection, source, { cursor, eventsMax })
        poll.noteRead(performance.now() - askedAt)
        return batch
      }),
    fence: async (snapshot) => {
      await fences(snapshot, () => connection.query(writeFence))
    },
    isAhead: async (snapshot) => {
      const [row] = await connection.query<{ ahead: boolean }>(compareSnapshot, [snapshot])
      return row?.ahead ?? false
    },
    isPruned: async (source, seen) => {
      const values = [source, parts.generation.text, seen, upkeepLimits.graceSeconds]
      return (await connection.query(compareHorizon, values)).length > 0
    },
    close: connection.close,
  }
}

function keyOf(source: string, { seen, target, pos }: Cursor): string {
  return `${source} ${seen} ${target} ${pos}`
}

/** Gives callers with an equal key one answer. Few are kept: readers that go in step ask within milliseconds. */
function rememberLast<T>(answersMax: number): (key: string, ask: () => Promise<T>) => Promise<T> {
  const answers = new Map<string, Promise<T>>()
  return (key, ask) => {
    const known = answers.get(key)
    if (known) return known
    const answer = ask()
    answers.set(key, answer)
    answer.catch(() => answers.delete(key))
    const [oldest] = answers.keys()
    if (answers.size > answersMax && oldest !== undefined) answers.delete(oldest)
    return answer
  }
}
