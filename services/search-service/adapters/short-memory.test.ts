import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openShortMemory } from './short-memory.ts'

it('a short memory forgets with time, and the oldest first when it is full', () => {
  let now = 0
  const memory = openShortMemory({ entriesMax: 2, lifeSeconds: 10 }, () => now)
  memory.set('a', 1)
  memory.set('b', 2)
  memory.set('a', 3)
  memory.set('c', 4)
  assert.deepEqual([memory.get('a'), memory.get('b'), memory.get('c')], [3, undefined, 4])
  now = 10_000
  assert.equal(memory.get('a'), undefined)
})
