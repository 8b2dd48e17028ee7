import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Reason } from '../model/row-problem.ts'

export type ImportFormat = 'jsonl' | 'shopify-csv'
export type ImportState = 'waiting' | 'running' | 'interrupted' | 'done'

export type ProductImport = {
  id: string
  vendorId: string
  name: string
  format: ImportFormat
  currency: string
  warehouse: string | null
  state: ImportState
  rowsStored: number
  rowsDone: number
  rowsChanged: number
  rowsRejected: number
  digest: string
  problem: string | null
  createdAt: Date
  finishedAt: Date | null
}

const columns = `i.id, i.vendor_id as "vendorId", i.name, i.format, i.currency, i.warehouse, i.state,
  i.rows_stored as "rowsStored", i.rows_done as "rowsDone", i.rows_changed as "rowsChanged",
  i.rows_rejected as "rowsRejected", i.digest, i.problem, i.created_at as "createdAt", i.finished_at as "finishedAt"`

const insertImportSql = statement(
  'product_insert_import',
  `insert into product_import as i (tenant_id, id, vendor_id, name, format, currency, warehouse, state, created_by)
   values (tenant(), $1, $2, $3, $4, $5, $6, 'waiting', $7) returning ${columns}`,
)
const findImportSql = statement(
  'product_find_import',
  `select ${columns} from product_import i where i.tenant_id = tenant() and i.id = $1
     and ($2::uuid is null or i.vendor_id = $2)`,
)
const listImportsSql = statement(
  'product_list_imports',
  `select ${columns} from product_import i where i.tenant_id = tenant() and i.id < $1
     and ($2::uuid is null or i.vendor_id = $2) order by i.id desc limit $3`,
)
const startImportSql = statement(
  'product_start_import',
  `update product_import set state = 'running', problem = null
   where tenant_id = tenant() and id = $1 and state <> 'done'`,
)
// Two senders of one import: the second to store a batch finds that it has moved on, and stops (INV-6).
const storeRowsSql = statement(
  'product_store_import_rows',
  `update product_import set rows_stored = $3, rows_changed = rows_changed + $4, rows_rejected = rows_rejected + $5
   where tenant_id = tenant() and id = $1 and rows_stored = $2 returning id`,
)
const completeRowsSql = statement(
  'product_complete_import_rows',
  `update product_import set rows_done = $3, digest = $4
   where tenant_id = tenant() and id = $1 and rows_done = $2 and rows_stored >= $3 returning id`,
)
const endImportSql = statement(
  'product_end_import',
  `update product_import i set state = $2, problem = $3,
     finished_at = case when $2 = 'done' then clock_timestamp() end
   where i.tenant_id = tenant() and i.id = $1 and i.state <> 'done' returning ${columns}`,
)
const insertRejectionsSql = statement(
  'product_insert_rejections',
  `insert into product_import_rejection (tenant_id, import_id, line, external_id, reason, problems)
   select tenant(), $1, r.line, r."externalId", r.reason, r.problems
   from jsonb_to_recordset($2::jsonb) r (line integer, "externalId" text, reason text, problems jsonb)
   on conflict do nothing`,
)
const listRejectionsSql = statement(
  'product_list_rejections',
  `select line, external_id as "externalId", reason, problems from product_import_rejection
   where tenant_id = tenant() and import_id = $1 and line > $2 order by line limit $3`,
)
const findMarksSql = statement(
  'product_find_import_marks',
  `select external_id as "externalId", digest from product_import_mark
   where tenant_id = tenant() and vendor_id = $1 and external_id = any($2)`,
)
const saveMarksSql = statement(
  'product_save_import_marks',
  `insert into product_import_mark as m (tenant_id, vendor_id, external_id, digest)
   select tenant(), $1, r."externalId", r.digest from jsonb_to_recordset($2::jsonb) r ("externalId" text, digest text)
   order by r."externalId"
   on conflict (tenant_id, vendor_id, external_id) do update set digest = excluded.digest
   where m.digest <> excluded.digest`,
)

export type NewImport = Pick<
  ProductImport,
  'id' | 'vendorId' | 'name' | 'format' | 'currency' | 'warehouse'
> & { createdBy: string }

export async function insertImport(sql: Sql, one: NewImport): Promise<ProductImport> {
  const values = [one.id, one.vendorId, one.name, one.format, one.currency, one.warehouse, one.createdBy]
  const [row] = await sql.query<ProductImport>(insertImportSql, values)
  if (!row) throw new Error('An inserted import cannot be read')
  return row
}

/** With a vendor, only an import of that vendor is found. */
export async function findImport(
  sql: Sql,
  id: string,
  vendorId: string | null,
): Promise<ProductImport | undefined> {
  const [row] = await sql.query<ProductImport>(findImportSql, [id, vendorId])
  return row
}

export function listImports(
  sql: Sql,
  vendorId: string | null,
  page: { before: string; limit: number },
): Promise<ProductImport[]> {
  return sql.query(listImportsSql, [page.before, vendorId, page.limit])
}

export async function startImport(sql: Sql, id: string): Promise<void> {
  await sql.query(startImportSql, [id])
}

export type Rejection = { line: number; externalId: string | null } & Reason

/** Notes that rows up to `to` are stored. False when somebody else was faster. */
export async function storeRows(
  sql: Sql,
  id: string,
  step: { from: number; to: number; changed: number; rejections: readonly Rejection[] },
): Promise<boolean> {
  const values = [id, step.from, step.to, step.changed, step.rejections.length]
  const moved = await sql.query(storeRowsSql, values)
  if (moved.length === 0) return false
  if (step.rejections.length > 0) await sql.query(insertRejectionsSql, [id, JSON.stringify(step.rejections)])
  return true
}

export type Mark = { externalId: string; digest: string }

/** Notes that rows up to `to` are complete, with prices and stock. False when somebody else was faster. */
export async function completeRows(
  sql: Sql,
  one: Pick<ProductImport, 'id' | 'vendorId'>,
  step: { from: number; to: number; digest: string; marks: readonly Mark[] },
): Promise<boolean> {
  if (step.marks.length > 0) await sql.query(saveMarksSql, [one.vendorId, JSON.stringify(step.marks)])
  const moved = await sql.query(completeRowsSql, [one.id, step.from, step.to, step.digest])
  return moved.length === 1
}

export async function endImport(
  sql: Sql,
  id: string,
  end: { state: 'done' | 'interrupted'; problem: string | null },
): Promise<ProductImport | undefined> {
  const [row] = await sql.query<ProductImport>(endImportSql, [id, end.state, end.problem])
  return row
}

export function listRejections(
  sql: Sql,
  importId: string,
  page: { after: number; limit: number },
): Promise<Rejection[]> {
  return sql.query(listRejectionsSql, [importId, page.after, page.limit])
}

/** The digests of the rows that were applied last, by external id. */
export async function findMarks(
  sql: Sql,
  vendorId: string,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await sql.query<Mark>(findMarksSql, [vendorId, externalIds])
  return new Map(rows.map((row) => [row.externalId, row.digest]))
}
