import { setTimeout as pause } from 'node:timers/promises'
import { type Database, statement } from '@rialto/postgres'
import { readStatus } from './status.ts'

const lookMs = 20
const countedEventsMax = 1_000

const countDueJobs = statement(
  'rialto_count_due_jobs',
  `select kind, count(*)::int as jobs from rialto_job where due_at <= database_clock() group by kind order by kind`,
)

/** What is left to do in some databases, and a mark that changes whenever any reader moves. */
type Look = { readonly behind: string[]; readonly mark: string }

/**
 * For tests: waits until every reader of these databases has come to the end of what it reads, nothing is parked and no
 * job is due. Give all databases of the installation: work moves from one to the other. It is quiet when two looks in a
 * row find nothing to do and nothing moved between them. Wait for `ready` of the readers first: one that the database
 * does not know yet cannot be waited for.
 */
export async function waitUntilQuiet(options: {
  databases: readonly Database[]
  deadlineSeconds?: number
}): Promise<void> {
  const until = Date.now() + (options.deadlineSeconds ?? 10) * 1000
  let before: Look | undefined
  for (;;) {
    const now = await look(options.databases)
    if (now.behind.length === 0 && before?.behind.length === 0 && now.mark === before.mark) return
    if (Date.now() > until) {
      const what = now.behind.length > 0 ? now.behind.join('; ') : 'readers kept moving'
      throw new Error(`The databases did not become quiet: ${what}`)
    }
    before = now
    if (now.behind.length > 0) await pause(lookMs)
  }
}

async function look(databases: readonly Database[]): Promise<Look> {
  const behind: string[] = []
  const marks: string[] = []
  for (const database of databases) {
    const { readers, parked } = await readStatus({ database, logs: databases, eventsMax: countedEventsMax })
    for (const one of readers) {
      marks.push(`${one.reader} ${one.source} ${one.mark}`)
      if (one.behindEvents === null) behind.push(`${one.reader} reads a log that was not given`)
      else if (one.behindEvents > 0)
        behind.push(`${one.reader} is ${one.behindEvents} events behind on ${one.source}`)
    }
    for (const one of parked) {
      behind.push(`${one.consumer} parked ${one.events} events of ${one.subject}: ${one.problem}`)
    }
    const jobs = await database.system.query<{ kind: string; jobs: number }>({ ...countDueJobs })
    for (const one of jobs.rows) behind.push(`${one.jobs} jobs of kind ${one.kind} are due`)
  }
  return { behind, mark: marks.join('\n') }
}
