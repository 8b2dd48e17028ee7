import { besideSchema, cellSchema } from '@rialto/postgres'
import type { Pool, PoolClient } from 'pg'
import { quoted } from '../reader.ts'

/** Makes empty twins of tables beside the cell, open to the roles as their models are. Leftovers are dropped. */
export async function makeBeside(pool: Pool, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const [model, twin] = [`${cellSchema}.${quoted(table)}`, `${besideSchema}.${quoted(table)}`]
    await pool.query(
      `begin;
       drop table if exists ${twin};
       create table ${twin} (like ${model} including all);
       alter table ${twin} enable row level security, force row level security;
       create policy tenant on ${twin} to rialto_app using (tenant_id = (select ${cellSchema}.tenant()));
       create policy system on ${twin} to rialto_system using (true) with check (true);
       grant select, insert, update, delete on ${twin} to rialto_app;
       commit`,
    )
  }
}

export async function dropBeside(pool: Pool, tables: readonly string[]): Promise<void> {
  for (const table of tables) await pool.query(`drop table if exists ${besideSchema}.${quoted(table)}`)
}

type Column = { name: string; is_key: boolean; is_generated: boolean }

/**
 * Makes a table equal to its twin, in the caller's transaction: rows that are gone, new or different are written, equal
 * ones are left alone. Answers how many. Readers see all of it at once with the commit, and never wait.
 */
export async function takeOver(client: PoolClient, table: string): Promise<number> {
  const { rows } = await client.query<Column>(
    `select a.attname as name, a.attgenerated <> '' as is_generated,
       a.attnum = any (coalesce(i.indkey::int2[], '{}')) as is_key
     from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [`${cellSchema}.${quoted(table)}`],
  )
  const names = (columns: readonly Column[]) => columns.map((column) => quoted(column.name))
  const key = names(rows.filter((column) => column.is_key))
  const written = names(rows.filter((column) => !column.is_generated))
  const rest = written.filter((name) => !key.includes(name))
  if (key.length === 0) throw new Error(`The projection ${table} has no primary key`)
  const [model, twin] = [`${cellSchema}.${quoted(table)}`, `${besideSchema}.${quoted(table)}`]
  const gone = await client.query(
    `delete from ${model} l where not exists (
       select from ${twin} b where ${key.map((name) => `b.${name} = l.${name}`).join(' and ')})`,
  )
  const change =
    rest.length === 0
      ? 'do nothing'
      : `do update set ${rest.map((name) => `${name} = excluded.${name}`).join(', ')}
         where (${rest.map((name) => `l.${name}`).join(', ')})
           is distinct from (${rest.map((name) => `excluded.${name}`).join(', ')})`
  const put = await client.query(
    `insert into ${model} as l (${written.join(', ')}) overriding system value
     select ${written.join(', ')} from ${twin} on conflict (${key.join(', ')}) ${change}`,
  )
  return (gone.rowCount ?? 0) + (put.rowCount ?? 0)
}
