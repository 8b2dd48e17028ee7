import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from './index.ts'

// What the tests of this folder share: folders that vanish, queries, and servers in processes of their own.

export const isRoot = process.getuid?.() === 0

export type ProjectOptions = EmbeddedPostgresOptions & { systemDirectory: string }

/** Gives projects in closed folders, as a home is: root's PostgreSQL account cannot enter them. */
export function projectsFolder(): { base: string; project: (name: string) => ProjectOptions } {
  const base = mkdtempSync(join(tmpdir(), 'rialto-embedded-'))
  chmodSync(base, 0o755)
  after(() => rmSync(base, { recursive: true, force: true }))
  const project = (name: string) => {
    mkdirSync(join(base, name), { mode: 0o700 })
    return {
      dataRoot: join(base, name, '.rialto'),
      port: 0,
      fsync: false,
      systemDirectory: join(base, 'system'),
    }
  }
  return { base, project }
}

export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** The superuser's address of the database that the application uses. */
export function adminOf(server: Pick<EmbeddedPostgres, 'adminUrl'>): string {
  return server.adminUrl.replace(/postgres$/, 'rialto')
}

export const writeSale = "CREATE TABLE sale (name text); INSERT INTO sale VALUES ('kept')"
export const readSale = 'SELECT name FROM sale'
export const keptSale = [{ name: 'kept' }]

export type Elsewhere = {
  child: ChildProcess
  adminUrl: string
  url: string
  port: number
  processId: number
  dataDirectory: string
}

/** Starts a server from another process, which can then be killed; as another user where one is given. */
export async function startElsewhere(
  options: EmbeddedPostgresOptions,
  user: { uid?: number; gid?: number } = {},
): Promise<Elsewhere> {
  const script = fileURLToPath(new URL('start-for-test.ts', import.meta.url))
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    ...user,
    cwd: '/',
    env: { PATH: process.env['PATH'] },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) return { child, ...JSON.parse(line) }
  throw new Error('the server did not start in the other process')
}
