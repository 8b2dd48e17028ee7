import type { Log, Service } from '@rialto/core'
import { scheduleJob } from '@rialto/postgres'
import type { Databases } from './databases.ts'
import type { Tenants } from './tenants.ts'

/**
 * Enqueues recurring jobs, once for each marketplace and interval: the key names the interval, so that several
 * processes enqueue it once between them.
 */
export function startRecurring(options: {
  services: readonly Service[]
  databases: Databases
  tenants: Tenants
  log: Log
}) {
  const timers = options.services.flatMap((service) =>
    service.jobs.flatMap((job) => {
      if (job.everySeconds === undefined) return []
      const everyMs = job.everySeconds * 1_000
      const tick = () => enqueue(options, { service: service.name, kind: job.kind, everyMs })
      tick()
      return [setInterval(tick, everyMs)]
    }),
  )
  return { stop: () => timers.forEach((timer) => void clearInterval(timer)) }
}

async function enqueue(
  options: Parameters<typeof startRecurring>[0],
  job: { service: string; kind: string; everyMs: number },
): Promise<void> {
  try {
    const pool = options.databases.of(job.service).system
    const key = `every ${Math.floor(Date.now() / job.everyMs)}`
    for (const tenant of await options.tenants.all()) {
      await scheduleJob(pool, { tenant, kind: job.kind, key, data: null, dueInSeconds: 0 })
    }
  } catch (error) {
    options.log.warn('a recurring job could not be enqueued; the next interval tries again', {
      op: job.kind,
      problem: String(error),
    })
  }
}
