import type { Log } from '@rialto/core'
import { type Database, statement } from '@rialto/postgres'
import type { Feed, FeedSession } from './feed.ts'
import { GenerationError, generationOf } from './generation.ts'
import { whyUnfit } from './history/explain.ts'
import { pausing } from './pause.ts'
import { type Cursor, cursorAtStart } from './reader.ts'

const saveMs = 100
const startRetryMs = 1_000

/** A cursor that this process may move: its version is the fencing token that was drawn when the lease was taken. */
export type HeldCursor = {
  readonly reader: string
  readonly source: string
  readonly version: bigint
  at: Cursor
}

type CursorRow = {
  source: string
  generation: string
  seen: string
  target: string
  pos: bigint
  version: bigint
}

const createCursors = statement(
  'rialto_create_cursors',
  `insert into rialto_cursor (reader, source, generation, seen, target)
   select reader, source, $3, $4::pg_snapshot, $4::pg_snapshot
   from unnest($1::text[]) as r(reader), unnest($2::text[]) as s(source)
   on conflict (reader, source) do nothing`,
)
const takeCursors = statement(
  'rialto_take_cursors',
  `update rialto_cursor set version = version + 1 where reader = $1 and source = any($2::text[])
   returning source, generation, seen::text, target::text, pos, version`,
)
const saveCursors = statement(
  'rialto_save_cursors',
  `update rialto_cursor c
   set seen = m.seen::pg_snapshot, target = m.target::pg_snapshot, pos = m.pos, moved_at = clock_timestamp()
   from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[])
     as m(reader, source, version, seen, target, pos)
   where c.reader = m.reader and c.source = m.source and c.version = m.version
   returning c.reader, c.source`,
)

/**
 * Writes down that these readers exist. A new reader begins with the oldest event that the source still holds, so that
 * nothing is lost between the first event and the first start; `rebase` with `from: 'end'` skips them on purpose.
 */
async function registerReaders(
  database: Database,
  readers: readonly string[],
  on: { sources: readonly string[]; session: FeedSession },
): Promise<void> {
  const values = [readers, on.sources, on.session.generation.text, cursorAtStart.seen]
  await database.system.query({ ...createCursors, values })
}

/** Registers readers as soon as both databases answer; until then it says why not, once for each reason. */
export async function registerWhenReachable(options: {
  readers: readonly string[]
  database: Database
  sources: readonly string[]
  feed: Feed
  stopping: AbortSignal
  log: Log
}): Promise<void> {
  const pause = pausing()
  let told: string | undefined
  while (!options.stopping.aborted) {
    try {
      const session = await options.feed.session()
      return await registerReaders(options.database, options.readers, { sources: options.sources, session })
    } catch (error) {
      const problem = String(error)
      if (problem !== told) options.log.error('readers cannot start yet', { problem })
      told = problem
      await pause.sleep(startRetryMs, options.stopping)
    }
  }
}

/** Takes the cursors of a reader. Whoever held them before can neither move them nor park events from now on. */
export async function takeReader(
  database: Database,
  reader: string,
  on: { sources: readonly string[]; session: FeedSession },
): Promise<HeldCursor[]> {
  await registerReaders(database, [reader], on)
  const taken = await database.system.query<CursorRow>({ ...takeCursors, values: [reader, on.sources] })
  for (const row of taken.rows) await checkHistory(reader, row, on.session)
  return taken.rows.map((row) => ({
    reader,
    source: row.source,
    version: row.version,
    at: { seen: row.seen, target: row.target, pos: row.pos },
  }))
}

/**
 * A cursor of another generation would skip or repeat events without a word, so its reader does not run. So too when
 * the cursor has seen what the log has not yet written: then the log was set back in place.
 */
