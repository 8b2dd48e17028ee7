import { type Database, statement } from '@rialto/postgres'
import { generationOf } from '../generation.ts'
import { whyUnfit } from './explain.ts'

/** One cursor, what it is bound to, and why its reader does not run, if it does not. */
export type CursorFinding = {
  readonly reader: string
  readonly source: string
  /** System identifier, timeline and number of the database that the cursor belongs to. */
  readonly bound: string
  /** The same of the log as it is now. */
  readonly present: string
  /** Null when the reader runs. */
  readonly problem: string | null
}

const readCursors = statement(
  'rialto_inspect_cursors',
  `select reader, source, generation, target::text from rialto_cursor c order by c.reader, c.source`,
)
const compareTarget = statement(
  'rialto_inspect_target',
  'select pg_snapshot_xmax($1::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) as ahead',
)

/** Looks at every cursor of a database. `logOf` says which database a reader reads. */
export async function inspectCursors(
  database: Database,
  logOf: (reader: string) => Database,
): Promise<CursorFinding[]> {
  const cursors = await database.system.query<{
    reader: string
    source: string
    generation: string
    target: string
  }>({ ...readCursors })
  const generations = new Map<Database, string>()
  const findings: CursorFinding[] = []
  for (const { reader, source, generation: bound, target } of cursors.rows) {
    const log = logOf(reader)
    const present = generations.get(log) ?? (await presentGeneration(log))
    generations.set(log, present)
    const problem = whyUnfit(bound, present) ?? (await whyAhead(log, target))
    findings.push({ reader, source, bound, present, problem })
  }
  return findings
}

async function presentGeneration(log: Database): Promise<string> {
  const { text } = await generationOf({
    query: async (wanted) => (await log.system.query({ ...wanted })).rows,
  })
  return text
}

async function whyAhead(log: Database, target: string): Promise<string | null> {
  const { rows } = await log.system.query<{ ahead: boolean }>({ ...compareTarget, values: [target] })
  return rows[0]?.ahead ? 'the cursor has seen more than the log holds: the log was set back' : null
}
