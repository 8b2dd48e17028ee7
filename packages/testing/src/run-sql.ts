import pg from 'pg'

/**
 * Runs statements on a database as one of its roles: for what no client of the product may do, such as planting a bug.
 * `rialto_owner` owns the tables, `rialto_system` the functions.
 */
export async function runSql(
  url: string,
  role: 'rialto_owner' | 'rialto_system',
  statements: readonly string[],
): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'rialto-test' })
  await client.connect()
  try {
    await client.query(`set role ${role}`)
    await client.query('set search_path = rialto, public')
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
