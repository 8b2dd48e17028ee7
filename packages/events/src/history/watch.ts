import type { Log } from '@rialto/core'
import { type Database, statement } from '@rialto/postgres'
import { type Generation, generationOf } from '../generation.ts'
import { pausing } from '../pause.ts'
import { setBackMark } from './explain.ts'
import { type MarkFile, markFile } from './mark.ts'

const lookMs = 2_000
/** At the end the log is quiet: what was written last is flushed within a moment, and the mark must not stay behind it. */
const lastLooks = { max: 20, everyMs: 100 }

export type HistoryOptions = {
  /** A folder that is not part of the databases’ data: a copy of those that is put back must not bring it along. */
  readonly directory: string
  /** The databases that are read. */
  readonly logs: readonly Database[]
  /** The databases that hold cursors on them. */
  readonly databases: readonly Database[]
  readonly log: Log
}

export type WatchedHistory = { stop(): Promise<void> }

// What is flushed survives a crash. Flushed may end in the middle of a record; written and flushed together never do.
const readPosition = statement(
  'rialto_read_log_position',
  `select (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::text as position,
     pg_current_wal_flush_lsn() = pg_current_wal_insert_lsn() as whole`,
)
const unbindCursors = statement(
  'rialto_unbind_cursors',
  `update rialto_cursor set generation = $2 || generation, version = version + 1 where generation = $1
   returning reader`,
)

/**
 * Notices when a log was set back in place: an older copy of its files has the same cluster and timeline, and cursors
 * that lie in the same copy fit it. What went out meanwhile, to other databases and to people, would be contradicted
 * without a word. So the position of each log is kept outside its data; when the log is behind it, its cursors are
 * unbound, and no reader runs until `rialto outbox rebase`. The first look is over when this resolves.
 */
export async function watchHistory(options: HistoryOptions): Promise<WatchedHistory> {
  const pause = pausing()
  const stopping = new AbortController()
  const watched = options.logs.map((log) => watchLog(options, log))
  await Promise.all(watched.map((look) => look()))
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await pause.sleep(lookMs, stopping.signal)
      await Promise.all(watched.map((look) => look()))
    }
  }
  const looping = loop()
  return {
    stop: async () => {
      stopping.abort()
      await looping
      for (let n = 1; n <= lastLooks.max; n += 1) {
        const marked = await Promise.all(watched.map((look) => look()))
        if (marked.every(Boolean)) return
        await new Promise((resolve) => setTimeout(resolve, lastLooks.everyMs))
      }
    },
  }
}

/** Looks at one log; false when its end is not marked yet. A log that does not answer is looked at again. */
function watchLog(options: HistoryOptions, log: Database): () => Promise<boolean> {
  const state: State = { generation: undefined, file: undefined, known: undefined, before: undefined }
  let told: string | undefined
  return async () => {
    try {
      const isMarked = await look(options, log, state)
      told = undefined
      return isMarked
    } catch (error) {
      const problem = String(error)
      if (problem !== told) options.log.warn('the history of an event log could not be read', { problem })
      told = problem
      return false
    }
  }
}

type State = {
  generation: Generation | undefined
  file: MarkFile | undefined
  known: bigint | undefined
  /** What the last look found: a busy log has gone past the record that it ended in. */
  before: bigint | undefined
}

async function look(options: HistoryOptions, log: Database, state: State): Promise<boolean> {
  const generation = await generationOf({
    query: async (wanted) => (await log.system.query({ ...wanted })).rows,
  })
  if (generation.text !== state.generation?.text || !state.file) {
    state.generation = generation
    state.file = markFile(options.directory, generation.text)
    state.known = await state.file.read()
  }
  const { rows } = await log.system.query<{ position: string; whole: boolean }>({ ...readPosition })
  const position = BigInt(rows[0]?.position ?? '0')
  const { known, before } = state
  state.before = position
  if (known !== undefined && position < known) {
    await unbind(options, generation)
    await keep(state, position)
    return true
  }
  const sure = rows[0]?.whole ? position : before !== undefined && before < position ? before : undefined
  if (sure !== undefined && (known === undefined || sure > known)) await keep(state, sure)
  return state.known !== undefined && state.known >= position
}

async function keep(state: State, position: bigint): Promise<void> {
  await state.file?.write(position)
  state.known = position
}

async function unbind(options: HistoryOptions, generation: Generation): Promise<void> {
  const readers = new Set<string>()
  for (const database of options.databases) {
    const moved = await database.system.query<{ reader: string }>({
      ...unbindCursors,
      values: [generation.text, setBackMark],
    })
    for (const { reader } of moved.rows) readers.add(reader)
  }
  options.log.error('an event log was set back: its readers stop until "rialto outbox rebase"', {
    readers: readers.size,
  })
}
