import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { listingWindows } from './listing-windows.ts'

const moment = fc.date({
  min: new Date('2026-01-01'),
  max: new Date('2026-01-02'),
  noInvalidDate: true,
})

test('each tender waits in one window, which reaches beyond its moment on both sides', () => {
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 50 }), (moments) => {
      const tenders = moments.map((createdAt, id) => ({ id, createdAt }))
      const windows = listingWindows(tenders)
      const met = windows.flatMap((window) => window.tenders.map((one) => one.id))
      assert.deepEqual(
        met.toSorted((one, other) => one - other),
        tenders.map((one) => one.id),
      )
      for (const { from, to, tenders: waiting } of windows) {
        for (const { createdAt } of waiting) {
          assert.ok(createdAt.getTime() - from.getTime() >= 30_000)
          assert.ok(to.getTime() - createdAt.getTime() >= 30_000)
        }
        assert.equal(to.getTime() - from.getTime(), 120_000)
      }
    }),
  )
})
