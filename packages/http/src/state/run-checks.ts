import type { BookCheck, Ctx, Job, Service } from '@rialto/core'
import { statement } from '@rialto/postgres'

const everySeconds = 3_600
/** What could not be checked, because another service was just away, is tried again soon. */
const againSeconds = 60
const unchecked = 'It could not be checked: '
/** A rule that was not checked for so long is trouble itself. */
export const staleSeconds = 3 * everySeconds
/** A broken rule breaks it in thousands of rows: so many are told. */
const problemsMax = 10
const charactersMax = 600
const statementSecondsMax = 20

// Nobody waits for a check. It may read more than a request does, and whole tables (ADR 0021).
const patientSql = statement(
  'checks_set_patience',
  `select set_config('statement_timeout', '${statementSecondsMax}s', true), set_config('enable_seqscan', 'on', true),
     set_config('enable_hashjoin', 'on', true), set_config('enable_mergejoin', 'on', true)`,
)

/** The table of a service where its checks say when they ran and what they found. */
export function checkTable(service: string): string {
  return `${service.replace(/-service$/, '').replaceAll('-', '_')}_check`
}

/** Checks the rules of a service every hour, and keeps what was found. */
export function checkJob(service: Service): Job {
  const name = service.name.replace(/-service$/, '')
  const saveSql = statement(
    `checks_save_${name}`,
    `insert into ${checkTable(service.name)} (tenant_id, name, ran_at, problems)
     values (tenant(), $1, clock_timestamp(), $2)
     on conflict (tenant_id, name) do update set ran_at = excluded.ran_at, problems = excluded.problems`,
  )
  return {
    kind: `${name}.check_books`,
    everySeconds,
    run: async (_job, ctx) => {
      for (const check of service.checks) {
        const problems = await problemsOf(check, ctx)
        await ctx.sql.query(saveSql, [check.name, JSON.stringify(problems)])
        if (problems.length === 0) continue
        const found = { op: `${name}.check_books`, code: 'RULE_BROKEN', check: check.name, problems }
        ctx.log.error('what must hold does not hold', found)
        if (problems[0]?.startsWith(unchecked)) await ctx.tx((tx) => tx.schedule(again(name)))
      }
    },
  }
}

/** One for each minute, however many runs and rules ask for it. */
function again(name: string) {
  const key = `again ${Math.floor(Date.now() / (againSeconds * 1_000))}`
  return { kind: `${name}.check_books`, key, dueInSeconds: againSeconds, data: null }
}

/** What is wrong with a rule. One that cannot be checked is not known to hold: that is a problem too. */
async function problemsOf(check: BookCheck, ctx: Ctx): Promise<string[]> {
  try {
    const found = 'find' in check ? await check.find(ctx) : await rowsOf(check, ctx)
    const told = found.slice(0, problemsMax).map((problem) => problem.slice(0, charactersMax))
    return found.length > problemsMax ? [...told, `and ${found.length - problemsMax} more`] : told
  } catch (error) {
    return [`${unchecked}${String(error)}`.slice(0, charactersMax)]
  }
}

function rowsOf(check: BookCheck & { statement: unknown }, ctx: Ctx): Promise<string[]> {
  return ctx.tx(async (tx) => {
    await tx.query(patientSql)
    return (await tx.query<{ problem: string }>(check.statement as never)).map(({ problem }) => problem)
  })
}
