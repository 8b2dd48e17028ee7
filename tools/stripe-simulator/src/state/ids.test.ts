import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idFor, nextRandom } from './ids.ts'

test('the same seed gives the same ids, another one others, and none comes twice', () => {
  const ids = (seed: number) => Array.from({ length: 20_000 }, (_, number) => idFor('pi', seed, number))
  const first = ids(1)
  assert.deepEqual(first.slice(0, 100), ids(1).slice(0, 100))
  assert.notEqual(first[5], ids(2)[5])
  assert.equal(new Set(first).size, first.length)
  assert.match(first[0] ?? '', /^pi_3\w{23}$/)
})

test('the small generator spreads its numbers evenly enough to mean a probability', () => {
  let state = 42
  let below = 0
  for (let draw = 0; draw < 10_000; draw += 1) {
    const next = nextRandom(state)
    state = next.state
    if (next.fraction < 0.3) below += 1
  }
  assert.ok(Math.abs(below - 3_000) < 200, `${below} of 10000 were below 0.3`)
})
