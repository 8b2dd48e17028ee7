import type { Config, ServiceName } from '@rialto/config'
import type { Ctx, Log, Service } from '@rialto/core'
import {
  type ReaderStatus,
  type RunningReaders,
  runConsumers,
  runRelay,
  startUpkeep,
  status,
} from '@rialto/events'
import { type Database, migrate, openDatabase } from '@rialto/postgres'
import type { Databases } from './databases.ts'

export type EventFlow = {
  ready: Promise<unknown>
  wake(): void
  /** How far the readers of this process are behind. */
  readers(): Promise<ReaderStatus[]>
  stop(): Promise<void>
}

export type EventFlowOptions = {
  config: Config
  services: readonly Service[]
  /** All services of the product: their streams may lie in the log's database, wherever they run. */
  allServices: readonly Service[]
  databases: Databases
  contextFor: (service: string, scope: { tenant: string; traceparent: string }) => Ctx
  log: Log
}

const noTrace = `00-${'0'.repeat(31)}1-${'0'.repeat(15)}1-00`

/**
 * Moves events: consumers read the log at EVENTS_URL; where a database of this process is another one, a relay copies
 * its events there.
 */
export async function startEvents(options: EventFlowOptions): Promise<EventFlow> {
  const { config, databases, log } = options
  const logUrl = config.eventsUrl ?? config.databaseUrl ?? ''
  const own = databases.all.find(({ database }) => database.url === logUrl)
  if (!own) await migrate(logUrl, [])
  const eventLog =
    own?.database ?? openDatabase({ url: logUrl, poolMax: 4, applicationName: 'rialto-events', log })
  const sources = sourcesOf(options, logUrl)
  const running: RunningReaders[] = []
  const wake = () => running.forEach((one) => void one.wake())
  const consuming = databases.all.flatMap(({ database, services }) =>
    consume(options, { database, services, eventLog, sources, wake }),
  )
  const relays = databases.all
    .filter(({ database }) => database.url !== logUrl)
    .map(({ database, services }) =>
      runRelay({
        name: services.map((service) => service.name).join('+'),
        source: database,
        outboxes: ['rialto_outbox', ...services.flatMap((service) => service.outboxes)],
        eventLog,
        log,
      }),
    )
  running.push(...consuming, ...relays)
  const upkeep = startUpkeep({ ...keptHere(databases, { eventLog, sources }), log })
  return {
    ready: Promise.all(running.map((one) => one.ready)),
    wake,
    readers: async () => {
      const own = databases.all.map(({ database }) => database)
      const consuming = await Promise.all(own.map((database) => status(database, [eventLog])))
      const copying = relays.length > 0 ? [await status(eventLog, own)] : []
      return [...consuming, ...copying].flatMap(({ readers }) => readers)
    },
    stop: async () => {
      await upkeep.stop()
      await Promise.all(consuming.map((one) => one.stop()))
      await Promise.all(relays.map((one) => one.stop()))
      if (!own) await eventLog.close()
    },
  }
}

/** What this process keeps from growing: its own databases, and the log that they read. */
function keptHere(databases: Databases, log: { eventLog: Database; sources: readonly string[] }) {
  const own = databases.all.filter(({ database }) => database !== log.eventLog)
  return {
    databases: [...new Set([...databases.all.map(({ database }) => database), log.eventLog])],
    logs: [
      log,
      ...own.map(({ database, services }) => ({
        eventLog: database,
        sources: ['rialto_outbox', ...services.flatMap((service) => service.outboxes)],
      })),
    ],
  }
}

type Reading = {
  database: Database
  services: readonly Service[]
  eventLog: Database
  sources: readonly string[]
  wake: () => void
}

function consume(options: EventFlowOptions, reading: Reading): RunningReaders[] {
  const consumers = reading.services.flatMap((service) => service.consumers)
  if (consumers.length === 0) return []
  const ownerOf = new Map(
    reading.services.flatMap((service) => service.consumers.map((consumer) => [consumer.name, service.name])),
  )
  return [
    runConsumers({
      consumers,
      database: reading.database,
      eventLog: reading.eventLog,
      sources: reading.sources,
      contextFor: (tenant, event, consumer) =>
        options.contextFor(ownerOf.get(consumer.name) ?? '', {
          tenant,
          traceparent: event.traceparent ?? noTrace,
        }),
      applied: reading.wake,
      log: options.log,
    }),
  ]
}

function sourcesOf(options: EventFlowOptions, logUrl: string): string[] {
  const { config } = options
  const urlOf = (service: Service) => config.databaseUrls[service.name as ServiceName] ?? config.databaseUrl
  const inLog = options.allServices.filter((service) => urlOf(service) === logUrl)
  const elsewhere = inLog.length < options.allServices.length
  return [
    ...(inLog.length > 0 ? ['rialto_outbox', ...inLog.flatMap((service) => service.outboxes)] : []),
    ...(elsewhere ? ['rialto_event_log'] : []),
  ]
}
