import type { Client } from 'pg'

/** Catalogues whose rows belong to a relation, with the column that names it. */
const partsOfRelations = [
  ['pg_attribute', 'attrelid'],
  ['pg_attrdef', 'adrelid'],
  ['pg_constraint', 'conrelid'],
  ['pg_description', 'objoid'],
  ['pg_index', 'indrelid'],
  ['pg_policy', 'polrelid'],
  ['pg_rewrite', 'ev_class'],
  ['pg_trigger', 'tgrelid'],
] as const

const foreignNamesSql = `with written as (
    select relname as name, xmin from pg_class where relnamespace = 'rialto'::regnamespace
    union all
    select proname, xmin from pg_proc where pronamespace = 'rialto'::regnamespace
    union all
    select typname, xmin from pg_type where typnamespace = 'rialto'::regnamespace and typtype in ('d', 'e', 'r')
    ${partsOfRelations
      .map(
        ([catalogue, column]) => `union all
    select c.relname, p.xmin from ${catalogue} p join pg_class c on c.oid = p.${column}
    where c.relnamespace = 'rialto'::regnamespace`,
      )
      .join('\n    ')}
  )
  select distinct name::text as name from written
  where xmin = pg_current_xact_id()::xid and not starts_with(name::text, $1)
  order by name`

/**
 * What this transaction made or changed in the product's schema under another beginning: a row of PostgreSQL's catalogue
 * carries the transaction that wrote it.
 */
export async function foreignNames(client: Client, prefix: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(foreignNamesSql, [prefix])
  return rows.map((row) => row.name)
}
