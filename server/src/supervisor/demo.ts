import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { writeOwnFile } from './keep-file.ts'
import type { LogFile } from './logs.ts'
import { type Say, seconds } from './say.ts'
import type { DemoAccounts } from './secrets.ts'
import type { Environment, Settings } from './settings.ts'

export type DemoOptions = {
  dataDirectory: string
  /** Names the database; the demo is loaded once into each. */
  database: string
  entry: string
  environment: Environment
  say: Say
  signal: AbortSignal
  log: LogFile
}

const lifeline = new URL('./lifeline.ts', import.meta.url).href
// Everybody who tries the demo comes from one address, its twelve vendors too; the usual limit is for the world outside.
const signInLimit = '100/300'

/** What the server and the loader must know alike: whose marketplace this is, and that one machine is many people. */
export function demoEnvironment(settings: Settings, demo: DemoAccounts & { file: string }): Environment {
  const { environment } = settings
  const hasOperator = Boolean(environment['OPERATOR_EMAIL'])
  return {
    DEMO_FILE: demo.file,
    RATE_LIMIT_SIGN_IN: environment['RATE_LIMIT_SIGN_IN'] || signInLimit,
    ...(hasOperator ? {} : { OPERATOR_EMAIL: demo.accounts['operator'], OPERATOR_PASSWORD: demo.password }),
  }
}

/**
 * Loads the demo marketplace once. A shop without it still works, so a failure is said and tried again next time.
 * True when the demo is there.
 */
export async function loadDemoOnce(options: DemoOptions): Promise<boolean> {
  const marker = openMarker(options, 'demo-loaded.json')
  if (marker.isSet) return true
  const startedAt = Date.now()
  options.say('loading the demo marketplace, once …')
  const outcome = await runLoader(options, { isHeard: true })
  if (options.signal.aborted) return false
  if (outcome !== 0) {
    options.say(
      `the demo marketplace was not loaded (${outcome}); the next start tries again. Log: ${options.log.path}`,
    )
    return false
  }
  marker.set()
  options.say(`demo marketplace loaded in ${seconds(Date.now() - startedAt)}`)
  return true
}

/** Composes the pictures of the demo behind the running server, until all are there; a later start goes on. */
export async function hangPictures(options: DemoOptions): Promise<void> {
  const marker = openMarker(options, 'demo-pictures.json')
  if (marker.isSet) return
  const outcome = await runLoader(options, { argument: 'pictures', isHeard: false })
  if (options.signal.aborted) return
  if (outcome === 0) marker.set()
  else
    options.say(
      `the pictures of the demo are not complete (${outcome}); the next start goes on. Log: ${options.log.path}`,
    )
}

/** A file that names the databases in which something is done. */
function openMarker({ dataDirectory, database }: DemoOptions, file: string) {
  const path = join(dataDirectory, file)
  const done: string[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
  const identity = createHash('sha256').update(database).digest('hex').slice(0, 16)
  return { isSet: done.includes(identity), set: () => writeOwnFile(path, [...done, identity]) }
}

async function runLoader(
  options: DemoOptions,
  how: { argument?: string; isHeard: boolean },
): Promise<number | string> {
  const log = options.log.open()
  const parameters = how.argument === undefined ? [] : [how.argument]
  const child = spawn(process.execPath, ['--import', lifeline, options.entry, ...parameters], {
    detached: true,
    env: options.environment,
    stdio: ['ignore', how.isHeard ? 'pipe' : log, log, 'ipc'],
  })
  closeSync(log)
  const stop = () => child.kill('SIGTERM')
  options.signal.addEventListener('abort', stop)
  if (options.signal.aborted) stop()
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => options.say(`  ${line}`))
  const outcome = await ended(child)
  options.signal.removeEventListener('abort', stop)
  return outcome
}

function ended(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(code === 0 ? 0 : (signal ?? `exit code ${code}`)))
  })
}
