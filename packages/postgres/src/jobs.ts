import type { Log } from '@rialto/core'
import { newId } from '@rialto/core'
import type { Pool } from 'pg'

const claimedMax = 20
const leaseSeconds = 60
const backoffSecondsMax = 300

export type DueJob = {
  tenant: string
  id: string
  kind: string
  key: string
  data: unknown
  attempts: number
}

export type JobRunner = { stop(): Promise<void> }

/**
 * Runs due jobs of one database, each at least once. A job is leased, run, then deleted; a runner that dies leaves the
 * lease to run out. A runner that wakes after its lease deletes nothing: the attempt's number fences it.
 */
export function runJobs(options: {
  pool: Pool
  kinds: readonly string[]
  run: (job: DueJob) => Promise<void>
  log: Log
  pollMs?: number
}): JobRunner {
  let stopping = false
  const loop = async () => {
    while (!stopping) {
      const done = await round(options).catch((error: unknown) => {
        options.log.warn('jobs could not be read', { problem: String(error) })
        return 0
      })
      if (done < claimedMax && !stopping) await pause(options.pollMs ?? 200)
    }
  }
  const finished = options.kinds.length > 0 ? loop() : Promise.resolve()
  return {
    stop: async () => {
      stopping = true
      await finished
    },
  }
}

async function round(options: Parameters<typeof runJobs>[0]): Promise<number> {
  const claimed = await options.pool.query({
    name: 'rialto_claim_jobs',
    text: `update rialto_job j
      set lease_until = database_clock() + make_interval(secs => $2), attempts = attempts + 1
      where (tenant_id, id) in (
        select tenant_id, id from rialto_job
        where kind = any($1) and due_at <= database_clock()
          and (lease_until is null or lease_until < database_clock())
        order by due_at for update skip locked limit $3)
      returning tenant_id, id, kind, key, data, attempts`,
    values: [options.kinds, leaseSeconds, claimedMax],
  })
  const jobs = claimed.rows.map((row) => ({ ...row, tenant: row.tenant_id }) as DueJob)
  await Promise.all(jobs.map((job) => attempt(options, job)))
  return jobs.length
}

async function attempt(options: Parameters<typeof runJobs>[0], job: DueJob): Promise<void> {
  try {
    await options.run(job)
    await options.pool.query({
      name: 'rialto_delete_job',
      text: 'delete from rialto_job where tenant_id = $1 and id = $2 and attempts = $3',
      values: [job.tenant, job.id, job.attempts],
    })
  } catch (error) {
    const delaySeconds = Math.min(backoffSecondsMax, 2 ** Math.min(job.attempts, 10))
    options.log.warn('a job failed and will run again', {
      op: job.kind,
      attempts: job.attempts,
      problem: String(error),
    })
    await options.pool.query({
      name: 'rialto_retry_job',
      text: `update rialto_job set lease_until = null, problem = $4,
          due_at = database_clock() + make_interval(secs => $5)
        where tenant_id = $1 and id = $2 and attempts = $3`,
      values: [job.tenant, job.id, job.attempts, String(error).slice(0, 500), delaySeconds],
    })
  }
}

/** Schedules a job outside any transaction, for what a process starts by itself. */
export async function scheduleJob(
  pool: Pool,
  job: Omit<DueJob, 'id' | 'attempts'> & { dueInSeconds: number },
): Promise<void> {
  await pool.query({
    name: 'rialto_schedule_job',
    text: `insert into rialto_job (tenant_id, id, kind, key, due_at, data)
      values ($1, $2, $3, $4, database_clock() + make_interval(secs => $5), $6)
      on conflict (tenant_id, kind, key) do nothing`,
    values: [job.tenant, newId(), job.kind, job.key, job.dueInSeconds, JSON.stringify(job.data)],
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
