import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { systemCode } from './fault.ts'

/**
 * A text that is equal only for the same process: a bare id is given to another process after a while,
 * so its start time goes with it. Undefined when no such process lives; a dead one that nobody has
 * collected (a zombie) does not live.
 */
export function processIdentity(processId: number): string | undefined {
  if (!hasProcess(processId)) return undefined
  if (process.platform === 'linux') return linuxIdentity(processId)
  if (process.platform === 'win32') return `${processId}`
  const started = commandOutput('ps', ['-o', 'lstart=', '-p', `${processId}`])
  return started === '' ? undefined : `${processId} ${started}`
}

/** True when signals reach a process of this id, whoever owns it and whatever it is. */
export function hasProcess(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}

/** True when this process is a PostgreSQL server (or one of its children) that works on the directory. */
export function isPostgresOn(processId: number, dataDirectory: string): boolean {
  if (process.platform === 'linux') {
    return workingDirectory(processId) === dataDirectory && commandName(processId).startsWith('postgres')
  }
  if (process.platform === 'win32') return hasProcess(processId)
  const command = commandOutput('ps', ['-ww', '-o', 'command=', '-p', `${processId}`])
  return command.includes('postgres') && command.includes(dataDirectory)
}

/**
 * Server processes that still work on the directory. Only Linux can tell; elsewhere the list is empty and
 * PostgreSQL itself refuses to start until its old shared memory is free.
 */
export function postgresProcessesOn(dataDirectory: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((processId) => isPostgresOn(processId, dataDirectory))
}

/** Ends a server and all its processes in one moment, so that it leaves nothing in order. */
export function killServer(processId: number): void {
  const directory = process.platform === 'linux' ? workingDirectory(processId) : ''
  // Elsewhere they end by themselves when they see that their server is gone.
  const others = directory === '' ? [] : postgresProcessesOn(directory)
  for (const one of [processId, ...others]) sendSignal(one, 'SIGKILL')
}

/** Sends a signal; a process that has ended meanwhile is no fault. */
export function sendSignal(processId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(processId, signal)
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error
  }
}

function linuxIdentity(processId: number): string | undefined {
  const stat = readOrEmpty(`/proc/${processId}/stat`)
  // The command stands in brackets and may hold anything, so fields are counted from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const state = fields[0]
  const startTicks = fields[19]
  if (state === undefined || startTicks === undefined || state === 'Z' || state === 'X') return undefined
  const boot = readOrEmpty('/proc/sys/kernel/random/boot_id').slice(0, 8)
  return `${processId} ${startTicks} ${boot}`
}

function workingDirectory(processId: number): string {
  try {
    return readlinkSync(`/proc/${processId}/cwd`)
  } catch {
    // Ended, a zombie, or another user's: in each case not a server of ours.
    return ''
  }
}

function commandName(processId: number): string {
  return readOrEmpty(`/proc/${processId}/comm`).trim()
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // A process may end between two reads; its files then read as empty.
    return ''
  }
}

function commandOutput(command: string, parameters: string[]): string {
  try {
    return execFileSync(command, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    // ps ends with 1 when there is no such process.
    return ''
  }
}
