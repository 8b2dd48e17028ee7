import { spawn } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { asAccount } from './account.ts'
import { fault, systemCode } from './fault.ts'
import type { Location } from './location.ts'

/** What must be free: new data and their write-ahead log, or room to go on. */
export const freeMebibytesMin = { first: 512, later: 128 }
const unfinishedPrefix = 'initialising-'

/** Refuses to begin what the disk cannot hold, with the numbers. */
export function checkFreeSpace(path: string, needed: number): void {
  const { bavail, bsize } = statfsSync(path)
  const free = Math.floor((bavail * bsize) / 1024 / 1024)
  if (free >= needed) return
  throw fault('NO_SPACE', `Only ${free} MB are free on the disk of ${path}; PostgreSQL needs ${needed} MB.`)
}

/**
 * Makes the data directory in a temporary one and renames it, so that a directory of the final name is
 * always complete, also when the machine stops half way.
 */
export async function initialise(location: Location, fsync: boolean): Promise<void> {
  const parent = dirname(location.dataDirectory)
  removeUnfinished(parent)
  const temporary = mkdtempSync(join(parent, unfinishedPrefix))
  const passwordFile = join(temporary, 'password')
  writeFileSync(passwordFile, `${location.credentials.adminPassword}\n`, { mode: 0o600 })
  for (const path of [temporary, passwordFile]) {
    if (location.account !== undefined) chownSync(path, location.account.uid, location.account.gid)
  }
  const data = join(temporary, 'data')
  await runInitdb(location, initdbArguments(data, passwordFile, fsync))
  await rename(data, location.dataDirectory)
  await syncDirectory(parent)
  rmSync(temporary, { recursive: true, force: true })
}

function initdbArguments(data: string, passwordFile: string, fsync: boolean): string[] {
  return [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The builtin provider sorts alike on every system; the operating system's rules change under an index.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--lc-messages=C',
    '--text-search-config=pg_catalog.simple',
    '--no-instructions',
    ...(fsync ? [] : ['--no-sync']),
  ]
}

/**
 * Character classes outside ASCII, which trigrams and text search need, still come from the system's
 * LC_CTYPE. Where its UTF-8 locale is missing, plain C is better than no start.
 */
async function runInitdb(location: Location, parameters: string[]): Promise<void> {
  const preferred = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  const first = await initdb(location, [...parameters, `--lc-ctype=${preferred}`])
  if (first.exitCode === 0) return
  const failed = first.output.includes('invalid locale name') ? await initdb(location, parameters) : first
  if (failed.exitCode === 0) return
  const reason = failed.output.trim().split('\n').at(-1) ?? ''
  const code = failed.output.includes('No space left on device') ? 'NO_SPACE' : 'START_FAILED'
  throw fault(code, `PostgreSQL could not prepare ${location.dataDirectory}: ${reason}`)
}

function initdb(location: Location, parameters: string[]): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(location.binaries.initdb, parameters, {
      ...asAccount(location.account),
      cwd: dirname(location.binaries.initdb),
      env: plainEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let output = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.once('error', (error) =>
      reject(fault('START_FAILED', `PostgreSQL's initdb does not run: ${error.message}`, error)),
    )
    child.once('close', (code) => resolve({ exitCode: code ?? 1, output }))
  })
}

/** PostgreSQL reads many PG… variables; those of the person's shell must not reach it. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'TMPDIR', 'TEMP', 'SystemRoot'].map((name) => [name, process.env[name]] as const)
  return { ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)), LC_ALL: 'C' }
}

function removeUnfinished(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (name.startsWith(unfinishedPrefix)) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } catch (error) {
    // Windows cannot sync a directory and does not need it.
    if (systemCode(error) !== 'EPERM') throw error
  } finally {
    await directory.close()
  }
}
