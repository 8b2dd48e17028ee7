import type { Ctx, Sql, Statement } from '@rialto/core'
import { statement } from '../statement.ts'
import type { Finding } from './finding.ts'
import { judgePlan, type PlanNode, type TableFacts, type Tables } from './plans.ts'
import { examineServer } from './server.ts'
import { bareReferences, tiredTables } from './tables.ts'

/** Outbox, inbox, keys and jobs: every service has them in its database. */
const platformPrefix = 'rialto_'

const readTables = statement(
  'rialto_doctor_facts',
  `select c.relname as table, greatest(c.reltuples, s.n_live_tup)::float8 as rows,
     array(select a.attname::text from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
     coalesce((select jsonb_agg(array(
         select a.attname::text from unnest(i.indkey::int2[]) with ordinality k(attnum, n)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum order by k.n))
       from pg_index i where i.indrelid = c.oid and i.indisvalid and i.indexprs is null), '[]') as indexes
   from pg_class c left join pg_stat_user_tables s on s.relid = c.oid
   where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')`,
  'by values',
)

/** Sessions of the product never read a table whole where an index could be walked; that would hide the missing index. */
const chooseFreely = `select set_config('enable_seqscan', 'on', true), set_config('enable_hashjoin', 'on', true),
  set_config('enable_mergejoin', 'on', true)`

/**
 * Examines what a service has in its database: the references of its tables, what vacuum has left, and the plan of each
 * of its statements as PostgreSQL would choose it freely, for whatever values. Nothing is run but EXPLAIN.
 */
export async function examine(
  ctx: Pick<Ctx, 'sql' | 'tx'>,
  what: { prefix: string; statements: readonly Statement[] },
): Promise<Finding[]> {
  const { sql } = ctx
  const tables = await factsOf(sql)
  const findings = [
    ...(await bareReferences(sql, what.prefix)),
    ...(await tiredTables(sql, [what.prefix, platformPrefix])),
    ...(await examineServer(sql)),
  ]
  for (const one of what.statements) {
    const plan = await planOf(ctx, one)
    if (plan) findings.push(...judgePlan(one.name, plan, tables))
  }
  return findings
}

async function factsOf(sql: Sql): Promise<Tables> {
  const rows = await sql.query<TableFacts & { table: string }>(readTables)
  return new Map(rows.map(({ table, ...facts }) => [table, facts]))
}

/** The plan of a statement; undefined where PostgreSQL cannot say one. */
async function planOf(ctx: Pick<Ctx, 'tx'>, { text }: Statement): Promise<PlanNode | undefined> {
  if (!/^\s*(select|with|insert|update|delete)\b/i.test(text)) return undefined
  try {
    // Without a name they are not kept: nobody asks for them again.
    const rows = await ctx.tx(async (tx) => {
      await tx.query({ name: '', text: chooseFreely })
      return tx.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>({
        name: '',
        text: `explain (generic_plan, format json) ${text}`,
      })
    })
    return rows[0]?.['QUERY PLAN'][0]?.Plan
  } catch (error) {
    // A statement of another role, such as one of the relay: this one may not even explain it.
    if ((error as { code?: string }).code?.startsWith('42')) return undefined
    throw error
  }
}
