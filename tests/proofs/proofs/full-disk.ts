import assert from 'node:assert/strict'
import { statfs, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { until } from '@rialto/testing'
import { shopUnder } from '../run/under-load.ts'
import type { Proof, World } from '../run/world.ts'

const beforeMs = 3_000
const fullMs = 15_000
const afterMs = 5_000
const recoverySecondsMax = 90

/** Somebody fills the disk of the database, and frees it again: nobody restarts anything. */
export const fullDisk: Proof = {
  name: 'the disk of the database is full for a while under a load of whole purchases',
  run: (world) => shopUnder(world, () => fillTwice(world)),
}

async function fillTwice(world: World): Promise<string> {
  return `${await fillOnce(world)}; ${await fillOnce(world)}`
}

async function fillOnce(world: World): Promise<string> {
  assert.ok(world.diskDirectory)
  await pause(beforeMs)
  const from = world.notes.length
  const ballast = await fill(world.diskDirectory)
  await pause(fullMs)
  const statuses = tallyOf(world, from)
  await unlink(ballast)
  const freedAt = performance.now()
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
  assert.ok(statuses.size > 0, 'nobody noticed that the disk was full')
  const told = [...statuses].map(([what, count]) => `${count} ${what}`).join(', ')
  return `full for ${fullMs / 1_000} s (${told}), ready ${seconds} s after there was room`
}

/** Writes until nothing is left, so that the next page or log segment of PostgreSQL finds no room. */
async function fill(directory: string): Promise<string> {
  const { bavail, bsize } = await statfs(directory)
  const path = join(directory, 'ballast')
  await writeFile(path, Buffer.alloc(bavail * bsize))
  return path
}

/** What was not done, by its status and code: refused for now, or not answered. Anything else would be no clear word. */
function tallyOf(world: World, from: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const note of world.notes.slice(from)) {
    if (note.what === 'sent' || (note.what === 'answered' && note.status < 500)) continue
    const name = note.what === 'lost' ? 'not answered' : `${note.status} ${note.code}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}
