import { setTimeout as delay } from 'node:timers/promises'
import { statement } from '@rialto/postgres'
import type { Connection } from './connection.ts'
import type { Pause } from './pause.ts'

const busyPollMs = 10
const idlePollMs = 500
/** The wait is this part of the time since the last event: whoever writes every 300 ms is read within 30. */
const waitShare = 0.1
/** Reading takes at most about a fifth of the time: a busy database is asked less often, and gives more at once. */
const restShare = 4
const lostProblem = 'The connection to the event log was lost'

/** Asks for the present snapshot as often as is worth it: every 10 ms while events come, twice a second when idle. */
export type Poll = {
  next(seen: readonly string[], signal: AbortSignal): Promise<string>
  /** Tells how long a read took, and whether it found events: then more may follow soon. */
  noteRead(ms: number, found: boolean): void
}

type Waiter = {
  readonly seen: readonly string[]
  resolve(snapshot: string): void
  reject(problem: unknown): void
}

const readSnapshot = statement('rialto_read_snapshot', 'select pg_current_snapshot()::text as now')

/** Starts the poll of one connection; it ends with the connection, and asks nothing while nobody waits. */
export function startPoll(connection: Connection, pause: Pause): Poll {
  const waiters = new Set<Waiter>()
  let foundAt = performance.now()
  let costMs = 0
  const waitMs = () => {
    const wanted = Math.max((performance.now() - foundAt) * waitShare, costMs * restShare)
    return Math.min(idlePollMs, Math.max(busyPollMs, wanted))
  }
  let arrived = () => {}
  const failAll = (problem: unknown) => {
    for (const waiter of [...waiters]) waiter.reject(problem)
  }
  connection.lost.addEventListener('abort', () => {
    failAll(new Error(lostProblem))
    arrived()
  })
  const tick = async () => {
    const askedAt = performance.now()
    const [row] = await connection.query<{ now: string }>(readSnapshot)
    costMs = performance.now() - askedAt
    if (!row) throw new Error('The event log gave no snapshot')
    for (const waiter of [...waiters]) if (waiter.seen.some((one) => one !== row.now)) waiter.resolve(row.now)
  }
  const run = async () => {
    while (!connection.lost.aborted) {
      if (waiters.size === 0) {
        await new Promise<void>((resolve) => {
          arrived = resolve
        })
        continue
      }
      const tickedAt = performance.now()
      await tick().catch(failAll)
      await pause.sleep(waitMs(), connection.lost)
      // Whoever publishes wakes us, but a busy shop publishes all the time: what comes in between is read together.
      const restMs = tickedAt + busyPollMs - performance.now()
      if (restMs > 0) await delay(restMs)
    }
  }
  void run()
  return {
    noteRead: (ms, found) => {
      costMs = Math.max(costMs, ms)
      if (!found) return
      const isSlow = waitMs() > busyPollMs
      foundAt = performance.now()
      if (isSlow) pause.wake()
    },
    next: (seen, signal) => {
      const snapshot = waitAmong(waiters, seen, signal)
      if (connection.lost.aborted) failAll(new Error(lostProblem))
      else arrived()
      return snapshot
    },
  }
}

function waitAmong(waiters: Set<Waiter>, seen: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise<string>((resolve, reject) => {
    const leave = () => {
      waiters.delete(waiter)
      signal.removeEventListener('abort', stop)
    }
    const waiter: Waiter = {
      seen,
      resolve: (snapshot) => {
        leave()
        resolve(snapshot)
      },
      reject: (problem) => {
        leave()
        reject(problem)
      },
    }
    const stop = () => waiter.reject(new Error('The reader was stopped'))
    waiters.add(waiter)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
}
