import { randomUUID } from 'node:crypto'
import { type Ask, check, everywhereCheck } from './reading.ts'

/** Tables of a tenant, without partitions: nobody reads those but through their parent. */
const tenantTables = `pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
  where c.relnamespace = 'rialto'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`

export const databaseChecks = [
  everywhereCheck(
    'row-level security is on for every table of a tenant, for its owner too',
    `select format('%s: row security %s, forced %s', c.relname, c.relrowsecurity, c.relforcerowsecurity) as problem
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where c.relnamespace = 'rialto'::regnamespace and c.relkind in ('r', 'p')
       and not (c.relrowsecurity and c.relforcerowsecurity)`,
  ),
  check('a stranger among the marketplaces sees no row of any table', async (reading) => {
    const problems: string[] = []
    for (const ask of reading.databases) problems.push(...(await strangersRows(ask)))
    return problems
  }),
  everywhereCheck(
    'no two statements ever waited for each other',
    `select format('%s deadlocks', deadlocks) as problem
     from pg_stat_database where datname = current_database() and deadlocks > 0`,
  ),
]

/** Looks into all tables as the role that serves requests, for a marketplace that does not exist. */
async function strangersRows(ask: Ask): Promise<string[]> {
  const tables = await ask<{ name: string }>(`select c.relname as name from ${tenantTables} order by 1`)
  const looks = tables.map(({ name }) => `select '${name}' as name where exists (select from rialto.${name})`)
  if (looks.length === 0) return []
  await ask(`select set_config('role', 'rialto_app', true)`)
  await ask(`select set_config('rialto.tenant', '${randomUUID()}', true)`)
  const open = await ask<{ name: string }>(looks.join(' union all '))
  await ask(`select set_config('role', 'rialto_system', true)`)
  return open.map(({ name }) => `${name} shows rows of other marketplaces`)
}
