import { join } from 'node:path'
import { webhookEvents } from '@rialto/payment-service/contract'
import { type Addresses, claimAddresses } from './addresses.ts'
import { buildPages } from './build-pages.ts'
import { type SupervisedChild, superviseChild } from './child.ts'
import { openDatabase, type RunningDatabase } from './database.ts'
import { type DemoOptions, demoEnvironment, hangPictures, loadDemoOnce } from './demo.ts'
import { type LogFile, limitLogs, openLog } from './logs.ts'
import { beginRun, type RunRecord } from './run-record.ts'
import { type Say, seconds } from './say.ts'
import { keepDemoAccounts, keepSecrets } from './secrets.ts'
import type { Environment, Settings } from './settings.ts'
import { summaryText } from './summary.ts'

/** The programs that the supervisor runs, as TypeScript files. */
export type Programs = {
  server: string
  simulator: string
  mailCatcher: string
  demo: string
  /** Builds the pages before the server starts; without it the server shows those that are there. */
  pages?: string
}

export type Supervisor = {
  /** Resolves when everything answers and the list is printed. */
  start: () => Promise<void>
  /** Stops in the order server, then simulator and mail catcher, then PostgreSQL. */
  stop: () => Promise<void>
  /** Ends the children at once, for a person who does not want to wait. */
  kill: () => void
}

export type SupervisorOptions = {
  settings: Settings
  programs: Programs
  /** Where root keeps the data of PostgreSQL; the usual place unless a test says otherwise. */
  systemDirectory?: string
  say: Say
  /** Called with a sentence when a child cannot go on after the start. */
  fail: (sentence: string) => void
}

// A server first answers what it has begun; the relay of events is part of it.
const serverStopSecondsMax = 20
const toolStopSecondsMax = 5

type Run = {
  options: SupervisorOptions
  record?: RunRecord
  database?: Promise<RunningDatabase>
  server?: SupervisedChild
  tools: SupervisedChild[]
  logs: LogFile[]
  stopLimit?: () => void
  pictures?: Promise<void>
  stopping: AbortController
}

/** Runs a whole installation: PostgreSQL, the server and what stands in for Stripe and a mail server. */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  const run: Run = { options, tools: [], logs: [], stopping: new AbortController() }
  let stopping: Promise<void> | undefined
  return {
    start: () => startAll(run),
    stop: () => {
      stopping ??= stopAll(run)
      return stopping
    },
    kill: () => {
      for (const child of [run.server, ...run.tools]) child?.kill()
    },
  }
}

async function startAll(run: Run): Promise<void> {
  const { settings, say } = run.options
  const { dataDirectory, config } = settings
  const startedAt = Date.now()
  run.record = await beginRun(dataDirectory, config.publicUrl, say)
  const addresses = await claimAddresses(settings)
  const secrets = keepSecrets(settings)
  const demo = config.demoData === 'on' ? keepDemoAccounts(dataDirectory) : null
  const shared: Environment = {
    ...settings.environment,
    ...secrets,
    PORT: String(addresses.port),
    PUBLIC_URL: addresses.publicUrl,
    ...(demo === null ? {} : demoEnvironment(settings, demo)),
  }
  run.database = openDatabase(settings, {
    systemDirectory: run.options.systemDirectory,
    say,
    moved: () => run.server?.restart(),
    fail: run.options.fail,
  })
  startTools(run, addresses, shared)
  const pages = buildPagesOf(run, shared)
  const database = await run.database
  say(`${database.description} is ready (${seconds(Date.now() - startedAt)})`)
  await pages
  if (run.stopping.signal.aborted) return
  const serverStartedAt = Date.now()
  run.server = startServer(run, addresses, { shared, database })
  await Promise.all([run.server.ready, ...run.tools.map((tool) => tool.ready)])
  say(`server is ready (${seconds(Date.now() - serverStartedAt)})`)
  const loading = demoOptions(run, { ...shared, RIALTO_URL: addresses.innerUrl }, database)
  const hasDemo = demo !== null && (await loadDemoOnce(loading))
  if (run.stopping.signal.aborted) return
  run.stopLimit = limitLogs(run.logs)
  say(`everything is ready after ${seconds(Date.now() - startedAt)}`)
  process.stdout.write(
    summaryText({ ...addresses, demo: hasDemo ? demo : null, logDirectory: join(dataDirectory, 'logs') }),
  )
  if (hasDemo) run.pictures = hangPictures(loading)
}

