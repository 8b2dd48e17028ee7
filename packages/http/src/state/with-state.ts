import { feature, ok, type Service, type Sql, stateOf } from '@rialto/core'
import { statement } from '@rialto/postgres'
import { checkJob, checkTable, staleSeconds } from './run-checks.ts'

/** How far a reader of events is behind. */
export type ReaderLag = {
  readonly reader: string
  readonly behindEvents: number | null
  readonly behindSeconds: number | null
}

/** Who is further behind than this does not keep up. */
const lateSeconds = 60

type Figure = { name: string; count: number; oldestSeconds: number | null; isTrouble: boolean }
type Ran = { name: string; ranAt: Date; problems: string[]; isStale: boolean }

/**
 * The service with one endpoint more, which tells how it is doing, and one job more when there are rules to check.
 * `lags` answers for all readers of this process.
 */
export function withState(service: Service, lags: () => Promise<readonly ReaderLag[]>): Service {
  const consumers = new Set(service.consumers.map(({ name }) => name))
  const relay = new RegExp(`^relay .*\\b${service.name}\\b`)
  const findRan = findRanSql(service)
  const look = feature(stateOf(service.name), async (_input, ctx) => {
    const readers = await lags()
    const ran = new Map((await listRan(ctx.sql, findRan)).map((one) => [one.name, one]))
    return ok({
      service: service.name,
      readers: readers
        .filter(({ reader }) => consumers.has(reader) || relay.test(reader))
        .map((lag) => ({ ...lag, isTrouble: (lag.behindSeconds ?? 0) > lateSeconds })),
      figures: service.vitals ? await ctx.sql.query<Figure>(service.vitals) : [],
      checks: service.checks.map(({ name, sentence }) => ({ name, sentence, ...showRan(ran.get(name)) })),
    })
  })
  const jobs = service.checks.length > 0 ? [...service.jobs, checkJob(service)] : service.jobs
  return { ...service, jobs, features: [...service.features, look] }
}

function findRanSql(service: Service) {
  if (service.checks.length === 0) return null
  return statement(
    `checks_find_${service.name}`,
    `select name, ran_at as "ranAt", problems, ran_at < clock_timestamp() - make_interval(secs => ${staleSeconds}) as "isStale"
     from ${checkTable(service.name)} where tenant_id = tenant()`,
  )
}

async function listRan(sql: Sql, find: ReturnType<typeof findRanSql>): Promise<Ran[]> {
  return find ? sql.query<Ran>(find) : []
}

function showRan(ran: Ran | undefined) {
  if (!ran) return { ranAt: null, problems: [], isTrouble: false }
  const { ranAt, problems, isStale } = ran
  return { ranAt: ranAt.toISOString(), problems, isTrouble: isStale || problems.length > 0 }
}
