import type { Log } from '@rialto/core'
import { newId } from '@rialto/core'
import type { Pool } from 'pg'

const claimedMax = 20
const leaseSeconds = 60
const backoffSecondsMax = 300
const finishMs = 10
const pollMsDefault = 200
const idlePollMs = 500
/** The wait grows to this part of the time since the last job. */
const waitShare = 0.05

export type DueJob = {
  tenant: string
  id: string
  kind: string
  key: string
  data: unknown
  attempts: number
}

export type JobRunner = { stop(): Promise<void> }

export type JobOptions = {
  pool: Pool
  kinds: readonly string[]
  run: (job: DueJob) => Promise<void>
  log: Log
  /** How long it waits between two looks while there is work; a quiet shop is asked twice a second. */
  pollMs?: number
}

/**
 * Runs due jobs of one database, each at least once. A job is leased, run, then deleted; a runner that dies leaves the
 * lease to run out. A runner that wakes after its lease deletes nothing: the attempt's number fences it. A slow job
 * keeps its own place only: the others go on.
 */
export function runJobs(options: JobOptions): JobRunner {
  let stopping = false
  const running = new Set<Promise<void>>()
  const finisher = openFinisher(options)
  const start = (job: DueJob) => {
    const work: Promise<void> = attempt(options, job, finisher).finally(() => running.delete(work))
    running.add(work)
  }
  let foundAt = performance.now()
  const waitMs = () => {
    const busyMs = options.pollMs ?? pollMsDefault
    return Math.max(busyMs, Math.min(idlePollMs, (performance.now() - foundAt) * waitShare))
  }
  const loop = async () => {
    while (!stopping) {
      const free = claimedMax - running.size
      if (free === 0) {
        await Promise.race(running)
        continue
      }
      const jobs = await claimJobs(options, free).catch((error: unknown) => {
        options.log.warn('jobs could not be read', { problem: String(error) })
        return []
      })
      if (jobs.length > 0) foundAt = performance.now()
      for (const job of jobs) start(job)
      if (jobs.length < free && !stopping) await pause(waitMs())
    }
    await Promise.all(running)
  }
  const finished = options.kinds.length > 0 ? loop() : Promise.resolve()
  return {
    stop: async () => {
      stopping = true
      await finished
    },
  }
}

async function claimJobs(options: JobOptions, jobsMax: number): Promise<DueJob[]> {
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
    values: [options.kinds, leaseSeconds, jobsMax],
  })
  return claimed.rows.map((row) => ({ ...row, tenant: row.tenant_id }) as DueJob)
}

async function attempt(options: JobOptions, job: DueJob, finisher: Finisher): Promise<void> {
  try {
    await options.run(job)
    await finisher.finish(job)
  } catch (error) {
    options.log.warn('a job failed and will run again', {
      op: job.kind,
      attempts: job.attempts,
      problem: String(error),
    })
    await retryLater(options, job, error).catch((problem: unknown) =>
      options.log.warn('a failed job runs again when its lease is over', {
        op: job.kind,
        problem: String(problem),
      }),
    )
  }
}

async function retryLater(options: JobOptions, job: DueJob, error: unknown): Promise<void> {
  const delaySeconds = Math.min(backoffSecondsMax, 2 ** Math.min(job.attempts, 10))
  await options.pool.query({
    name: 'rialto_retry_job',
    text: `update rialto_job set lease_until = null, problem = $4,
        due_at = database_clock() + make_interval(secs => $5)
      where tenant_id = $1 and id = $2 and attempts = $3`,
    values: [job.tenant, job.id, job.attempts, String(error).slice(0, 500), delaySeconds],
  })
}

type Finisher = { finish(job: DueJob): Promise<void> }

/** Deletes jobs that are done, those of a few milliseconds in one statement. */
function openFinisher(options: JobOptions): Finisher {
  let waiting: DueJob[] = []
  let flushed: Promise<void> | undefined
  const flush = async () => {
    await pause(finishMs)
    const jobs = waiting
    waiting = []
    flushed = undefined
    await options.pool.query({
      name: 'rialto_delete_jobs',
      text: `delete from rialto_job j using unnest($1::uuid[], $2::uuid[], $3::int[]) as d(tenant_id, id, attempts)
        where j.tenant_id = d.tenant_id and j.id = d.id and j.attempts = d.attempts`,
      values: [jobs.map((job) => job.tenant), jobs.map((job) => job.id), jobs.map((job) => job.attempts)],
    })
  }
  return {
    finish: (job) => {
      waiting.push(job)
      flushed ??= flush()
      return flushed
    },
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
