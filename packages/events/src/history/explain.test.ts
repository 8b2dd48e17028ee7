import assert from 'node:assert/strict'
import { test } from 'node:test'
import { retiredMark, setBackMark, whyUnfit } from './explain.ts'

const present = '7200000000000000001-00000001-16402'

test('a cursor of the same generation fits', () => {
  assert.equal(whyUnfit(present, present), null)
})

test('each way in which a log can change is told by its name', () => {
  const cases: [string, RegExp][] = [
    [`${setBackMark}${present}`, /older copy of the log’s data/],
    [
      '7100000000000000009-00000001-16402',
      /system identifier 7200000000000000001, before 7100000000000000009/,
    ],
    ['7200000000000000001-0000000A-16402', /timeline 1 \(before 10\)/],
    ['7200000000000000001-00000001-5', /number 16402, before 5.*dropped and loaded again/],
    [`${retiredMark}${present}`, /stayed behind.*retired/],
    ['by hand', /"by hand", which is no generation/],
  ]
  for (const [bound, sentence] of cases) assert.match(whyUnfit(bound, present) ?? '', sentence)
})
