import type { Log } from '@rialto/core'
import { type Database, statement } from '@rialto/postgres'
import { type Connection, openConnection } from './connection.ts'
import { pausing } from './pause.ts'

const retryMs = 1_000

/** A server that vanishes without a word loses its locks within seconds, not after the two hours of the default. */
const leaseSettings = {
  tcp_keepalives_idle: '2',
  tcp_keepalives_interval: '1',
  tcp_keepalives_count: '3',
}

/** Work that only one process does at a time. */
export type Leases = {
  /** Runs the work whenever this process holds the lease. It must end soon after its signal is aborted. */
  run(name: string, work: (signal: AbortSignal) => Promise<void>): void
  stop(): Promise<void>
}

type Task = {
  readonly name: string
  readonly work: (signal: AbortSignal) => Promise<void>
  running: Promise<void> | undefined
  problem: string | undefined
}

const takeLocks = statement(
  'rialto_take_leases',
  `select name from unnest($1::text[]) as wanted(name)
   where pg_try_advisory_lock(hashtextextended('rialto lease ' || name, 0))`,
)
const leaveLock = statement(
  'rialto_leave_lease',
  `select pg_advisory_unlock(hashtextextended('rialto lease ' || $1, 0))`,
)

/**
 * Leases are advisory locks of one connection: when the process dies, they are free at once, and another process has
 * them within a second. Work that fails gives its lease back and tries again a second later.
 */
export function openLeases(options: { database: Database; log: Log }): Leases {
  const tasks: Task[] = []
  const stopping = new AbortController()
  const pause = pausing()
  let connection: Connection | undefined
  const round = async () => {
    const wanted = tasks.filter((task) => !task.running)
    if (wanted.length === 0) return
    if (!connection || connection.lost.aborted) {
      connection?.close()
      connection = await openConnection(options.database, leaseSettings)
    }
    const held = connection
    const taken = await held.query<{ name: string }>(takeLocks, [wanted.map((task) => task.name)])
    for (const { name } of taken) {
      const task = wanted.find((one) => one.name === name)
      if (task) start(task, { held, stopping: stopping.signal, log: options.log })
    }
  }
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await round().catch((error: unknown) =>
        options.log.warn('leases could not be taken', { problem: String(error) }),
      )
      await pause.sleep(retryMs, stopping.signal)
    }
  }
  let looping: Promise<void> | undefined
  return {
    run: (name, work) => {
      tasks.push({ name, work, running: undefined, problem: undefined })
      looping ??= Promise.resolve().then(loop)
    },
    stop: async () => {
      stopping.abort()
      await looping
      await Promise.all(tasks.map((task) => task.running))
      connection?.close()
    },
  }
}

function start(task: Task, on: { held: Connection; stopping: AbortSignal; log: Log }): void {
  const signal = AbortSignal.any([on.held.lost, on.stopping])
  task.running = task
    .work(signal)
    .then(
      () => undefined,
      (error: unknown) => {
        // A problem that stays is told once, not once a second.
        const problem = String(error)
        if (!signal.aborted && problem !== task.problem) {
          on.log.error('a reader stopped and will try again', { op: task.name, problem })
          task.problem = problem
        }
      },
    )
    .then(async () => {
      if (!on.held.lost.aborted) await on.held.query(leaveLock, [task.name])
    })
    .catch((error: unknown) => {
      on.log.warn('a lease could not be given back', { op: task.name, problem: String(error) })
      on.held.close()
    })
    .then(() => {
      task.running = undefined
    })
}
