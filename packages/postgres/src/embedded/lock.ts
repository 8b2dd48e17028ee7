import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemCode } from './fault.ts'
import { processIdentity } from './processes.ts'

export type LockResult = { ok: true; release: () => void } | { ok: false; holderProcessId: number }

let lockSequence = 0

/**
 * Takes a lock that belongs to this process and ends with it: a lock whose holder died is taken over, so a
 * `kill -9` never has to be cleaned up by hand. The file holds the process id on its first line.
 */
export function takeLock(path: string): LockResult {
  mkdirSync(dirname(path), { recursive: true })
  const own = `${path}.${process.pid}-${++lockSequence}`
  writeFileSync(own, `${process.pid}\n${processIdentity(process.pid) ?? ''}\n`, { mode: 0o644 })
  try {
    for (let attempt = 0; attempt < takeAttemptsMax; attempt++) {
      if (linked(own, path)) return { ok: true, release: () => rmSync(path, { force: true }) }
      const content = readLock(path)
      if (content === undefined) continue
      const holder = livingHolder(content)
      if (holder !== undefined) return { ok: false, holderProcessId: holder }
      removeDead(path, content)
    }
    throw new Error(`the lock ${path} changes hands too fast`)
  } finally {
    rmSync(own, { force: true })
  }
}

/** The process that holds the lock, or undefined when nobody alive does. */
export function lockHolder(path: string): number | undefined {
  const content = readLock(path)
  return content === undefined ? undefined : livingHolder(content)
}

/** Runs the work while the lock is held, waiting for a holder that is still at it. */
export async function withLock<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  const deadline = Date.now() + lockWaitSecondsMax * 1000
  for (;;) {
    const lock = takeLock(path)
    if (lock.ok) {
      try {
        return await work()
      } finally {
        lock.release()
      }
    }
    if (Date.now() > deadline) throw new Error(`process ${lock.holderProcessId} holds ${path} for too long`)
    await sleep(25)
  }
}

const takeAttemptsMax = 50
const lockWaitSecondsMax = 660

function linked(from: string, to: string): boolean {
  try {
    // A link appears with its content in one step; creating a file and writing to it would not.
    linkSync(from, to)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function livingHolder(content: string): number | undefined {
  const [processId, identity] = content.split('\n')
  const holder = Number(processId)
  if (!Number.isInteger(holder) || holder <= 0) return undefined
  return processIdentity(holder) === identity ? holder : undefined
}

/** Removes the lock of a dead holder, and gives it back if somebody else had taken it over meanwhile. */
function removeDead(path: string, content: string): void {
  const aside = `${path}.dead-${process.pid}-${++lockSequence}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return
    throw error
  }
  if (readLock(aside) !== content) linked(aside, path)
  rmSync(aside, { force: true })
}
