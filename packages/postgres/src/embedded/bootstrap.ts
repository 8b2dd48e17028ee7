import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { asAccount } from './account.ts'
import { systemCode } from './fault.ts'
import { plainEnvironment } from './initialise.ts'
import type { Location } from './location.ts'

export const databaseName = 'rialto'
export const loginName = 'rialto'
const extensions = ['ltree', 'pg_trgm', 'unaccent']

/** The script that makes the roles; the same one that people run on their own database. */
export function rolesSql(): string {
  return readFileSync(new URL('../../roles.sql', import.meta.url), 'utf8')
}

export function adminUrl(location: Location, port: number, database = 'postgres'): string {
  return `postgres://postgres:${location.credentials.adminPassword}@127.0.0.1:${port}/${database}`
}

export function loginUrl(location: Location, port: number): string {
  return `postgres://${loginName}:${location.credentials.loginPassword}@127.0.0.1:${port}/${databaseName}`
}

/** Makes roles, database and extensions. Everything is repeatable, so a start that was killed half way heals. */
export async function bootstrap(location: Location, port: number): Promise<void> {
  await withClient(adminUrl(location, port), async (client) => {
    await client.query(rolesSql())
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName])
    if (known.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName} OWNER rialto_owner`)
    const role = await client.query('SELECT rolpassword IS NULL AS bare FROM pg_authid WHERE rolname = $1', [
      loginName,
    ])
    if (role.rows[0]?.bare === true || !(await isAccepted(loginUrl(location, port)))) {
      // A password cannot be a parameter of ALTER ROLE; ours is made of letters that need no quoting.
      await client.query(`ALTER ROLE ${loginName} PASSWORD '${location.credentials.loginPassword}'`)
    }
  })
  await withClient(adminUrl(location, port, databaseName), async (client) => {
    for (const extension of extensions) await client.query(`CREATE EXTENSION IF NOT EXISTS ${extension}`)
  })
}

/**
 * Teaches an existing cluster a new superuser password, with the server in single-user mode. Needed when the
 * file with the passwords was lost and the data were not.
 */
export function resetAdminPassword(location: Location): void {
  execFileSync(location.binaries.postgres, ['--single', '-D', location.dataDirectory, 'postgres'], {
    ...asAccount(location.account),
    cwd: location.dataDirectory,
    env: plainEnvironment(),
    input: `ALTER ROLE postgres PASSWORD '${location.credentials.adminPassword}'\n`,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
}

/** True when the server accepts the address's password. */
async function isAccepted(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('SELECT 1'))
    return true
  } catch (error) {
    if (isPasswordRefused(error)) return false
    throw error
  }
}

/** True for the fault of a server that knows another password. */
export function isPasswordRefused(error: unknown): boolean {
  return systemCode(error) === '28P01'
}

async function withClient<Value>(url: string, work: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
