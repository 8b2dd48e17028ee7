import type { Log } from '@rialto/core'
import { newId } from '@rialto/core'
import type { Pool } from 'pg'

const claimedMax = 20
const leaseSeconds = 60
const backoffSecondsMax = 300
/** How long a job that is done may wait for others: they are deleted together, with the next claim. */
const finishMs = 20
const pollMsDefault = 200
const idlePollMs = 500
/** The wait grows to this part of the time since the last job. */
const waitShare = 0.5

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
 * keeps its own place only: the others go on. Jobs that are done are deleted by the statement that claims the next.
 */
export function runJobs(options: JobOptions): JobRunner {
  let stopping = false
  const running = new Set<Promise<void>>()
  let done: DueJob[] = []
  const rest = openRest()
  const start = (job: DueJob) => {
    const work: Promise<void> = attempt(options, job).then((isDone) => {
      running.delete(work)
      if (isDone) done.push(job)
      rest.endIn(finishMs)
    })
    running.add(work)
  }
  const round = async (jobsMax: number) => {
    const finished = done
    done = []
    try {
      return await claimJobs(options, jobsMax, finished)
    } catch (error) {
      options.log.warn('jobs could not be read', { problem: String(error) })
      // They are leased: nobody runs them again while they wait to be deleted.
      done.push(...finished)
      return []
    }
  }
  let foundAt = performance.now()
  const waitMs = () => {
    const busyMs = options.pollMs ?? pollMsDefault
    return Math.max(busyMs, Math.min(idlePollMs, (performance.now() - foundAt) * waitShare))
  }
  const loop = async () => {
    while (!stopping) {
      const free = Math.max(0, claimedMax - running.size)
      const jobs = free > 0 ? await round(free) : []
      if (jobs.length > 0) foundAt = performance.now()
      for (const job of jobs) start(job)
      // A full claim may have left some behind; with no place free, the next look is when one is done.
      if (!stopping && (jobs.length < free || free === 0))
        await rest.take(done.length > 0 ? finishMs : waitMs())
    }
    await Promise.all(running)
    if (done.length > 0) await round(0)
  }
  const finished = options.kinds.length > 0 ? loop() : Promise.resolve()
  return {
    stop: async () => {
      stopping = true
      await finished
    },
  }
}

/** The pause between two looks. */
function openRest() {
  let end: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined
  let endsAt = Number.POSITIVE_INFINITY
  const endIn = (ms: number) => {
    if (performance.now() + ms >= endsAt) return
    endsAt = performance.now() + ms
    clearTimeout(timer)
    timer = setTimeout(() => {
      endsAt = Number.POSITIVE_INFINITY
      end?.()
    }, ms)
  }
  return {
    /** Ends the pause this soon, if it would be longer. */
    endIn,
    take: (ms: number) => {
      const over = new Promise<void>((resolve) => {
        end = resolve
      })
      endIn(ms)
      return over
    },
  }
}

async function claimJobs(options: JobOptions, jobsMax: number, done: readonly DueJob[]): Promise<DueJob[]> {
  const claimed = await options.pool.query({
    name: 'rialto_claim_jobs',
    text: `with done as (
        delete from rialto_job j using unnest($4::uuid[], $5::uuid[], $6::int[]) as d(tenant_id, id, attempts)
        where j.tenant_id = d.tenant_id and j.id = d.id and j.attempts = d.attempts
      ), due as materialized (
        -- Once: as a subquery of the update it may be asked again for each row, and then lets more than its limit through.
        select tenant_id, id from rialto_job
        where kind = any($1) and due_at <= database_clock()
          and (lease_until is null or lease_until < database_clock()) and id <> all($5)
        order by due_at for update skip locked limit $3
      )
      update rialto_job j
      set lease_until = database_clock() + make_interval(secs => $2), attempts = j.attempts + 1
      from due where j.tenant_id = due.tenant_id and j.id = due.id
      returning j.tenant_id, j.id, j.kind, j.key, j.data, j.attempts`,
    values: [
      options.kinds,
      leaseSeconds,
      jobsMax,
      done.map((job) => job.tenant),
      done.map((job) => job.id),
      done.map((job) => job.attempts),
    ],
  })
  return claimed.rows.map((row) => ({ ...row, tenant: row.tenant_id }) as DueJob)
}

/** True when the job is done and can be deleted. */
async function attempt(options: JobOptions, job: DueJob): Promise<boolean> {
  try {
    await options.run(job)
    return true
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
    return false
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
