import { setTimeout as pause } from 'node:timers/promises'
import { waitUntilQuiet } from '@rialto/events'
import type { Database } from '@rialto/postgres'
import { type DatabaseUrls, withDatabases } from './invariants.ts'

const lookMs = 200
/** A job that is due within this time is part of what was begun: news of a payment in flight waits a moment. */
const soonSeconds = 5

/** Waits until all that was begun has come to its end: events taken, jobs done, also those that failed and run again. */
export async function settle(databaseUrls: DatabaseUrls, deadlineSeconds = 60): Promise<void> {
  const until = Date.now() + deadlineSeconds * 1_000
  await withDatabases(databaseUrls, async (byUrl) => {
    const databases = [...byUrl.values()]
    for (;;) {
      await waitUntilQuiet({ databases, deadlineSeconds: Math.max(1, (until - Date.now()) / 1_000) })
      const left = await jobsToWaitFor(databases)
      if (left.length === 0) return
      if (Date.now() > until) throw new Error(`These jobs did not come to an end: ${left.join('; ')}`)
      await pause(lookMs)
    }
  })
}

/** Jobs that failed and run again, and those that run soon. */
async function jobsToWaitFor(databases: readonly Database[]): Promise<string[]> {
  const found: string[] = []
  for (const database of databases) {
    const answer = await database.system.query<{ job: string }>(
      `select format('%s (attempts %s): %s', kind, attempts, problem) as job from rialto_job
       where attempts > 0 or due_at <= database_clock() + make_interval(secs => $1) limit 20`,
      [soonSeconds],
    )
    found.push(...answer.rows.map((row) => row.job))
  }
  return found
}

/** Moves the clock of the databases, by which holds and times to pay end (spine 12). Nothing else notices. */
export async function shiftClocks(databaseUrls: DatabaseUrls, seconds: number): Promise<void> {
  await withDatabases(databaseUrls, async (databases) => {
    for (const database of databases.values()) {
      await database.system.query('update rialto_clock set shift = make_interval(secs => $1)', [seconds])
    }
  })
}
