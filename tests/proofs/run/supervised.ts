import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePorts, oneDatabase, type RunningShape, testSettings } from '@rialto/testing'

/** An installation as `npm start` runs it: what ends is started again by the product itself. */
export type Supervised = {
  readonly shape: RunningShape
  /** Where the data of PostgreSQL lie when we are root: a small file system, if one was asked for. */
  readonly diskDirectory: string
  /** `kill -9` of the supervisor; and its new start. */
  kill(): Promise<void>
  start(): void
  /** The process that is now what the supervisor calls by this name. */
  childProcess(name: string): number
  postgresProcess(): number
  untilReady(): Promise<void>
}

type Place = {
  readonly folder: string
  readonly dataDirectory: string
  readonly diskDirectory: string
  readonly url: string
  readonly simulatorUrl: string
  readonly mailUrl: string
  readonly postgresPort: number
  readonly env: Readonly<Record<string, string>>
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
const readySecondsMax = 120
const logCharactersMax = 4_000
const saidCharactersMax = 1_500
const programs = {
  server: join(root, 'server/src/main.ts'),
  simulator: join(root, 'tools/stripe-simulator/src/main.ts'),
  mailCatcher: join(root, 'tools/mail-catcher/src/main.ts'),
  demo: join(root, 'tools/demo/src/load.ts'),
}

/** Starts the product by its supervisor, in a folder of its own; on request with a small disk for the database. */
export async function startSupervised(
  env: Readonly<Record<string, string>>,
  diskMebibytes: number | null = null,
): Promise<Supervised> {
  const place = await makePlace(env)
  if (diskMebibytes !== null) mountSmall(place.diskDirectory, diskMebibytes)
  const supervisor = supervise(place)
  const stop = async () => {
    await supervisor.end('SIGTERM')
    if (diskMebibytes !== null) execFileSync('/bin/umount', [place.diskDirectory])
    await rm(place.folder, { recursive: true, force: true })
  }
  const read = <T>(file: string) => JSON.parse(readFileSync(join(place.dataDirectory, file), 'utf8')) as T
  supervisor.start()
  try {
    await supervisor.untilReady()
  } catch (error) {
    await stop()
    throw error
  }
  return {
    shape: shapeOf(place, { output: supervisor.output, stop }),
    diskDirectory: place.diskDirectory,
    kill: () => supervisor.end('SIGKILL'),
    start: supervisor.start,
    childProcess: (name) => {
      const { children } = read<{ children: Record<string, { processId: number }> }>('supervisor.json')
      const child = children[name]
      if (!child) throw new Error(`The supervisor runs no ${name}`)
      return child.processId
    },
    postgresProcess: () => read<{ processId: number }>('postgres-running.json').processId,
    untilReady: supervisor.untilReady,
  }
}

async function makePlace(env: Readonly<Record<string, string>>): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-start-'))
  // Root's PostgreSQL runs as another user, who must be able to enter.
  await chmod(folder, 0o755)
  const dataDirectory = join(folder, 'data')
  const diskDirectory = join(folder, 'system')
  await mkdir(diskDirectory)
  const [port = 0, simulator = 0, mailbox = 0, smtp = 0, postgres = 0] = await freePorts(5)
  return {
    folder,
    dataDirectory,
    diskDirectory,
    url: `http://127.0.0.1:${port}`,
    simulatorUrl: `http://127.0.0.1:${simulator}`,
    mailUrl: `http://127.0.0.1:${mailbox}`,
    postgresPort: postgres,
    env: {
      ...testSettings,
      ...env,
      PATH: process.env['PATH'] ?? '',
      NODE_COMPILE_CACHE: join(root, '.cache', 'compile'),
      RIALTO_DATA: dataDirectory,
      PORT: String(port),
      SIMULATOR_PORT: String(simulator),
      SIMULATOR_BUDGET: 'unlimited',
      MAILBOX_PORT: String(mailbox),
      SMTP_PORT: String(smtp),
      POSTGRES_PORT: String(postgres),
    },
  }
}

/** The size is all that makes it small; what is asked of a full disk is the same. */
function mountSmall(directory: string, mebibytes: number): void {
  execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'rialto-proof', directory])
}

function supervise({ dataDirectory, diskDirectory, env, url, simulatorUrl }: Place) {
  const said: string[] = []
  let child: ChildProcess | null = null
  const hasEnded = () => child === null || child.exitCode !== null || child.signalCode !== null
  const start = () => {
    const options = JSON.stringify({ programs, systemDirectory: diskDirectory })
    const entry = join(root, 'server/src/supervisor/start-for-test.ts')
    child = spawn(process.execPath, [entry, options], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => said.push(String(chunk)))
  }
  const end = async (signal: NodeJS.Signals) => {
    const running = child
    if (!running || hasEnded()) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill(signal)
    await ended
  }
  const output = () =>
    `${lastOf(join(dataDirectory, 'logs/server.log'))}\n${said.join('').slice(-saidCharactersMax)}`
  const untilReady = async () => {
    const deadline = Date.now() + readySecondsMax * 1_000
    while (!(await isReady(`${url}/ready`)) || !(await isReady(simulatorUrl))) {
      if (hasEnded() || Date.now() > deadline) throw new Error(`npm start is not ready:\n${output()}`)
      await pause(50)
    }
  }
  return { start, end, output, untilReady }
}

function lastOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-logCharactersMax) : ''
}

async function isReady(url: string): Promise<boolean> {
  const signal = AbortSignal.timeout(2_000)
  const answer = await fetch(url, { redirect: 'manual', signal }).catch(() => null)
  await answer?.arrayBuffer()
  return answer !== null && answer.status < 400
}

function shapeOf(place: Place, parts: Pick<RunningShape, 'output' | 'stop'>): RunningShape {
  const { url, simulatorUrl, mailUrl, dataDirectory, postgresPort } = place
  const read = (file: string): Record<string, string> =>
    JSON.parse(readFileSync(join(dataDirectory, file), 'utf8'))
  const secrets = read('secrets.json')
  const login = `rialto:${read('postgres.json')['loginPassword']}`
  return {
    ...parts,
    shape: 'one',
    url,
    simulatorUrl,
    mailUrl,
    dataDirectory,
    serviceToken: secrets['SERVICE_TOKEN'] ?? '',
    stripeSecretKey: secrets['STRIPE_SECRET_KEY'] ?? '',
    databaseUrls: oneDatabase(`postgres://${login}@127.0.0.1:${postgresPort}/rialto`),
    postgres: null,
    processes: new Map(),
  }
}
