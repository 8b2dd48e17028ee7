import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Remembered } from '../ports.ts'
import { openDropMemory } from './drop-memory.ts'

type Drop = NonNullable<Remembered['drop']>

const limits = { entriesMax: 2, freshMs: 250, staleMs: 1_000 }

describe('the memory of drops', () => {
  const dropOf = (dropId: string): Drop => ({
    dropId,
    now: new Date(0),
    opensAt: new Date(0),
    endsAt: new Date(1),
    isClosed: false,
    perPersonMax: 1,
    slices: [],
  })

  it('asks once for all who ask at once, and says how old its answer is', async () => {
    let time = 0
    let readings = 0
    const memory = openDropMemory(limits, () => time)
    const read = async () => {
      readings += 1
      return dropOf('a')
    }
    await Promise.all(Array.from({ length: 20 }, () => memory.get('a', read)))
    time = 200
    const { drop, ageMs } = await memory.get('a', read)
    assert.equal(readings, 1)
    assert.equal(drop?.dropId, 'a')
    assert.equal(ageMs, 200)
  })

  it('answers from the old value while a new one is read, and waits for none that is too old', async () => {
    let time = 0
    const values = [dropOf('first'), dropOf('second'), dropOf('third')]
    const memory = openDropMemory(limits, () => time)
    const read = async () => values.shift()
    await memory.get('a', read)
    time = 300
    assert.equal((await memory.get('a', read)).drop?.dropId, 'first')
    await new Promise(setImmediate)
    assert.equal((await memory.get('a', read)).drop?.dropId, 'second')
    time = 3_000
    assert.equal((await memory.get('a', read)).drop?.dropId, 'third')
  })

  it('keeps nothing of a reading that failed', async () => {
    const memory = openDropMemory(limits, () => 0)
    await assert.rejects(
      memory.get('a', async () => {
        throw new Error('the database is away')
      }),
    )
    assert.equal((await memory.get('a', async () => dropOf('a'))).drop?.dropId, 'a')
  })

  it('makes room for new drops', async () => {
    let readings = 0
    const memory = openDropMemory(limits, () => 0)
    const read = async () => {
      readings += 1
      return undefined
    }
    for (const key of ['a', 'b', 'c', 'a']) await memory.get(key, read)
    assert.equal(readings, 4)
  })
})
