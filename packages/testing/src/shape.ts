import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeySet } from '@rialto/jwt'
import { type OwnPostgres, startOwnPostgres } from './database/own-postgres.ts'
import { testDatabase } from './database.ts'
import { freePorts, type ShapeProcess, startProcess, type Workplace } from './shape/process.ts'

/** `one`: all services in one process. `apart`: a process and a database each; orders and stock in two processes. */
export type Shape = 'one' | 'apart'

export type RunningShape = {
  readonly shape: Shape
  /** The gateway's address: the only one that a test's client speaks to. */
  readonly url: string
  readonly simulatorUrl: string
  readonly mailUrl: string
  /** What a server keeps beside its database (`RIALTO_DATA`). */
  readonly dataDirectory: string
  readonly serviceToken: string
  readonly stripeSecretKey: string
  /** Databases by service name, one for all in the shape `one`; and the `event-log` where it is apart. */
  readonly databaseUrls: Readonly<Record<string, string>>
  /** The PostgreSQL of this shape alone, when it was asked for: it may be killed. */
  readonly postgres: OwnPostgres | null
  /** The processes by name, such as `order-service#2`, for tests that kill them. */
  readonly processes: ReadonlyMap<string, ShapeProcess>
  /** What the processes printed, for failing tests. */
  output(): string
  stop(): Promise<void>
}

export type { ShapeProcess } from './shape/process.ts'

/** What an installation asks the provider to send. A test of payment-service holds it against what is acted on. */
export const webhookEvents = [
  'payment_intent.amount_capturable_updated',
  'payment_intent.canceled',
  'payment_intent.payment_failed',
  'payment_intent.requires_action',
  'payment_intent.succeeded',
  'refund.failed',
  'refund.updated',
]

export type ShapeOptions = {
  /** Settings on top of the shape's own, for all processes. */
  env?: Readonly<Record<string, string>>
  /** Server processes in the shape `one`. */
  servers?: number
  /** A PostgreSQL for this shape alone, in the shape `one`; else a database of the cluster that tests share. */
  hasOwnPostgres?: boolean
}

/** The operator of every shape, who lets all others in. */
export const firstOperator = { email: 'operator@rialto.example', password: 'correct-horse-42' }

/** Settings of every installation that a test starts. */
export const testSettings = {
  NODE_ENV: 'test',
  LOG_LEVEL: 'warn',
  HOST: '127.0.0.1',
  OPERATOR_EMAIL: firstOperator.email,
  OPERATOR_PASSWORD: firstOperator.password,
  DEMO_DATA: 'off',
  // All of a test comes from one loopback address; only the limiter's own scenarios use the defaults.
  RATE_LIMIT_ANONYMOUS_WRITE: '1000000/60',
  RATE_LIMIT_ANONYMOUS_READ: '1000000/60',
  RATE_LIMIT_PERSON: '1000000/60',
  RATE_LIMIT_SIGN_IN: '1000000/60',
  RATE_LIMIT_PAYMENTS: '1000000/60',
}

const startsAtOnce = 4
const doubled = new Set(['order-service', 'inventory-service'])
const serviceNames = [
  'tenant-service',
  'user-service',
  'vendor-service',
  'product-service',
  'pricing-service',
  'inventory-service',
  'order-service',
  'payment-service',
  'search-service',
  'fan-service',
  'notification-service',
]

/** Starts the product as a person would run it, on free ports and databases of its own, and waits until it is ready. */
export async function startShape(shape: Shape, options: ShapeOptions = {}): Promise<RunningShape> {
  const started = await openWorkplace(options)
  try {
    return shape === 'one' ? await startOne(started, options) : await startApart(started)
  } catch (error) {
    const output = started.output.join('').slice(-4_000)
    await stopAll(started)
    throw new Error(`The shape ${shape} did not start:\n${output}`, { cause: error })
  }
}

async function openWorkplace(options: ShapeOptions): Promise<Workplace> {
  const directory = await mkdtemp(join(tmpdir(), 'rialto-shape-'))
  const [simulatorPort, mailPort, smtpPort] = await freePorts(3)
  const workplace: Workplace = {
    directory,
    databases: [],
    processes: new Map(),
    output: [],
    simulatorUrl: `http://127.0.0.1:${simulatorPort}`,
    mailUrl: `http://127.0.0.1:${mailPort}`,
    env: {
      ...testSettings,
      RIALTO_DATA: directory,
      TOKEN_KEYS: generateKeySet(),
      INTERNAL_KEY: generateKeySet(),
      SERVICE_TOKEN: randomBytes(24).toString('hex'),
      PERSONAL_DATA_KEY: randomBytes(32).toString('base64'),
      STRIPE_SECRET_KEY: `sk_test_simulator${randomBytes(8).toString('hex')}`,
      STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(16).toString('hex')}`,
      STRIPE_API_BASE: `http://127.0.0.1:${simulatorPort}`,
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
      ...options.env,
    },
  }
  await startMail(workplace, { mailPort, smtpPort })
  return workplace
}

