import type { Sql } from '@rialto/core'
import { statement } from '../statement.ts'
import { type Finding, indexOn } from './finding.ts'

const deadRowsMin = 10_000
const deadShareMax = 0.2
const unanalyzedRowsMin = 10_000

// An index serves a reference when the first of its columns are the reference's, in whatever order.
const findBare = statement(
  'rialto_doctor_references',
  `select c.conrelid::regclass::text as table, c.confrelid::regclass::text as target,
     array(select a.attname::text from unnest(c.conkey) with ordinality k(attnum, n)
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum order by k.n) as columns
   from pg_constraint c
   where c.contype = 'f' and c.connamespace = current_schema()::regnamespace
     and starts_with(c.conrelid::regclass::text, $1)
     and not exists (
       select from pg_index i where i.indrelid = c.conrelid and i.indisvalid and i.indpred is null
         and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
   order by 1`,
  'by values',
)
const findTables = statement(
  'rialto_doctor_tables',
  `select s.relname as table, s.n_dead_tup::float8 as dead, s.n_live_tup::float8 as live,
     s.last_analyze is null and s.last_autoanalyze is null as "isUnknown"
   from pg_stat_user_tables s where s.schemaname = current_schema() and exists (select from unnest($1::text[]) p where starts_with(s.relname, p)) order by 1`,
  'by values',
)

type BareRow = { table: string; target: string; columns: string[] }
type TableRow = { table: string; dead: number; live: number; isUnknown: boolean }

/** References of the tables whose name begins so, that no index serves: each delete and each join reads the table. */
export async function bareReferences(sql: Sql, prefix: string): Promise<Finding[]> {
  const rows = await sql.query<BareRow>(findBare, [prefix])
  return rows.map(({ table, target, columns }) => ({
    code: 'REFERENCE_WITHOUT_INDEX',
    subject: table,
    sentence: `${table} refers to ${target} by ${columns.join(', ')} without an index: each change of ${target} reads all of ${table}; make the index.`,
    sql: indexOn(table, columns),
  }))
}

/** Tables that hold much that is dead, and those that PostgreSQL has never counted. */
export async function tiredTables(sql: Sql, prefixes: readonly string[]): Promise<Finding[]> {
  const rows = await sql.query<TableRow>(findTables, [prefixes])
  return rows.flatMap(({ table, dead, live, isUnknown }): Finding[] => {
    if (dead >= deadRowsMin && dead > (live + dead) * deadShareMax) {
      const share = Math.round((100 * dead) / (live + dead))
      return [
        {
          code: 'BLOAT',
          subject: table,
          sentence: `${share} % of the rows of ${table} are dead; vacuum it, and end transactions that stay open if that does not help.`,
          sql: `vacuum (analyze) ${table}`,
        },
      ]
    }
    if (!isUnknown || live < unanalyzedRowsMin) return []
    return [
      {
        code: 'STALE_STATISTICS',
        subject: table,
        sentence: `PostgreSQL has never counted ${table} and guesses its plans; analyze it, and see that autovacuum is on.`,
        sql: `analyze ${table}`,
      },
    ]
  })
}
