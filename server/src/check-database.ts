import type { Database } from '@rialto/postgres'
import { StartError } from './start-error.ts'

const versionMin = 180_000

/**
 * Refuses a database on which row-level security would not hold (spine 8): the version, the three roles, and a login
 * that is neither superuser nor may pass the policies.
 */
export async function checkDatabase(database: Database): Promise<void> {
  const { rows } = await database.app.query<{ version: number; superuser: boolean; role: string }>(
    `select current_setting('server_version_num')::int as version, current_user::text as role,
       (select rolsuper or rolbypassrls from pg_roles where rolname = session_user) as superuser`,
  )
  const [row] = rows
  if (!row || row.version < versionMin) {
    throw new StartError('DATABASE_URL names a PostgreSQL older than 18. Use PostgreSQL 18 or later.')
  }
  if (row.role !== 'rialto_app') {
    throw new StartError(
      'DATABASE_URL: the login cannot become rialto_app. Run packages/postgres/roles.sql as superuser.',
    )
  }
  if (row.superuser) {
    throw new StartError(
      'DATABASE_URL names a superuser or a role with BYPASSRLS: marketplaces would see each other. Use the login that packages/postgres/roles.sql makes.',
    )
  }
}