async function checkHistory(reader: string, row: CursorRow, session: FeedSession): Promise<void> {
  const advice = `After the restore, failover or move is complete, stop the servers and run "rialto outbox rebase"`
  const problem = whyUnfit(row.generation, session.generation.text)
  if (problem !== null) {
    throw new GenerationError(`${reader} does not read ${row.source}: ${problem}. ${advice}`)
  }
  if (await session.isPruned(row.source, row.seen)) {
    throw new GenerationError(
      `${reader} does not read ${row.source}: it was away until events that it had not read were deleted. ${advice}`,
    )
  }
  if (await session.isAhead(row.target)) {
    throw new GenerationError(
      `${reader} does not read ${row.source}: its cursor has seen more than the log holds, so the log was set back. ${advice}`,
    )
  }
}

/**
 * Opens a new window for cursors that are at the end of theirs, as soon as the log has moved on. A reader that may
 * follow takes the windows of those ahead of it, so that thirty readers read the log once.
 */
export async function advance(
  cursors: readonly HeldCursor[],
  session: FeedSession,
  how: { signal: AbortSignal; mayFollow: boolean },
): Promise<void> {
  const { signal, mayFollow } = how
  const seen = cursors.map((cursor) => cursor.at.seen)
  const [from] = seen
  const isEven = from !== undefined && seen.every((one) => one === from)
  const target =
    (mayFollow && isEven && session.follow(from)) ||
    (await session.next(seen, signal).catch((error: unknown) => {
      if (signal.aborted) return undefined
      throw error
    }))
  if (target === undefined) return
  for (const cursor of cursors) cursor.at = { seen: cursor.at.seen, target, pos: 0n }
}

export type CursorWriter = {
  /** Saves soon. `lose` is called when another process has taken the cursor. */
  save(cursor: HeldCursor, lose: () => void): void
  /** Saves what is left. */
  stop(): Promise<void>
}

type Move = { cursor: HeldCursor; at: Cursor; lose: () => void }

/**
 * Saves the cursors of all readers together, at once when quiet and at most ten times a second: thirty readers of a
 * busy log would otherwise write thirty rows for each batch. A cursor saved late costs a second read, never a second
 * effect: the inbox knows what was done.
 */
export function openCursorWriter(options: { database: Database; log: Log }): CursorWriter {
  let moves = new Map<string, Move>()
  let timer: NodeJS.Timeout | undefined
  let saving: Promise<void> = Promise.resolve()
  let savedAt = 0
  const flush = async () => {
    timer = undefined
    const sent = moves
    moves = new Map()
    savedAt = Date.now()
    try {
      await write(options.database, [...sent.values()])
    } catch (error) {
      options.log.warn('cursors could not be saved yet', { problem: String(error) })
      for (const [key, move] of sent) if (!moves.has(key)) moves.set(key, move)
      schedule(1_000)
    }
  }
  const schedule = (ms: number) => {
    timer ??= setTimeout(() => {
      saving = saving.then(flush)
    }, ms)
  }
  return {
    save: (cursor, lose) => {
      moves.set(`${cursor.reader} ${cursor.source}`, { cursor, at: cursor.at, lose })
      schedule(Math.max(0, savedAt + saveMs - Date.now()))
    },
    stop: async () => {
      clearTimeout(timer)
      saving = saving.then(flush)
      await saving
      clearTimeout(timer)
    },
  }
}

async function write(database: Database, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  const values = [
    moves.map((move) => move.cursor.reader),
    moves.map((move) => move.cursor.source),
    moves.map((move) => move.cursor.version.toString()),
    moves.map((move) => move.at.seen),
    moves.map((move) => move.at.target),
    moves.map((move) => move.at.pos.toString()),
  ]
  const answer = await database.system.query<{ reader: string; source: string }>({ ...saveCursors, values })
  const saved = new Set(answer.rows.map((row) => `${row.reader} ${row.source}`))
  for (const move of moves) if (!saved.has(`${move.cursor.reader} ${move.cursor.source}`)) move.lose()
}

/** Whether the cursors lie in another cluster than the log: then a crash of the log may undo what they have seen. */
export async function isInOtherCluster(database: Database, session: FeedSession): Promise<boolean> {
  const own = await generationOf({
    query: async (wanted) => (await database.system.query({ ...wanted })).rows,
  })
  return own.cluster !== session.generation.cluster
}