async function startOne(workplace: Workplace, options: ShapeOptions): Promise<RunningShape> {
  const postgres = options.hasOwnPostgres ? await startOwnPostgres(workplace.directory) : null
  const database = postgres ?? (await testDatabase())
  workplace.databases.push(database)
  const ports = await freePorts(options.servers ?? 1)
  const publicUrl = `http://127.0.0.1:${ports[0]}`
  await startSimulator(workplace, publicUrl)
  for (const [index, port] of ports.entries()) {
    const env = { DATABASE_URL: database.url, PORT: String(port), PUBLIC_URL: publicUrl }
    await startServer(workplace, { name: `server#${index + 1}`, port, env })
  }
  return running(workplace, {
    shape: 'one',
    url: publicUrl,
    databaseUrls: oneDatabase(database.url),
    postgres,
  })
}

/** Addresses of databases where all services share one. */
export function oneDatabase(url: string): Record<string, string> {
  return Object.fromEntries(serviceNames.map((name) => [name, url]))
}

async function startApart(workplace: Workplace): Promise<RunningShape> {
  const extensions = workplace.env['EXTENSIONS'] ? ['extensions'] : []
  const names = [...serviceNames, ...extensions, 'api-gateway']
  const eventLog = await testDatabase()
  workplace.databases.push(eventLog)
  const databaseUrls: Record<string, string> = { 'event-log': eventLog.url }
  for (const name of names) {
    const database = await testDatabase()
    workplace.databases.push(database)
    databaseUrls[name] = database.url
  }
  const ports = await freePorts(names.length + doubled.size)
  const gatewayPort = ports[names.length - 1] ?? 0
  const publicUrl = `http://127.0.0.1:${gatewayPort}`
  const addresses = Object.fromEntries(
    names.map((name, index) => [
      `${upper(name.replace(/-service$/, ''))}_SERVICE_URL`,
      `http://127.0.0.1:${ports[index]}`,
    ]),
  )
  await startSimulator(workplace, publicUrl)
  const envOf = (name: string, port: number) => ({
    ...addresses,
    SERVICES: name,
    DATABASE_URL: databaseUrls[name] ?? '',
    DATABASE_POOL_MAX: '6',
    EVENTS_URL: eventLog.url,
    PORT: String(port),
    PUBLIC_URL: publicUrl,
  })
  const seconds = [...doubled].map((name, index) => ({ name, port: ports[names.length + index] ?? 0 }))
  const firsts = names.map((name, index) => ({ name, port: ports[index] ?? 0 }))
  const starting = [
    ...firsts.map(({ name, port }) => ({ name, port, env: envOf(name, port) })),
    ...seconds.map(({ name, port }) => ({ name: `${name}#2`, port, env: envOf(name, port) })),
  ]
  while (starting.length > 0) {
    await Promise.all(starting.splice(0, startsAtOnce).map((server) => startServer(workplace, server)))
  }
  return running(workplace, { shape: 'apart', url: publicUrl, databaseUrls, postgres: null })
}

function running(
  workplace: Workplace,
  parts: Pick<RunningShape, 'shape' | 'url' | 'databaseUrls' | 'postgres'>,
): RunningShape {
  return {
    ...parts,
    simulatorUrl: workplace.simulatorUrl,
    mailUrl: workplace.mailUrl,
    dataDirectory: workplace.directory,
    serviceToken: workplace.env['SERVICE_TOKEN'] ?? '',
    stripeSecretKey: workplace.env['STRIPE_SECRET_KEY'] ?? '',
    processes: workplace.processes,
    output: () => workplace.output.join(''),
    stop: () => stopAll(workplace),
  }
}

async function stopAll(workplace: Workplace): Promise<void> {
  await Promise.all([...workplace.processes.values()].map((one) => one.kill('SIGTERM')))
  await Promise.all(workplace.databases.map((database) => database.drop()))
  await rm(workplace.directory, { recursive: true, force: true })
}

async function startMail(
  workplace: Workplace,
  ports: { mailPort: number | undefined; smtpPort: number | undefined },
) {
  const env = {
    MAIL_PORT: String(ports.mailPort),
    MAIL_SMTP_PORT: String(ports.smtpPort),
    MAIL_DIRECTORY: join(workplace.directory, 'mails'),
  }
  const entry = 'tools/mail-catcher/src/main.ts'
  await startProcess(workplace, { name: 'mail-catcher', entry, env, url: workplace.mailUrl, readyPath: '/' })
}

async function startSimulator(workplace: Workplace, publicUrl: string): Promise<void> {
  const env = {
    SIMULATOR_PORT: new URL(workplace.simulatorUrl).port,
    SIMULATOR_JOURNAL: join(workplace.directory, 'simulator.jsonl'),
    SIMULATOR_WEBHOOK_URL: `${publicUrl}/api/webhooks/stripe`,
    SIMULATOR_WEBHOOK_EVENTS: webhookEvents.join(','),
    SIMULATOR_BUDGET: 'unlimited',
  }
  const entry = 'tools/stripe-simulator/src/main.ts'
  await startProcess(workplace, {
    name: 'simulator',
    entry,
    env,
    url: workplace.simulatorUrl,
    readyPath: '/',
  })
}

function startServer(
  workplace: Workplace,
  server: { name: string; port: number; env: Record<string, string> },
) {
  const url = `http://127.0.0.1:${server.port}`
  const entry = 'server/src/main.ts'
  return startProcess(workplace, { name: server.name, entry, env: server.env, url, readyPath: '/ready' })
}

function upper(name: string): string {
  return name.toUpperCase().replaceAll('-', '_')
}
