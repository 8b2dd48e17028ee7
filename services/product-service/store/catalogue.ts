import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { FieldDefinition } from '../model/fields.ts'
import type { LocalText } from '../model.ts'

const definitionColumns = 'key, place, kind, label, units, choices, version'

const findDefinitionsSql = statement(
  'product_find_definitions',
  `select ${definitionColumns} from product_attribute where tenant_id = tenant() and key = any($1)`,
)
const listDefinitionsSql = statement(
  'product_list_definitions',
  `select ${definitionColumns} from product_attribute
   where tenant_id = tenant() and key > $1 and ($2::text[] is null or key = any($2)) order by key limit $3`,
)
const allDefinitionsSql = statement(
  'product_all_definitions',
  `select ${definitionColumns} from product_attribute where tenant_id = tenant()`,
)
const insertDefinitionSql = statement(
  'product_insert_definition',
  `insert into product_attribute (tenant_id, key, place, kind, label, units, choices)
   values (tenant(), $1, $2, $3, $4, $5, $6) on conflict do nothing returning ${definitionColumns}`,
)
const updateDefinitionSql = statement(
  'product_update_definition',
  `update product_attribute set label = coalesce($3, label), version = version + 1,
     units = units || array(select u from unnest($4::text[]) u where u <> all (units)),
     choices = choices || array(select c from unnest($5::text[]) c where c <> all (choices))
   where tenant_id = tenant() and key = $1 and version = $2 returning ${definitionColumns}`,
)
const learnDefinitionsSql = statement(
  'product_learn_definitions',
  `insert into product_attribute as a (tenant_id, key, place, kind, label, units)
   select tenant(), r.key, r.place, r.kind, r.label, r.units
   from jsonb_to_recordset($1::jsonb) r (key text, place text, kind text, label jsonb, units text[])
   order by r.key
   on conflict (tenant_id, key) do update set version = a.version + 1,
     units = a.units || array(select u from unnest(excluded.units) u where u <> all (a.units))
   where a.kind = 'number' and not excluded.units <@ a.units`,
)
const findBrandsSql = statement(
  'product_find_brands',
  'select name from product_brand where tenant_id = tenant() and lower(name) = any($1)',
)
const allBrandsSql = statement(
  'product_all_brands',
  'select name from product_brand where tenant_id = tenant()',
)
const listBrandsSql = statement(
  'product_list_brands',
  `select id, name from product_brand where tenant_id = tenant() and lower(name) > $1 order by lower(name) limit $2`,
)
const insertBrandsSql = statement(
  'product_insert_brands',
  `insert into product_brand (tenant_id, id, name)
   select tenant(), r.id, r.name from jsonb_to_recordset($1::jsonb) r (id uuid, name text) order by lower(r.name)
   on conflict (tenant_id, lower(name)) do nothing returning id, name`,
)
const findPolicySql = statement(
  'product_find_policy',
  `select vendors_extend_catalogue as "vendorsExtendCatalogue", vendors_publish as "vendorsPublish", version
   from product_policy where tenant_id = tenant()`,
)
const savePolicySql = statement(
  'product_save_policy',
  `insert into product_policy as p (tenant_id, vendors_extend_catalogue, vendors_publish, version)
   select tenant(), $2, $3, $1 + 1 where $1 = 1 or exists (select from product_policy where tenant_id = tenant())
   on conflict (tenant_id) do update set vendors_extend_catalogue = excluded.vendors_extend_catalogue,
     vendors_publish = excluded.vendors_publish, version = excluded.version
   where p.version = $1
   returning vendors_extend_catalogue as "vendorsExtendCatalogue", vendors_publish as "vendorsPublish", version`,
)

export function findDefinitions(sql: Sql, keys: readonly string[]) {
  return sql.query<FieldDefinition>(findDefinitionsSql, [keys])
}

export function allDefinitions(sql: Sql) {
  return sql.query<FieldDefinition>(allDefinitionsSql)
}

export function listDefinitions(
  sql: Sql,
  page: { after: string; keys: readonly string[] | null; limit: number },
) {
  return sql.query<FieldDefinition>(listDefinitionsSql, [page.after, page.keys, page.limit])
}

export async function insertDefinition(sql: Sql, definition: Omit<FieldDefinition, 'version'>) {
  const { key, place, kind, label, units, choices } = definition
  const values = [key, place, kind, JSON.stringify(label), units, choices]
  const [row] = await sql.query<FieldDefinition>(insertDefinitionSql, values)
  return row
}

export async function updateDefinition(
  sql: Sql,
  change: {
    key: string
    version: number
    label: LocalText | undefined
    units: readonly string[]
    choices: readonly string[]
  },
) {
  const label = change.label ? JSON.stringify(change.label) : null
  const values = [change.key, change.version, label, change.units, change.choices]
  const [row] = await sql.query<FieldDefinition>(updateDefinitionSql, values)
  return row
}

/** Adds definitions and units that an import brings. Whoever was first decides the kind. */
export async function learnDefinitions(sql: Sql, definitions: readonly FieldDefinition[]): Promise<void> {
  await sql.query(learnDefinitionsSql, [JSON.stringify(definitions)])
}

/** The spelling of brands that are known, by their name in lower case. */
export async function findBrands(sql: Sql, names: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(findBrandsSql, [names.map((name) => name.toLowerCase())])
  return rows.map((row) => row.name)
}

export async function allBrands(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(allBrandsSql)
  return rows.map((row) => row.name)
}

export function listBrands(sql: Sql, after: string, limit: number) {
  return sql.query<{ id: string; name: string }>(listBrandsSql, [after, limit])
}

export function insertBrands(sql: Sql, brands: readonly { id: string; name: string }[]) {
  return sql.query<{ id: string; name: string }>(insertBrandsSql, [JSON.stringify(brands)])
}

export type Policy = { vendorsExtendCatalogue: boolean; vendorsPublish: boolean; version: number }

/** Without a row, vendors may do neither. */
export async function findPolicy(sql: Sql): Promise<Policy> {
  const [row] = await sql.query<Policy>(findPolicySql)
  return row ?? { vendorsExtendCatalogue: false, vendorsPublish: false, version: 1 }
}

/** Undefined when somebody else changed it since. */
export async function savePolicy(sql: Sql, policy: Policy): Promise<Policy | undefined> {
  const values = [policy.version, policy.vendorsExtendCatalogue, policy.vendorsPublish]
  const [row] = await sql.query<Policy>(savePolicySql, values)
  return row
}
