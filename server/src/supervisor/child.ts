import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { LogFile } from './logs.ts'
import { type Say, StartFault, seconds } from './say.ts'
import type { Environment } from './settings.ts'

export type ChildSpec = {
  name: string
  /** The TypeScript file that it runs. */
  entry: string
  /** Asked at each start: an address may have changed since the last one. */
  environment: () => Environment
  /** Answers with less than 400 when the child is ready. */
  readyUrl: string
  stopSecondsMax: number
  log: LogFile
}

export type Surroundings = {
  say: Say
  /** Called with a sentence when going on is useless after the start. */
  fail: (sentence: string) => void
  /** Called with each new process, so that a later start can end it. */
  started: (name: string, processId: number) => void
}

export type SupervisedChild = {
  /** Resolves when the child is ready for the first time, rejects when it never will be. */
  ready: Promise<void>
  /** Ends the present process; a new one follows by itself. */
  restart: () => void
  stop: () => Promise<void>
  kill: () => void
}

/** Starting again without a change is useless after this exit code (EX_CONFIG of sysexits). */
const configurationExitCode = 78
const delaySecondsMax = 30
const healthySeconds = 60
const failuresBeforeReadyMax = 3
const firstReadySecondsMax = 180
const stillSeconds = 10
const pollMs = 40
const lifeline = new URL('./lifeline.ts', import.meta.url).href

type State = {
  process: ChildProcess | undefined
  isStopping: boolean
  hasBeenReady: boolean
  failures: number
}

/** Runs a program, watches it, and starts it again when it dies: after 1, 2, 4 … 30 s. */
export function superviseChild(spec: ChildSpec, around: Surroundings): SupervisedChild {
  const state: State = { process: undefined, isStopping: false, hasBeenReady: false, failures: 0 }
  const ready = Promise.withResolvers<void>()
  // Nobody may be waiting yet; whoever waits later still gets the rejection.
  ready.promise.catch(() => undefined)
  const stopped = new AbortController()
  const giveUp = (sentence: string) => {
    state.isStopping = true
    if (state.hasBeenReady) around.fail(sentence)
    else ready.reject(new StartFault(sentence))
  }
  const run = async () => {
    while (!state.isStopping) {
      const startedAt = Date.now()
      const logStart = spec.log.size()
      const child = spawnChild(spec, around)
      state.process = child
      const ended = exitOf(child)
      void watchReadiness({ spec, child, state, around, ready: ready.resolve })
      const outcome = await ended
      if (state.isStopping) return
      if (Date.now() - startedAt > healthySeconds * 1000) state.failures = 0
      state.failures++
      const sentence = lastSentence(spec.log.textSince(logStart))
      if (outcome.code === configurationExitCode)
        return giveUp(sentence ?? `${spec.name} refuses its settings.`)
      if (!state.hasBeenReady && state.failures >= failuresBeforeReadyMax) {
        return giveUp(`${spec.name} does not start${sentence ? `: ${sentence}` : '.'} See ${spec.log.path}.`)
      }
      const delay = Math.min(delaySecondsMax, 2 ** (state.failures - 1))
      around.say(
        `${spec.name} ended (${outcome.reason}); it starts again in ${delay} s. Log: ${spec.log.path}`,
      )
      await sleep(delay * 1000, undefined, { signal: stopped.signal }).catch(() => undefined)
    }
  }
  void run()
  return {
    ready: ready.promise,
    restart: () => state.process?.kill('SIGTERM'),
    stop: async () => {
      state.isStopping = true
      stopped.abort()
      if (state.process !== undefined) await stopProcess(state.process, spec.stopSecondsMax)
    },
    kill: () => {
      if (state.process !== undefined) killGroup(state.process)
    },
  }
}

function spawnChild(spec: ChildSpec, around: Surroundings): ChildProcess {
  const output = spec.log.open()
  try {
    const child = spawn(process.execPath, ['--import', lifeline, spec.entry], {
      // Its own group: Ctrl-C in the terminal reaches the supervisor alone, which then stops all in order.
      detached: true,
      env: spec.environment(),
      stdio: ['ignore', output, output, 'ipc'],
      windowsHide: true,
    })
    if (child.pid !== undefined) around.started(spec.name, child.pid)
    return child
  } finally {
    closeSync(output)
  }
}

type Watch = {
  spec: ChildSpec
  child: ChildProcess
  state: State
  around: Surroundings
  ready: () => void
}

async function watchReadiness({ spec, child, state, around, ready }: Watch): Promise<void> {
  const startedAt = Date.now()
  let saidAt = startedAt
  while (!hasEnded(child)) {
    if (await answers(spec.readyUrl)) {
      if (state.hasBeenReady) around.say(`${spec.name} is ready again`)
      state.hasBeenReady = true
      ready()
      return
    }
    const now = Date.now()
    if (now - saidAt > stillSeconds * 1000) {
      saidAt = now
      around.say(`${spec.name} is still starting (${seconds(now - startedAt)}). Log: ${spec.log.path}`)
    }
    if (!state.hasBeenReady && now - startedAt > firstReadySecondsMax * 1000) killGroup(child)
    await sleep(pollMs)
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(2000) })
    await response.arrayBuffer()
    return response.status < 400
  } catch {
    // Not listening yet, or too slow to be called ready.
    return false
  }
}

function exitOf(child: ChildProcess): Promise<{ code: number | null; reason: string }> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, reason: error.message }))
    child.once('exit', (code, signal) => resolve({ code, reason: signal ?? `exit code ${code}` }))
  })
}

/** Programs say why they refuse to start in a line that begins with our name. */
function lastSentence(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.startsWith('rialto: '))
  return lines.length === 0 ? undefined : lines.map((line) => line.slice('rialto: '.length)).join('\n')
}

async function stopProcess(child: ChildProcess, secondsMax: number): Promise<void> {
  if (hasEnded(child)) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = await Promise.race([ended.then(() => false), sleep(secondsMax * 1000, true, { ref: false })])
  if (!late) return
  killGroup(child)
  await ended
}

/** The whole group: a program may have children of its own. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || hasEnded(child)) return
  if (process.platform === 'win32') child.kill('SIGKILL')
  else process.kill(-child.pid, 'SIGKILL')
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

/** The path of a file of the project. */
export function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url))
}
