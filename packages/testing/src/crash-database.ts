import pg from 'pg'

/**
 * Kills a process of PostgreSQL that serves somebody on this database. PostgreSQL cannot know what it left in the shared
 * memory, so it ends all connections at once and recovers from its log, as after a power cut.
 */
export async function crashDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'rialto-test' })
  // The crash ends this connection too.
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' limit 1`,
  )
  const [victim] = rows
  if (victim) process.kill(victim.pid, 'SIGKILL')
  await client.end().catch(() => {})
}
