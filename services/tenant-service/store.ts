import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

export type Tenant = { tenantId: string; slug: string; name: string; status: 'active' | 'suspended' }

const columns = `id as "tenantId", slug, name, status`
const insertTenantSql = statement(
  'tenant_insert_tenant',
  `insert into tenant_tenant (tenant_id, id, slug, name) values (tenant(), $1, $2, $3)
   on conflict (tenant_id, slug) do nothing returning ${columns}`,
)
const findTenantSql = statement(
  'tenant_find_tenant',
  `select ${columns} from tenant_tenant where tenant_id = tenant() and slug = $1`,
)
const listTenantsSql = statement(
  'tenant_list_tenants',
  `select ${columns} from tenant_tenant where tenant_id = tenant() and slug > $1 order by slug limit $2`,
)

export async function insertTenant(
  sql: Sql,
  tenant: { id: string; slug: string; name: string },
): Promise<Tenant | undefined> {
  const [row] = await sql.query<Tenant>(insertTenantSql, [tenant.id, tenant.slug, tenant.name])
  return row
}

export async function findTenant(sql: Sql, slug: string): Promise<Tenant | undefined> {
  const [row] = await sql.query<Tenant>(findTenantSql, [slug])
  return row
}

export function listTenants(sql: Sql, afterSlug: string, limit: number): Promise<Tenant[]> {
  return sql.query(listTenantsSql, [afterSlug, limit])
}
