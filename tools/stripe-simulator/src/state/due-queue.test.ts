import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createDueQueue } from './due-queue.ts'

test('items leave by their time, equal ones in the order they came, and never early', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(20), (times, now) => {
      const queue = createDueQueue<number>()
      for (const [place, dueAt] of times.entries()) queue.push(dueAt, place)
      const left: number[] = []
      for (let item = queue.takeDue(now); item !== undefined; item = queue.takeDue(now)) left.push(item)
      const wanted = [...times.keys()].filter((place) => (times[place] ?? 0) <= now)
      wanted.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b)
      assert.deepEqual(left, wanted)
      assert.equal(queue.size(), times.length - wanted.length)
      assert.ok((queue.nextAt() ?? Number.POSITIVE_INFINITY) > now)
    }),
  )
})
