import assert from 'node:assert/strict'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { until } from '@rialto/testing'
import type { Fault } from '../run/faults.ts'
import { shopUnder } from '../run/under-load.ts'
import type { Proof, World } from '../run/world.ts'

const beforeMs = 3_000
const fullMs = 40_000
const afterMs = 5_000
const recoverySecondsMax = 90

/** Somebody fills the disk of the database, and frees it again: nobody restarts anything. */
export const fullDisk: Proof = {
  name: 'the disk of the database is full for a while under a load of whole purchases',
  run: (world) => shopUnder(world, () => fillTwice(world)),
}

async function fillTwice(world: World): Promise<string> {
  const first = await fillOnce(world)
  // Without room PostgreSQL cannot recover either: it stays away until there is some.
  const second = await fillOnce(world, namedFault(world, 'all of PostgreSQL killed'))
  return `${first}; with PostgreSQL killed meanwhile, ${second}`
}

async function fillOnce(world: World, fault: Fault | null = null): Promise<string> {
  assert.ok(world.diskDirectory)
  await pause(beforeMs)
  const from = world.notes.length
  const ballast = await fill(world.diskDirectory)
  await pause(fullMs / 2)
  const makeRoom = async () => {
    await pause(fullMs / 2)
    const statuses = tallyOf(world, from)
    await unlink(ballast)
    return { statuses, freedAt: performance.now() }
  }
  const [{ statuses, freedAt }] = await Promise.all([makeRoom(), fault?.strike(world, world.random.branch())])
  await until(
    () =>
      fetch(`${world.shape.url}/ready`).then(
        (answer) => answer.status,
        () => 0,
      ),
    (status) => status === 200,
    { secondsMax: recoverySecondsMax, what: 'The recovery from a full disk' },
  )
  const seconds = ((performance.now() - freedAt) / 1_000).toFixed(0)
  await pause(afterMs)
  assert.ok(statuses.has('503 STORAGE_LOW'), 'nobody was told that the disk is full')
  const unclear = [...statuses.keys()].filter((what) => !what.startsWith('503 '))
  assert.deepEqual(unclear, [], 'what cannot be done is refused with a clear word')
  const told = [...statuses].map(([what, count]) => `${count} ${what}`).join(', ')
  return `full for ${fullMs / 1_000} s (${told}), ready ${seconds} s after there was room`
}

function namedFault({ faults }: World, name: string): Fault {
  const fault = faults.find((one) => one.name === name)
  assert.ok(fault, name)
  return fault
}

/** Writes until nothing is left, so that the next page or log segment of PostgreSQL finds no room. */
async function fill(directory: string): Promise<string> {
  const path = join(directory, 'ballast')
  const file = await open(path, 'w')
  try {
    for (const piece of [Buffer.alloc(1_048_576), Buffer.alloc(4_096)]) await writeUntilFull(file, piece)
  } finally {
    await file.close()
  }
  return path
}

async function writeUntilFull(file: FileHandle, piece: Buffer): Promise<void> {
  for (;;) {
    try {
      await file.writeFile(piece)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return
      throw error
    }
  }
}

/** What was not done, by its status and code. */
function tallyOf(world: World, from: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const note of world.notes.slice(from)) {
    if (note.what === 'sent' || (note.what === 'answered' && note.status < 500)) continue
    const name = note.what === 'lost' ? 'not answered' : `${note.status} ${note.code}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}
