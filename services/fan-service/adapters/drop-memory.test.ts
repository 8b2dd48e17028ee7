import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openDropMemory } from './drop-memory.ts'

type Reading = Parameters<ReturnType<typeof openDropMemory>['get']>[1]

describe('the memory of drops and their words', () => {
  const row = { dropId: 'a' } as NonNullable<Awaited<ReturnType<Reading>>>

  it('reads once for all who ask within its life, and anew after it', async () => {
    let time = 0
    let readings = 0
    const memory = openDropMemory({ entriesMax: 5, lifeMs: 1_000 }, () => time)
    const read: Reading = async () => {
      readings += 1
      return row
    }
    await Promise.all(Array.from({ length: 10 }, () => memory.get('a', read)))
    assert.equal(readings, 1)
    time = 1_001
    await memory.get('a', read)
    assert.equal(readings, 2)
  })

  it('remembers neither what is not there yet nor what could not be read', async () => {
    const memory = openDropMemory({ entriesMax: 5, lifeMs: 1_000 }, () => 0)
    assert.equal(await memory.get('a', async () => undefined), undefined)
    await assert.rejects(
      memory.get('a', async () => {
        throw new Error('the database is away')
      }),
    )
    assert.equal(await memory.get('a', async () => row), row)
  })
})
