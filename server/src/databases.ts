import type { Config, ServiceName } from '@rialto/config'
import type { Log, Service } from '@rialto/core'
import { type Database, migrate, openDatabase } from '@rialto/postgres'
import { StartError } from './start-error.ts'

export type Databases = {
  of(service: string): Database
  /** Each database once, with the services that live in it here. */
  readonly all: readonly { database: Database; services: readonly Service[] }[]
  close(): Promise<void>
}

/** Opens and migrates the databases of the services of this process: one for all, or one each. */
export async function openDatabases(
  config: Config,
  services: readonly Service[],
  log: Log,
): Promise<Databases> {
  const byUrl = new Map<string, { database: Database; services: Service[] }>()
  const byService = new Map<string, Database>()
  for (const service of services) {
    const url = urlOf(config, service.name)
    let entry = byUrl.get(url)
    if (!entry) {
      const database = openDatabase({ url, poolMax: config.databasePoolMax, applicationName: 'rialto', log })
      entry = { database, services: [] }
      byUrl.set(url, entry)
    }
    entry.services.push(service)
    byService.set(service.name, entry.database)
  }
  for (const [url, { services: own }] of byUrl) {
    const report = await migrate(url, own)
    if (report.migrations.length > 0)
      log.info('the database was migrated', { migrations: report.migrations.length })
  }
  const all = [...byUrl.values()]
  return {
    of: (service) => {
      const database = byService.get(service)
      if (!database) throw new Error(`${service} does not run in this process`)
      return database
    },
    all,
    close: async () => {
      await Promise.all(all.map(({ database }) => database.close()))
    },
  }
}

function urlOf(config: Config, service: string): string {
  const url = config.databaseUrls[service as ServiceName] ?? config.databaseUrl
  if (!url)
    throw new StartError(
      'DATABASE_URL is not set. Set it, or use `npm start`, which brings a database along.',
    )
  return url
}
