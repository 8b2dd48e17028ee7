import { waitUntilQuiet } from '@rialto/events'
import { type DatabaseUrls, withDatabases } from './invariants.ts'

/** Waits until all that was begun has come to its end: events taken, jobs done. */
export async function settle(databaseUrls: DatabaseUrls, deadlineSeconds = 60): Promise<void> {
  await withDatabases(databaseUrls, (databases) =>
    waitUntilQuiet({ databases: [...databases.values()], deadlineSeconds }),
  )
}

/** Moves the clock of the databases, by which holds and times to pay end (spine 12). Nothing else notices. */
export async function shiftClocks(databaseUrls: DatabaseUrls, seconds: number): Promise<void> {
  await withDatabases(databaseUrls, async (databases) => {
    for (const database of databases.values()) {
      await database.system.query('update rialto_clock set shift = make_interval(secs => $1)', [seconds])
    }
  })
}
