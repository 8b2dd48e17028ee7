import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { fault } from './fault.ts'
import type { Location } from './location.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { hasProcess, isPostgresOn, postgresProcessesOn, sendSignal } from './processes.ts'

export const fastStopSecondsMax = 20
const immediateStopSecondsMax = 10
const orphanPatienceSeconds = 3
const orphanWaitSecondsMax = 30

/**
 * Brings the data directory to rest before a start: a server left by a killed supervisor is stopped, its
 * settings and its log belong to the past; children of a killed server are waited for.
 *
 * Returns the recorded process id when it now belongs to a stranger. PostgreSQL would take that stranger for
 * a running server; named as its grandparent it is ignored. The file itself is never deleted, because it also
 * guards the shared memory of children that are still alive.
 */
export async function settleLeftovers(
  location: Location,
  log: (line: string) => void,
): Promise<number | undefined> {
  const { dataDirectory } = location
  const recorded = readPostmasterFile(dataDirectory)
  if (recorded !== undefined && isPostgresOn(recorded.processId, dataDirectory)) {
    log(`stopping PostgreSQL (process ${recorded.processId}), left over by an earlier run`)
    await stopServer(location, recorded.processId)
  }
  await waitForOrphans(dataDirectory, log)
  const stranger = readPostmasterFile(dataDirectory)
  return stranger !== undefined && hasProcess(stranger.processId) ? stranger.processId : undefined
}

/** Stops a server: clients are cut off and data are flushed; without an answer, recovery does it next time. */
export async function stopServer(location: Location, processId: number): Promise<void> {
  const { dataDirectory } = location
  if (process.platform === 'win32') {
    await promisify(execFile)(location.binaries.control, ['stop', '-m', 'fast', '-D', dataDirectory])
    return
  }
  const isGone = () => !isPostgresOn(processId, dataDirectory)
  if (isGone()) return
  sendSignal(processId, 'SIGINT')
  if (await becomesTrue(isGone, fastStopSecondsMax)) return
  sendSignal(processId, 'SIGQUIT')
  if (await becomesTrue(isGone, immediateStopSecondsMax)) return
  throw fault('STILL_STOPPING', `PostgreSQL (process ${processId}) on ${dataDirectory} does not stop.`)
}

/** Polls a condition; false when it was not met within the time. */
export async function becomesTrue(condition: () => boolean, seconds: number): Promise<boolean> {
  const deadline = Date.now() + seconds * 1000
  while (!condition()) {
    if (Date.now() > deadline) return false
    await sleep(15)
  }
  return true
}

async function waitForOrphans(dataDirectory: string, log: (line: string) => void): Promise<void> {
  const isQuiet = () => postgresProcessesOn(dataDirectory).length === 0
  if (isQuiet()) return
  if (await becomesTrue(isQuiet, orphanPatienceSeconds)) return
  const orphans = postgresProcessesOn(dataDirectory)
  log(`ending ${orphans.length} processes of a PostgreSQL that was killed`)
  for (const orphan of orphans) sendSignal(orphan, 'SIGQUIT')
  if (await becomesTrue(isQuiet, orphanWaitSecondsMax)) return
  throw fault('STILL_STOPPING', `Processes ${orphans.join(', ')} of a killed PostgreSQL do not end.`)
}
