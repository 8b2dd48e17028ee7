import pg from 'pg'
import { type Cluster, connectionsOf } from './cluster.ts'

const templatesMax = 12

/** Drops the databases of tests that were killed, and all but the newest templates. Not while somebody is testing. */
export async function removeLeftovers(cluster: Cluster): Promise<void> {
  if ((await connectionsOf(cluster)) > 0) return
  const client = new pg.Client({ connectionString: cluster.adminUrl, application_name: 'rialto-test-keeper' })
  await client.connect()
  try {
    const found = await client.query<{ name: string }>(
      `select datname as name from pg_database where datname like 'test\\_%'
       union all
       (select datname from pg_database where datname like 'template\\_%' order by oid desc offset $1)`,
      [templatesMax],
    )
    for (const { name } of found.rows) await client.query(`drop database if exists "${name}" with (force)`)
  } finally {
    await client.end()
  }
}
