import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDataRoot, processIdentity, takeLock } from '@rialto/postgres/embedded'
import { writeOwnFile } from './keep-file.ts'
import { type Say, StartFault } from './say.ts'

export type RunRecord = {
  started: (name: string, processId: number) => void
  end: () => void
}

type Recorded = { url: string; children: Record<string, { processId: number; identity: string }> }

const leaveSecondsMax = 12

/** The file that says which supervisor runs on a data folder. */
export function supervisorLock(dataDirectory: string): string {
  return join(dataDirectory, 'supervisor.lock')
}

/**
 * Makes this process the one supervisor of the data folder, and ends what a killed one left behind. The list of
 * children is on disk, because a supervisor that dies by kill -9 can tell nobody.
 */
export async function beginRun(dataDirectory: string, url: string, say: Say): Promise<RunRecord> {
  openDataRoot(dataDirectory)
  const lock = takeLock(supervisorLock(dataDirectory))
  const file = join(dataDirectory, 'supervisor.json')
  const before = readRecord(file)
  if (!lock.ok) {
    throw new StartFault(
      `Rialto is already running here (process ${lock.holderProcessId}${before ? `, ${before.url}` : ''}). ` +
        'Stop it with Ctrl-C where it runs, or set RIALTO_DATA and the ports for a second one.',
    )
  }
  if (before !== undefined) await endChildren(before, say)
  const record: Recorded = { url, children: {} }
  const write = () => writeOwnFile(file, record)
  write()
  return {
    started: (name, processId) => {
      record.children[name] = { processId, identity: processIdentity(processId) ?? '' }
      write()
    },
    end: () => {
      rmSync(file, { force: true })
      lock.release()
    },
  }
}

function readRecord(file: string): Recorded | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** They end by themselves when their supervisor is gone; those that hang are ended. */
async function endChildren(before: Recorded, say: Say): Promise<void> {
  const alive = () =>
    Object.entries(before.children).filter(
      ([, child]) => child.identity !== '' && processIdentity(child.processId) === child.identity,
    )
  if (alive().length === 0) return
  const names = alive().map(([name]) => name)
  say(`waiting for what a killed run left behind: ${names.join(', ')}`)
  const deadline = Date.now() + leaveSecondsMax * 1000
  while (alive().length > 0 && Date.now() < deadline) await sleep(50)
  for (const [, child] of alive()) process.kill(child.processId, 'SIGKILL')
  while (alive().length > 0) await sleep(20)
}
