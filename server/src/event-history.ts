import type { Config } from '@rialto/config'
import type { Log } from '@rialto/core'
import { type WatchedHistory, watchHistory } from '@rialto/events'
import type { Databases } from './databases.ts'

/**
 * Notices when a database of this process was set back under its readers. The marks lie in the data folder, beside the
 * files of an embedded PostgreSQL and not among them. A log elsewhere is watched by the processes whose database it is.
 */
export function watchEventHistory(options: {
  config: Config
  databases: Databases
  log: Log
}): Promise<WatchedHistory> {
  const databases = options.databases.all.map(({ database }) => database)
  return watchHistory({
    directory: options.config.dataDirectory,
    logs: databases,
    databases,
    log: options.log,
  })
}