function buildPagesOf(run: Run, environment: Environment): Promise<void> {
  const { programs, say } = run.options
  if (programs.pages === undefined) return Promise.resolve()
  const { signal } = run.stopping
  const built = buildPages({ entry: programs.pages, environment, say, signal, log: logFor(run, 'build') })
  // The database is waited for first; a failed build is heard of after it.
  built.catch(() => undefined)
  return built
}

function demoOptions(run: Run, environment: Environment, database: RunningDatabase): DemoOptions {
  const { settings, programs, say } = run.options
  return {
    dataDirectory: settings.dataDirectory,
    database: database.identity,
    entry: programs.demo,
    environment,
    say,
    signal: run.stopping.signal,
    log: logFor(run, 'demo'),
  }
}

function startTools(run: Run, addresses: Addresses, shared: Environment): void {
  const { programs, settings } = run.options
  if (addresses.simulatorUrl !== null) {
    const environment = {
      ...shared,
      SIMULATOR_PORT: new URL(addresses.simulatorUrl).port,
      SIMULATOR_JOURNAL: join(settings.dataDirectory, 'simulator.jsonl'),
      SIMULATOR_WEBHOOK_URL: `${addresses.innerUrl}/api/webhooks/stripe`,
      SIMULATOR_WEBHOOK_EVENTS: webhookEvents.join(','),
      SIMULATOR_FRAME_ORIGINS: [...new Set([addresses.publicUrl, addresses.innerUrl])].join(','),
    }
    startTool(run, 'Stripe simulator', {
      entry: programs.simulator,
      environment,
      url: addresses.simulatorUrl,
    })
  }
  if (addresses.mailboxUrl !== null) {
    const environment = {
      ...shared,
      MAIL_PORT: new URL(addresses.mailboxUrl).port,
      MAIL_SMTP_PORT: String(addresses.smtpPort),
      MAIL_DIRECTORY: join(settings.dataDirectory, 'mails'),
    }
    startTool(run, 'mail catcher', { entry: programs.mailCatcher, environment, url: addresses.mailboxUrl })
  }
}

function startTool(
  run: Run,
  name: string,
  tool: { entry: string; environment: Environment; url: string },
): void {
  const log = logFor(run, name)
  const stopSecondsMax = toolStopSecondsMax
  const spec = { name, log, stopSecondsMax, entry: tool.entry, readyUrl: tool.url }
  run.tools.push(superviseChild({ ...spec, environment: () => tool.environment }, surroundings(run)))
}

function startServer(
  run: Run,
  addresses: Addresses,
  parts: { shared: Environment; database: RunningDatabase },
): SupervisedChild {
  const spec = {
    name: 'server',
    entry: run.options.programs.server,
    readyUrl: `${addresses.innerUrl}/ready`,
    stopSecondsMax: serverStopSecondsMax,
    log: logFor(run, 'server'),
    environment: () => ({
      ...parts.shared,
      DATABASE_URL: parts.database.url(),
      ...(addresses.simulatorUrl === null ? {} : { STRIPE_API_BASE: addresses.simulatorUrl }),
      ...(addresses.smtpPort === null ? {} : { SMTP_URL: `smtp://127.0.0.1:${addresses.smtpPort}` }),
    }),
  }
  return superviseChild(spec, surroundings(run))
}

function surroundings(run: Run) {
  return {
    say: run.options.say,
    fail: run.options.fail,
    started: (name: string, processId: number) => run.record?.started(name, processId),
  }
}

function logFor(run: Run, name: string): LogFile {
  const log = openLog(
    join(run.options.settings.dataDirectory, 'logs'),
    name.toLowerCase().replaceAll(' ', '-'),
  )
  run.logs.push(log)
  return log
}

async function stopAll(run: Run): Promise<void> {
  run.stopping.abort()
  run.stopLimit?.()
  await run.pictures
  await run.server?.stop()
  await Promise.all(run.tools.map((tool) => tool.stop()))
  // One that did not start has nothing to stop, and why was said where it was waited for.
  const database = await run.database?.catch(() => undefined)
  await database?.stop()
  run.record?.end()
}
