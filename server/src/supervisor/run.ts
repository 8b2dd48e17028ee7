import { fromRoot } from './child.ts'
import { advised } from './database.ts'
import { createSay, StartFault } from './say.ts'
import { readSettings } from './settings.ts'
import { createSupervisor, type SupervisorOptions } from './supervise.ts'

export type RunOptions = Pick<SupervisorOptions, 'programs' | 'systemDirectory'>

const samePressMs = 1000
const say = createSay()

function complain(sentence: string): void {
  for (const line of sentence.split('\n')) process.stderr.write(`rialto: ${line}\n`)
}

function explain(error: unknown): string {
  const known = advised(error)
  return known instanceof StartFault ? known.message : (known.stack ?? known.message)
}

/** Runs until Ctrl-C, a signal, or a fault that cannot be mended; then the process ends. */
export async function runSupervisor(options: RunOptions): Promise<void> {
  try {
    await run(options)
  } catch (error) {
    complain(explain(error))
    process.exit(1)
  }
}

async function run(options: RunOptions): Promise<void> {
  const settings = readSettings(fromRoot(''), process.env)
  const ended = Promise.withResolvers<number>()
  const end = async (exitCode: number) => {
    await supervisor.stop().catch((error: unknown) => {
      complain(explain(error))
      ended.resolve(1)
    })
    ended.resolve(exitCode)
  }
  const fail = (sentence: string) => {
    complain(sentence)
    void end(1)
  }
  const supervisor = createSupervisor({ ...options, settings, say, fail })
  let askedAt = 0
  const askToStop = () => {
    // A terminal and npm both pass Ctrl-C on, so one press may come twice.
    if (askedAt > 0 && Date.now() - askedAt > samePressMs) supervisor.kill()
    if (askedAt > 0) return
    askedAt = Date.now()
    say('stopping; press Ctrl-C again to hurry')
    void end(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, askToStop)
  // start.mjs holds the other end and is gone.
  process.on('disconnect', askToStop)
  supervisor.start().catch((error: unknown) => {
    // What breaks while everything is being stopped is no news.
    if (askedAt === 0) fail(explain(error))
  })
  const exitCode = await ended.promise
  say('stopped')
  process.exit(exitCode)
}
