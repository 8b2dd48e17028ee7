import { setTimeout as delay } from 'node:timers/promises'
import type { Connection } from './connection.ts'
import type { Pause } from './pause.ts'

const busyPollMs = 10
const idlePollMs = 500
/** The wait is this part of the time since another process wrote an event: who writes every 300 ms is read within 30. */
const waitShare = 0.1
/** Reading takes at most about a fifth of the time: a busy database is asked less often, and gives more at once. */
const restShare = 4
const lostProblem = 'The connection to the event log was lost'

/**
 * Looks at the log as often as is worth it: when this process wrote an event, every 10 ms while other processes write
 * some, and twice a second when it is quiet.
 */
export type Poll = {
  next(seen: readonly string[], signal: AbortSignal): Promise<string>
  /** Tells how long a read beside the looks took. */
  noteRead(ms: number): void
}

/** What one look found: the present snapshot, and whether there are events between it and the one it started from. */
export type Look = { readonly now: string; readonly found: boolean }

type Waiter = {
  readonly seen: readonly string[]
  resolve(snapshot: string): void
  reject(problem: unknown): void
}

/** Starts the poll of one connection; it ends with the connection, and asks nothing while nobody waits. */
export function startPoll(parts: {
  connection: Pick<Connection, 'lost'>
  pause: Pause
  /** Reads what is new since this snapshot. */
  look: (seen: string) => Promise<Look>
}): Poll {
  const { connection, pause } = parts
  const waiters = new Set<Waiter>()
  let foundAt = performance.now()
  let costMs = 0
  let arrived = () => {}
  const failAll = (problem: unknown) => {
    for (const waiter of [...waiters]) waiter.reject(problem)
  }
  connection.lost.addEventListener('abort', () => {
    failAll(new Error(lostProblem))
    arrived()
  })
  const tick = async (isWoken: boolean) => {
    const [from = ''] = [...waiters].at(-1)?.seen ?? []
    const askedAt = performance.now()
    const { now, found } = await parts.look(from)
    costMs = performance.now() - askedAt
    // Who writes in this process wakes us: only for events of others is it worth asking again soon.
    if (found && !isWoken) foundAt = performance.now()
    if (found || !areAt(waiters, from)) moveOn(waiters, now)
  }
  const run = async () => {
    let tickedAt = 0
    let isWoken = false
    while (!connection.lost.aborted) {
      if (waiters.size === 0) {
        await new Promise<void>((resolve) => {
          arrived = resolve
        })
        continue
      }
      // Whoever publishes wakes us, but a busy shop publishes all the time: what comes in between is read together.
      const restMs = tickedAt + busyPollMs - performance.now()
      if (restMs > 0) await delay(restMs)
      isWoken = pause.forget() || isWoken
      tickedAt = performance.now()
      await tick(isWoken).catch(failAll)
      isWoken = await pause.sleep(waitMs(foundAt, costMs), connection.lost)
    }
  }
  void run()
  return {
    noteRead: (ms) => {
      costMs = Math.max(costMs, ms)
    },
    next: (seen, signal) => {
      const snapshot = waitAmong(waiters, seen, signal)
      if (connection.lost.aborted) failAll(new Error(lostProblem))
      else arrived()
      return snapshot
    },
  }
}

function waitMs(foundAt: number, costMs: number): number {
  const wanted = Math.max((performance.now() - foundAt) * waitShare, costMs * restShare)
  return Math.min(idlePollMs, Math.max(busyPollMs, wanted))
}

/** Readers that are all at one place stay there while nothing is new: it is found from the older snapshot, too. */
function areAt(waiters: ReadonlySet<Waiter>, snapshot: string): boolean {
  return [...waiters].every((waiter) => waiter.seen.every((one) => one === snapshot))
}

function moveOn(waiters: ReadonlySet<Waiter>, now: string): void {
  for (const waiter of [...waiters]) if (waiter.seen.some((one) => one !== now)) waiter.resolve(now)
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
