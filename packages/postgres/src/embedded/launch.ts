import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { asAccount } from './account.ts'
import { type EmbeddedPostgresFault, fault, isEmbeddedPostgresFault, systemCode } from './fault.ts'
import { plainEnvironment } from './initialise.ts'
import { settleLeftovers } from './leftovers.ts'
import type { Location } from './location.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { type ServerSettings, settingArguments } from './settings.ts'

export type Running = { processId: number; port: number; exited: Promise<void> }

export type LaunchOptions = {
  /** 0 takes any free port; another one is left for the next free one when it is taken. */
  port: number
  settings: ServerSettings
  log: (line: string) => void
}

const portsTriedMax = 50
const launchesMax = 6
const startSecondsMax = 600
const saidAfterSeconds = 3
const logBytesMax = 10 * 1024 * 1024

/** Starts the server, again on another port or after a pause where that helps, and waits until it is ready. */
export async function launch(location: Location, options: LaunchOptions): Promise<Running> {
  rotateLog(location.logFile)
  let port = options.port
  for (let attempt = 1; ; attempt++) {
    try {
      const grandparent = await settleLeftovers(location, options.log)
      // Looked for now, because a server that was left over may have held the port.
      port = await nextFreePort(port)
      return await launchOnce(location, { ...options, port }, grandparent)
    } catch (error) {
      if (!isEmbeddedPostgresFault(error) || attempt === launchesMax) throw error
      // Somebody took the port between our look and PostgreSQL's.
      if (error.code === 'PORT_TAKEN') port = options.port === 0 ? 0 : port + 1
      else if (error.code === 'STILL_STOPPING') await sleep(attempt * 500)
      else throw error
    }
  }
}

async function launchOnce(
  location: Location,
  options: LaunchOptions,
  grandparent: number | undefined,
): Promise<Running> {
  const logStart = sizeOf(location.logFile)
  const server = spawnServer(location, options, grandparent)
  let hasEnded = false
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      hasEnded = true
      resolve()
    }
    server.once('exit', end)
    server.once('error', end)
  })
  const started = Date.now()
  let isSaid = false
  for (;;) {
    if (hasEnded) throw explainedEnd(location, logStart, options.port)
    const file = readPostmasterFile(location.dataDirectory)
    if (server.pid !== undefined && file?.processId === server.pid && file.isReady) {
      return { processId: server.pid, port: options.port, exited }
    }
    const seconds = (Date.now() - started) / 1000
    if (seconds > startSecondsMax) {
      server.kill('SIGQUIT')
      throw fault(
        'START_FAILED',
        `PostgreSQL was not ready after ${startSecondsMax} s; see ${location.logFile}.`,
      )
    }
    if (seconds > saidAfterSeconds && !isSaid) {
      isSaid = true
      options.log('PostgreSQL is still recovering what a sudden stop left unfinished')
    }
    await sleep(10)
  }
}

function spawnServer(location: Location, options: LaunchOptions, grandparent: number | undefined) {
  const output = openSync(location.logFile, 'a', 0o600)
  try {
    const parameters = [
      '-D',
      location.dataDirectory,
      '-p',
      `${options.port}`,
      ...settingArguments(options.settings),
    ]
    const server = spawn(location.binaries.postgres, parameters, {
      ...asAccount(location.account),
      // Its own group: Ctrl-C in the terminal must not stop the database before its clients.
      detached: true,
      cwd: location.dataDirectory,
      env: {
        ...plainEnvironment(),
        ...(grandparent === undefined ? {} : { PG_GRANDPARENT_PID: `${grandparent}` }),
      },
      // A file, not a pipe: the server outlives a killed supervisor and could not write to its pipe.
      stdio: ['ignore', output, output],
      windowsHide: true,
    })
    server.unref()
    return server
  } finally {
    closeSync(output)
  }
}

/** Finds in the log why the server ended and says it in one sentence. */
function explainedEnd(location: Location, logStart: number, port: number): EmbeddedPostgresFault {
  const text = readFileSync(location.logFile).subarray(logStart).toString('utf8')
  const fatal = text.split('\n').filter((line) => /\b(FATAL|PANIC):/.test(line))
  const reason = fatal.at(-1)?.replace(/^.*?\b(?:FATAL|PANIC): +/, '') ?? 'it ended without a word'
  if (text.includes('No space left on device')) {
    return fault('NO_SPACE', `The disk of ${location.dataDirectory} is full; PostgreSQL cannot start.`)
  }
  if (/could not bind IPv4|Address already in use/.test(text)) {
    return fault('PORT_TAKEN', `Port ${port} is taken.`)
  }
  if (/pre-existing shared memory block|lock file ".*" already exists/.test(text)) {
    return fault('STILL_STOPPING', `Another PostgreSQL still works on ${location.dataDirectory}.`)
  }
  if (/database files are incompatible/.test(text)) {
    return fault('OTHER_VERSION', `PostgreSQL cannot read ${location.dataDirectory}: ${reason}`)
  }
  return fault('START_FAILED', `PostgreSQL did not start: ${reason}; see ${location.logFile}.`)
}

async function nextFreePort(wanted: number): Promise<number> {
  if (wanted === 0) return (await listenOnce(0)) ?? 0
  for (let port = wanted; port < wanted + portsTriedMax; port++) {
    if ((await listenOnce(port)) !== undefined) return port
  }
  throw fault('PORT_TAKEN', `Ports ${wanted} to ${wanted + portsTriedMax - 1} are all taken.`)
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address()
      const found = typeof address === 'object' && address !== null ? address.port : undefined
      probe.close(() => resolve(found))
    })
  })
}

function rotateLog(path: string): void {
  if (sizeOf(path) > logBytesMax) renameSync(path, `${path}.1`)
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 0
    throw error
  }
}
