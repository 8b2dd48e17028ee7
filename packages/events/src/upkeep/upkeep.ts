import type { Log } from '@rialto/core'
import { type Database, statement } from '@rialto/postgres'
import { openConnection } from '../connection.ts'
import { pausing } from '../pause.ts'
import { announceHorizon, horizonsOf } from './horizon.ts'
import { type UpkeepLimits, upkeepLimits } from './limits.ts'
import { pruneIdempotency, pruneInbox, pruneSource } from './prune.ts'
import { retireLate } from './retire.ts'

const everyMs = 30 * 60_000
const firstAfterMs = 5 * 60_000

export type UpkeepOptions = {
  /** The databases of this process: inbox, keys and cursors lie there. */
  readonly databases: readonly Database[]
  /** Sources whose events are kept here, by the database they lie in. */
  readonly logs: readonly { readonly eventLog: Database; readonly sources: readonly string[] }[]
  readonly log: Log
  readonly limits?: Partial<UpkeepLimits>
}

export type UpkeepReport = { events: number; inbox: number; keys: number; retired: string[] }

const takeTurn = statement(
  'rialto_take_upkeep',
  `select pg_try_advisory_lock(hashtextextended('rialto upkeep', 0)) as taken`,
)

/** Keeps the tables of a running process from growing without end, every half an hour. */
export function startUpkeep(options: UpkeepOptions): { stop(): Promise<void> } {
  const pause = pausing()
  const stopping = new AbortController()
  const loop = async () => {
    await pause.sleep(firstAfterMs, stopping.signal)
    while (!stopping.signal.aborted) {
      await upkeep(options).catch((error: unknown) =>
        options.log.warn('old events and keys could not be deleted; tried again later', {
          problem: String(error),
        }),
      )
      await pause.sleep(everyMs, stopping.signal)
    }
  }
  const looping = loop()
  return {
    stop: async () => {
      stopping.abort()
      await looping
    },
  }
}

/**
 * One round: horizons are announced, readers behind them are retired or moved up in every database of this process,
 * then what is behind a horizon whose grace is over is deleted. Each database is pruned by one process at a time.
 */
export async function upkeep(options: UpkeepOptions): Promise<UpkeepReport> {
  const limits = { ...upkeepLimits, ...options.limits }
  const report: UpkeepReport = { events: 0, inbox: 0, keys: 0, retired: [] }
  for (const { eventLog, sources } of options.logs) {
    await alone(eventLog, async () => {
      for (const source of sources) await announceHorizon(eventLog, source, limits)
    })
    const horizons = await horizonsOf(eventLog, limits.graceSeconds)
    for (const horizon of horizons) {
      for (const database of new Set([eventLog, ...options.databases])) {
        report.retired.push(...(await retireLate({ database, eventLog, horizon, log: options.log })))
      }
    }
    await alone(eventLog, async () => {
      for (const horizon of horizons) report.events += await pruneSource(eventLog, horizon)
    })
  }
  for (const database of options.databases) {
    await alone(database, async () => {
      report.inbox += await pruneInbox(database, limits.inboxKeepDays)
      report.keys += await pruneIdempotency(database, limits.keyKeepHours)
    })
  }
  return report
}

/** Does the work unless another process is at it. */
async function alone(database: Database, work: () => Promise<void>): Promise<void> {
  const turn = await openConnection(database, {})
  try {
    const [row] = await turn.query<{ taken: boolean }>(takeTurn)
    if (row?.taken) await work()
  } finally {
    turn.close()
  }
}
