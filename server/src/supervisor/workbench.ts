import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

// What the supervisor's tests share: an installation with small programs in place of the real ones.

const waitSecondsMax = 60

export type Installation = {
  dataDirectory: string
  ports: { server: number; simulator: number; mailbox: number }
  start: (environment?: Record<string, string>) => Started
  /** What the programs wrote down in the order in which they stopped, or loaded. */
  diary: () => string[]
}

export type Started = {
  child: ChildProcess
  output: () => string
  until: (text: string | RegExp) => Promise<void>
  ended: Promise<number | null>
}

/** Each program answers on its port and writes into a diary; its behaviour is asked from files of the folder. */
const programs = {
  server: `
    import { appendFileSync, existsSync } from 'node:fs'
    import { createServer } from 'node:http'
    const folder = process.env.TEST_FOLDER
    if (existsSync(folder + '/refuse')) { console.error('rialto: MAIL_FROM is odd. Set MAIL_FROM to a sender.'); process.exit(78) }
    if (!process.env.DATABASE_URL?.startsWith('postgres://')) throw new Error('no database')
    createServer((request, response) => response.end(JSON.stringify({
      pid: process.pid, url: request.url, environment: process.env }))).listen(Number(process.env.PORT), '127.0.0.1')
    process.on('SIGTERM', () => { appendFileSync(folder + '/diary', 'server stopped\\n'); setTimeout(() => process.exit(0), 100) })
  `,
  simulator: tool('simulator', 'SIMULATOR_PORT'),
  mailCatcher: tool('mail catcher', 'MAIL_PORT'),
  demo: `
    import { appendFileSync, readFileSync } from 'node:fs'
    if (process.argv[2] === 'pictures') process.exit(0)
    console.log('12 vendors')
    const { password } = JSON.parse(readFileSync(process.env.DEMO_FILE, 'utf8'))
    const ready = await fetch(process.env.RIALTO_URL + '/ready')
    appendFileSync(process.env.TEST_FOLDER + '/diary', 'demo loaded ' + ready.status + ' ' + password.length + '\\n')
  `,
}

function tool(name: string, portSetting: string): string {
  return `
    import { appendFileSync } from 'node:fs'
    import { createServer } from 'node:http'
    createServer((request, response) => response.end(String(process.pid))).listen(Number(process.env.${portSetting}), '127.0.0.1')
    process.on('SIGTERM', () => { appendFileSync(process.env.TEST_FOLDER + '/diary', '${name} stopped\\n'); process.exit(0) })
  `
}

// One for all installations of a file: as root each copy of PostgreSQL's programs costs 55 MB.
const systemDirectory = mkdtempSync(join(tmpdir(), 'rialto-system-'))
after(() => rmSync(systemDirectory, { recursive: true, force: true }))

export async function createInstallation(): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-supervisor-'))
  chmodSync(folder, 0o755)
  after(() => rmSync(folder, { recursive: true, force: true }))
  const paths = Object.entries(programs).map(([name, source]) => {
    const path = join(folder, `${name}.mjs`)
    writeFileSync(path, source)
    return [name, path]
  })
  const [server = 0, simulator = 0, mailbox = 0, smtp = 0, postgres = 0] = await freePorts(5)
  const dataDirectory = join(folder, 'data')
  const script = fileURLToPath(new URL('start-for-test.ts', import.meta.url))
  const options = { programs: Object.fromEntries(paths), systemDirectory }
  const ports = { PORT: server, SIMULATOR_PORT: simulator, MAILBOX_PORT: mailbox, SMTP_PORT: smtp }
  const settings = Object.entries({ ...ports, POSTGRES_PORT: postgres }).map(([name, port]) => [
    name,
    `${port}`,
  ])
  return {
    dataDirectory,
    ports: { server, simulator, mailbox },
    diary: () => (existsSync(join(folder, 'diary')) ? readLines(join(folder, 'diary')) : []),
    start: (environment = {}) => {
      const child = spawn(process.execPath, [script, JSON.stringify(options)], {
        env: {
          PATH: process.env['PATH'],
          TEST_FOLDER: folder,
          RIALTO_DATA: dataDirectory,
          ...Object.fromEntries(settings),
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      })
      return watched(child)
    },
  }
}

/** An answer of the installation, as text; undefined when nobody answers. */
export async function answerOf(port: number): Promise<string | undefined> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    (response) => response.text(),
    () => undefined,
  )
}

/** The server's own words about itself. */
export async function serverFacts(
  port: number,
): Promise<{ pid: number; environment: Record<string, string> }> {
  return JSON.parse((await answerOf(port)) ?? '{}')
}

export async function eventually(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + waitSecondsMax * 1000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not true within ${waitSecondsMax} s: ${condition}`)
    await sleep(30)
  }
}

export function freePorts(count: number): Promise<number[]> {
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

function watched(child: ChildProcess): Started {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  // Not by the event 'close', which does not come when the channel was closed from this side.
  const silent = [child.stdout, child.stderr].map(
    (stream) => new Promise((resolve) => stream?.once('end', resolve)),
  )
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ended = Promise.all([exited, ...silent]).then(([code]) => code)
  after(() => child.kill('SIGKILL'))
  const until = async (text: string | RegExp) => {
    const deadline = Date.now() + waitSecondsMax * 1000
    while (!(typeof text === 'string' ? output.includes(text) : text.test(output))) {
      if (Date.now() > deadline) throw new Error(`no ${text} in:\n${output}`)
      await sleep(20)
    }
  }
  return { child, output: () => output, until, ended }
}

function readLines(path: string): string[] {
  return readFileSync(path, 'utf8').trim().split('\n')
}
