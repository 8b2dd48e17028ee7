import { Client } from 'pg'

export type DatabaseCheck =
  | { ok: true; version: string }
  | {
      ok: false
      code: 'UNREACHABLE' | 'TOO_OLD' | 'NOT_UTF8' | 'TOO_MANY_RIGHTS' | 'ROLE_MISSING' | 'EXTENSION_MISSING'
      /** One sentence for people. */
      detail: string
    }

const versionNumberMin = 180_000
const roles = ['rialto_owner', 'rialto_app', 'rialto_system']
const extensions = ['ltree', 'pg_trgm', 'unaccent']
const connectSecondsMax = 10

type Facts = {
  version: string
  number: number
  encoding: string
  superuser: boolean
  bypass: boolean
  reachable: string[]
  installed: string[]
  trusted: string[]
}

/** Says whether Rialto can work on a database that a person brings, before anything is written to it. */
export async function checkDatabase(url: string): Promise<DatabaseCheck> {
  const facts = await readFacts(url)
  if (typeof facts === 'string') return { ok: false, code: 'UNREACHABLE', detail: facts }
  if (facts.number < versionNumberMin) {
    return refusal('TOO_OLD', `the server is PostgreSQL ${facts.version}, and 18 or newer is needed`)
  }
  if (facts.encoding !== 'UTF8')
    return refusal('NOT_UTF8', `the database is ${facts.encoding} and must be UTF8`)
  if (facts.superuser || facts.bypass) {
    return refusal(
      'TOO_MANY_RIGHTS',
      'the login passes by row-level security; use one from packages/postgres/roles.sql',
    )
  }
  const role = roles.find((name) => !facts.reachable.includes(name))
  if (role !== undefined) {
    return refusal(
      'ROLE_MISSING',
      `the login cannot become ${role}; run packages/postgres/roles.sql as administrator`,
    )
  }
  const extension = extensions.find(
    (name) => !facts.installed.includes(name) && !facts.trusted.includes(name),
  )
  if (extension !== undefined) {
    return refusal(
      'EXTENSION_MISSING',
      `the extension ${extension} is missing; run CREATE EXTENSION ${extension}`,
    )
  }
  return { ok: true, version: facts.version }
}

function refusal(code: Exclude<DatabaseCheck, { ok: true }>['code'], detail: string): DatabaseCheck {
  return { ok: false, code, detail }
}

const factsSql = `
  SELECT current_setting('server_version') AS version,
         current_setting('server_version_num')::int AS number,
         (SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()) AS encoding,
         me.rolsuper AS superuser,
         me.rolbypassrls AS bypass,
         ARRAY(SELECT rolname::text FROM pg_roles
                WHERE rolname = ANY ($1) AND pg_has_role(current_user, oid, $3)) AS reachable,
         ARRAY(SELECT extname::text FROM pg_extension WHERE extname = ANY ($2)) AS installed,
         ARRAY(SELECT DISTINCT name::text FROM pg_available_extension_versions
                WHERE name = ANY ($2) AND trusted) AS trusted
    FROM pg_roles me
   WHERE me.rolname = current_user`

/** The facts, or the sentence that says why they cannot be read. */
async function readFacts(url: string): Promise<Facts | string> {
  let client: Client
  try {
    client = new Client({ connectionString: url, connectionTimeoutMillis: connectSecondsMax * 1000 })
  } catch {
    // The text of the fault would quote the address with its password.
    return 'it is not an address of the form postgres://user:password@host:5432/database'
  }
  try {
    await client.connect()
    // Before PostgreSQL 16 there is no right to SET a role apart from being a member.
    const number = Number((await client.query('SHOW server_version_num')).rows[0]?.server_version_num)
    const right = number >= 160_000 ? 'SET' : 'MEMBER'
    const { rows } = await client.query<Facts>(factsSql, [roles, extensions, right])
    return rows[0] ?? 'the login has no role'
  } catch (error) {
    return `it cannot be reached: ${error instanceof Error ? messageOf(error) : String(error)}`
  } finally {
    await client.end().catch(() => {
      // A connection that never stood cannot be closed; the reason was already told.
    })
  }
}

function messageOf(error: Error): string {
  // A host with several addresses fails with one fault for each and no message of its own.
  if (error instanceof AggregateError) return error.errors.map((inner: Error) => inner.message).join(', ')
  return error.message
}
