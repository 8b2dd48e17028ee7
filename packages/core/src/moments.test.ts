import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharedMoment } from './moments.ts'

test('moments of one twentieth of a second are one moment, never an earlier one', () => {
  const at = (ms: number) => sharedMoment(new Date(ms)).getTime()
  assert.deepEqual([1_001, 1_049, 1_050, 1_051].map(at), [1_050, 1_050, 1_050, 1_100])
})
