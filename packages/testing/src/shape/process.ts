import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export type ShapeProcess = {
  readonly name: string
  readonly url: string
  /** Ends it, and waits until it has ended. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Stops it in its tracks, as a machine that sleeps does; the answer wakes it. */
  freeze(): () => void
  start(): Promise<void>
}

/** What belongs to one running shape: its processes, databases and folder. */
export type Workplace = {
  directory: string
  databases: { drop(): Promise<void> }[]
  processes: Map<string, ShapeProcess>
  output: string[]
  env: Record<string, string>
  simulatorUrl: string
  mailUrl: string
}

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const startMsMax = 60_000
const stopMsMax = 8_000
const outputCharactersMax = 200_000

type ProcessSpec = {
  name: string
  entry: string
  env: Record<string, string>
  url: string
  readyPath: string
}

/** Starts a program of the product and waits until it answers. What it prints is kept. */
export async function startProcess(workplace: Workplace, spec: ProcessSpec): Promise<void> {
  let child: ChildProcess | null = null
  const start = async () => {
    child = spawn(process.execPath, [join(root, spec.entry)], {
      cwd: workplace.directory,
      env: {
        PATH: process.env['PATH'] ?? '',
        NODE_COMPILE_CACHE: join(root, '.cache', 'compile'),
        ...workplace.env,
        ...spec.env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const keep = (chunk: Buffer) => {
      workplace.output.push(`[${spec.name}] ${chunk}`)
      while (workplace.output.length > 1 && workplace.output.join('').length > outputCharactersMax)
        workplace.output.shift()
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    await untilReady(child, spec)
  }
  const kill = async (signal: NodeJS.Signals) => {
    const running = child
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill(signal)
    const late = await Promise.race([ended.then(() => false), pause(stopMsMax, true, { ref: false })])
    if (late) running.kill('SIGKILL')
    await ended
  }
  const freeze = () => {
    const frozen = child
    frozen?.kill('SIGSTOP')
    return () => void frozen?.kill('SIGCONT')
  }
  workplace.processes.set(spec.name, { name: spec.name, url: spec.url, kill, freeze, start })
  await start()
}

async function untilReady(child: ChildProcess, spec: ProcessSpec): Promise<void> {
  const until = Date.now() + startMsMax
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`${spec.name} ended with ${child.exitCode}`)
    const answer = await fetch(spec.url + spec.readyPath, { redirect: 'manual' }).catch(() => null)
    if (answer && answer.status < 400) return
    await pause(50)
  }
  throw new Error(`${spec.name} was not ready after ${startMsMax} ms`)
}

/** Ports of this machine that nobody uses now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer()
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
