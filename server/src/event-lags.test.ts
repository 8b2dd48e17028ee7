import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ReaderStatus } from '@rialto/events'
import { createEventLags } from './event-lags.ts'

const at = (reader: string, source: string, behindEvents: number | null, behindSeconds: number | null) =>
  ({ reader, source, behindEvents, behindSeconds, movedAt: '', mark: '' }) satisfies ReaderStatus

describe('how far readers are behind', () => {
  it('is told for each reader over all that it reads, and looked up once for all who ask at once', async () => {
    const lags = createEventLags()
    assert.deepEqual(await lags.read(), [], 'before events flow there is nothing to tell')
    let looks = 0
    lags.open(async () => {
      looks += 1
      return [at('a', 'one', 2, 5), at('a', 'two', 3, 90), at('b', 'one', null, null), at('b', 'two', 0, 0)]
    })
    const [first, second] = await Promise.all([lags.read(), lags.read()])
    assert.equal(looks, 1)
    assert.deepEqual(first, second)
    assert.deepEqual(first, [
      { reader: 'a', behindEvents: 5, behindSeconds: 90 },
      { reader: 'b', behindEvents: 0, behindSeconds: 0 },
    ])
  })
})
