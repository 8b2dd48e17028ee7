import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stallsOfToday } from './stalls-of-today.ts'

const day = 86_400_000
const vendors = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

test('Other stalls stand in front every day, and the same ones all day long', () => {
  assert.deepEqual(stallsOfToday(vendors, 10 * day, 3), stallsOfToday(vendors, 11 * day - 1, 3))
  assert.notDeepEqual(stallsOfToday(vendors, 10 * day, 3), stallsOfToday(vendors, 11 * day, 3))
})

test('Every stall stands in front in its turn', () => {
  const seen = new Set(Array.from({ length: 7 }, (_, at) => stallsOfToday(vendors, at * day, 3)).flat())
  assert.equal(seen.size, vendors.length)
})

test('A market with few stalls shows each once', () => {
  assert.deepEqual(stallsOfToday(['a'], 5 * day, 3), ['a'])
  assert.deepEqual(stallsOfToday([], 5 * day, 3), [])
})
