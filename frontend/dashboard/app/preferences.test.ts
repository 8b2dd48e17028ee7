import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readTimeZone } from './preferences.ts'

it('says times by the zone that the browser reported', () => {
  assert.equal(readTimeZone('Europe/Berlin'), 'Europe/Berlin')
  assert.equal(readTimeZone('Asia/Kuwait'), 'Asia/Kuwait')
})

it('says times of the world where the browser reported nothing, or what no clock knows', () => {
  assert.equal(readTimeZone(undefined), 'UTC')
  assert.equal(readTimeZone('Mars/Olympus'), 'UTC')
  assert.equal(readTimeZone(''), 'UTC')
  assert.equal(readTimeZone('<script>'), 'UTC')
})
