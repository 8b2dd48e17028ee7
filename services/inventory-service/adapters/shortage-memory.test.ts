import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openShortageMemory } from './shortage-memory.ts'

test('a shortage is remembered for its time, and again when it is met again', () => {
  let at = 0
  const memory = openShortageMemory({ entriesMax: 10, rememberMs: 100 }, () => at)
  assert.equal(memory.has('one'), false)
  memory.note('one')
  at = 99
  assert.equal(memory.has('one'), true)
  memory.note('one')
  at = 150
  assert.equal(memory.has('one'), true)
  at = 199
  assert.equal(memory.has('one'), false)
})

test('the oldest shortages are forgotten when there are too many', () => {
  const memory = openShortageMemory({ entriesMax: 2, rememberMs: 100 }, () => 0)
  for (const key of ['one', 'two', 'one', 'three']) memory.note(key)
  assert.deepEqual(
    ['one', 'two', 'three'].map((key) => memory.has(key)),
    [true, false, true],
  )
})
