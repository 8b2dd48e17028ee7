import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { LogFile } from './logs.ts'
import { type Say, StartFault } from './say.ts'
import type { Environment } from './settings.ts'

export type BuildOptions = {
  entry: string
  environment: Environment
  say: Say
  signal: AbortSignal
  log: LogFile
}

const lifeline = new URL('./lifeline.ts', import.meta.url).href

/** Builds the pages of shop and dashboard when their sources have changed, and says what was built. */
export async function buildPages(options: BuildOptions): Promise<void> {
  const log = options.log.open()
  const child = spawn(process.execPath, ['--import', lifeline, options.entry], {
    detached: true,
    // A build is the same wherever it is made.
    env: { ...options.environment, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', log, 'ipc'],
  })
  closeSync(log)
  const stop = () => child.kill('SIGTERM')
  options.signal.addEventListener('abort', stop, { once: true })
  if (child.stdout) createInterface({ input: child.stdout }).on('line', options.say)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  options.signal.removeEventListener('abort', stop)
  if (code !== 0 && !options.signal.aborted)
    throw new StartFault(`The pages cannot be built. The reason stands in ${options.log.path}`)
}
