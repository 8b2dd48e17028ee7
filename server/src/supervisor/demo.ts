import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { writeOwnFile } from './keep-file.ts'
import type { LogFile } from './logs.ts'
import { type Say, seconds } from './say.ts'
import type { Environment } from './settings.ts'

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

/**
 * Loads the demo marketplace once. A shop without it still works, so a failure is said and tried again next time.
 * True when the demo is there.
 */
export async function loadDemoOnce(options: DemoOptions): Promise<boolean> {
  const marker = join(options.dataDirectory, 'demo-loaded.json')
  const loaded: string[] = existsSync(marker) ? JSON.parse(readFileSync(marker, 'utf8')) : []
  const identity = createHash('sha256').update(options.database).digest('hex').slice(0, 16)
  if (loaded.includes(identity)) return true
  const startedAt = Date.now()
  options.say('loading the demo marketplace, once …')
  const outcome = await runLoader(options)
  if (options.signal.aborted) return false
  if (outcome !== 0) {
    options.say(
      `the demo marketplace was not loaded (${outcome}); the next start tries again. Log: ${options.log.path}`,
    )
    return false
  }
  writeOwnFile(marker, [...loaded, identity])
  options.say(`demo marketplace loaded in ${seconds(Date.now() - startedAt)}`)
  return true
}

async function runLoader(options: DemoOptions): Promise<number | string> {
  const errors = options.log.open()
  const child = spawn(process.execPath, ['--import', lifeline, options.entry], {
    detached: true,
    env: options.environment,
    stdio: ['ignore', 'pipe', errors, 'ipc'],
  })
  closeSync(errors)
  const stop = () => child.kill('SIGTERM')
  options.signal.addEventListener('abort', stop)
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
