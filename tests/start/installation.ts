import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

// An installation of its own with the real programs, as npm start runs them.

const waitSecondsMax = 180
const logCharactersMax = 2000
const root = fileURLToPath(new URL('../..', import.meta.url))
const lifeline = new URL('../../server/src/supervisor/lifeline.ts', import.meta.url).href

export type Running = {
  process: ChildProcess
  output: () => string
  until: (text: string) => Promise<void>
  ended: Promise<number | null>
}

export type Installation = {
  url: string
  mailboxUrl: string
  simulatorUrl: string
  ports: readonly number[]
  password: string
  dataDirectory: string
  start: (environment?: Record<string, string>) => Running
  /** The loader alone, as the supervisor runs it. */
  load: () => Running
  remove: () => Promise<void>
}

export async function createInstallation(): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-start-'))
  // PostgreSQL of root runs as another user, who must reach its programs.
  chmodSync(folder, 0o755)
  const dataDirectory = join(folder, 'data')
  const demoFile = join(dataDirectory, 'demo.json')
  const password = 'start-start-start'
  mkdirSync(dataDirectory, { mode: 0o700 })
  const names = ['operator', 'vendor', 'packer', 'shopper'].map((name) => [name, `${name}@rialto.example`])
  writeFileSync(demoFile, JSON.stringify({ password, accounts: Object.fromEntries(names) }), { mode: 0o600 })
  const ports = await freePorts(5)
  const [port = 0, simulator = 0, mailbox = 0, smtp = 0, postgres = 0] = ports
  const url = `http://127.0.0.1:${port}`
  const operator = { OPERATOR_EMAIL: 'operator@rialto.example', OPERATOR_PASSWORD: password }
  const settings = {
    PATH: process.env['PATH'] ?? '',
    RIALTO_DATA: dataDirectory,
    PORT: `${port}`,
    SIMULATOR_PORT: `${simulator}`,
    MAILBOX_PORT: `${mailbox}`,
    SMTP_PORT: `${smtp}`,
    POSTGRES_PORT: `${postgres}`,
    RATE_LIMIT_SIGN_IN: '1000/300',
  }
  const programs = {
    server: join(root, 'server/src/main.ts'),
    simulator: join(root, 'tools/stripe-simulator/src/main.ts'),
    mailCatcher: join(root, 'tools/mail-catcher/src/main.ts'),
    demo: join(root, 'tools/demo/src/load.ts'),
    pages: join(root, 'scripts/build-frontend.ts'),
  }
  const options = JSON.stringify({ programs, systemDirectory: join(folder, 'system') })
  const logEnd = () => endOf(join(dataDirectory, 'logs/server.log'))
  const running: Running[] = []
  const run = (parameters: string[], environment: Record<string, string>) => {
    const child = spawn(process.execPath, parameters, { env: environment, stdio: pipes })
    const started = watched(child, logEnd)
    running.push(started)
    return started
  }
  return {
    url,
    mailboxUrl: `http://127.0.0.1:${mailbox}`,
    simulatorUrl: `http://127.0.0.1:${simulator}`,
    ports,
    password,
    dataDirectory,
    start: (environment = {}) =>
      run([join(root, 'server/src/supervisor/start-for-test.ts'), options], {
        ...settings,
        ...operator,
        ...environment,
      }),
    load: () =>
      run(['--import', lifeline, programs.demo], { ...operator, RIALTO_URL: url, DEMO_FILE: demoFile }),
    remove: async () => {
      // The children of a supervisor end by themselves when it is gone.
      for (const { process: child } of running) child.kill('SIGKILL')
      await until(async () => (await Promise.all(ports.map(isOpen))).every((open) => !open))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function isOpen(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    (error: Error) => (error.cause as { code?: string } | undefined)?.code !== 'ECONNREFUSED',
  )
}

export async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + waitSecondsMax * 1000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not true within ${waitSecondsMax} s: ${condition}`)
    await sleep(100)
  }
}

const pipes: ['ignore', 'pipe', 'pipe', 'ipc'] = ['ignore', 'pipe', 'pipe', 'ipc']

function endOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').slice(-logCharactersMax) : ''
}

function watched(child: ChildProcess, logEnd: () => string): Running {
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return {
    process: child,
    output: () => output,
    ended,
    until: async (text) => {
      const deadline = Date.now() + waitSecondsMax * 1000
      while (!output.includes(text)) {
        if (Date.now() > deadline || child.exitCode !== null)
          throw new Error(`no "${text}" in:\n${output}\nThe server's log ends with:\n${logEnd()}`)
        await sleep(20)
      }
    },
  }
}

function freePorts(count: number): Promise<number[]> {
  return Promise.all(
    Array.from({ length: count }, () => {
      const probe = createServer()
      return new Promise<number>((resolve) => {
        probe.listen(0, '127.0.0.1', () => {
          const address = probe.address()
          probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
        })
      })
    }),
  )
}
