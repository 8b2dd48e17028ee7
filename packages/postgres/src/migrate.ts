import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg, { type Client } from 'pg'
import { cellSchema } from './database.ts'
import { foreignNames } from './own-names.ts'

/** A folder with `migrations/*.sql` (each runs once) and `procedures/*.sql` (replaced when they change). */
export type MigrationSource = {
  readonly name: string
  readonly directory: string
  /** All that its files make or change in the schema must be named so; without it nobody looks. */
  readonly tablePrefix?: string
}

export type MigrationReport = { readonly migrations: string[]; readonly procedures: number }

const platform: MigrationSource = {
  name: 'platform',
  directory: fileURLToPath(new URL('..', import.meta.url)),
}

/** Errors of the statement itself, not of the connection or the server. */
const statementErrors = /^(0A|22|23|42)/

/** Thrown when a database cannot be used; the message says what to do. */
export class MigrationError extends Error {}

/**
 * Brings a database to the present schema: the platform's tables, then each service's, then procedures, then grants
 * and row-level security on every table. Safe to run at once by several processes: one does the work.
 */
export async function migrate(url: string, services: readonly MigrationSource[]): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString: url, application_name: 'rialto-migrate' })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('rialto migrate'))`)
    await prepareSchema(client)
    const applied: string[] = []
    const sources = [platform, ...services]
    for (const source of sources) applied.push(...(await applyMigrations(client, source)))
    let procedures = 0
    for (const source of sources) procedures += await applyProcedures(client, source)
    await protect(client)
    return { migrations: applied, procedures }
  } finally {
    await client.end()
  }
}

/** One hash over all migrations and procedures: the name of a test template, and of what a backup fits. */
export async function schemaHash(services: readonly MigrationSource[]): Promise<string> {
  const hash = createHash('sha256')
  for (const source of [platform, ...services]) {
    for (const folder of ['migrations', 'procedures']) {
      for (const file of await sqlFiles(source, folder))
        hash.update(`${source.name}/${file.name}\n${file.text}\n`)
    }
  }
  hash.update(await readFile(new URL('./protect.sql', import.meta.url), 'utf8'))
  return hash.digest('hex').slice(0, 16)
}

async function prepareSchema(client: Client): Promise<void> {
  await client.query('set role rialto_owner')
  await client.query(`create schema if not exists ${cellSchema}`)
  await client.query(`grant usage on schema ${cellSchema} to rialto_app, rialto_system`)
  await client.query(`grant create on schema ${cellSchema} to rialto_system`)
  await client.query(`set search_path = ${cellSchema}, public`)
  await client.query(`create table if not exists rialto_migration (
    source text not null, name text not null, hash text not null, applied_at timestamptz not null default now(),
    primary key (source, name))`)
  await client.query(`comment on table rialto_migration is 'no tenant: what was applied to this database'`)
}

async function applyMigrations(client: Client, source: MigrationSource): Promise<string[]> {
  const applied: string[] = []
  for (const file of await sqlFiles(source, 'migrations')) {
    const known = await client.query<{ hash: string }>(
      'select hash from rialto_migration where source = $1 and name = $2',
      [source.name, file.name],
    )
    if (known.rows[0]?.hash === file.hash) continue
    if (known.rows[0]) {
      throw new MigrationError(
        `The migration ${source.name}/${file.name} was changed after it was applied. Add a new migration instead.`,
      )
    }
    await inTransaction(client, async () => {
      await runFile(client, source, file)
      await client.query('insert into rialto_migration (source, name, hash) values ($1, $2, $3)', [
        source.name,
        file.name,
        file.hash,
      ])
    })
    applied.push(`${source.name}/${file.name}`)
  }
  return applied
}

/** Procedures belong to `rialto_system`, so that they pass row-level security by its policy (spine 8). */
async function applyProcedures(client: Client, source: MigrationSource): Promise<number> {
  const files = await sqlFiles(source, 'procedures')
  if (files.length === 0) return 0
  await inTransaction(client, async () => {
    await client.query('set local role rialto_system')
    for (const file of files) await runFile(client, source, file)
  })
  return files.length
}

/** A service's own files were tested; those of an extension are held to its prefix, and told by name when they fail. */
async function runFile(client: Client, source: MigrationSource, file: { name: string; text: string }) {
  if (source.tablePrefix === undefined) return client.query(file.text)
  try {
    await client.query(file.text)
  } catch (error) {
    if (!statementErrors.test(String((error as { code?: string }).code))) throw error
    throw new MigrationError(
      `${source.name}: ${file.name} failed: ${(error as Error).message}. Correct it.`,
      {
        cause: error,
      },
    )
  }
  const names = await foreignNames(client, source.tablePrefix)
  if (names.length === 0) return
  throw new MigrationError(
    `${source.name}: ${file.name} makes or changes ${names.join(', ')}. Names of what it makes must begin with "${source.tablePrefix}"; leave the rest alone.`,
  )
}

async function protect(client: Client): Promise<void> {
  const text = await readFile(new URL('./protect.sql', import.meta.url), 'utf8')
  await inTransaction(client, () => client.query(text))
}

async function inTransaction(client: Client, work: () => Promise<unknown>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function sqlFiles(source: MigrationSource, folder: string) {
  const directory = join(source.directory, folder)
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(directory, name), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex').slice(0, 32) }
    }),
  )
}
