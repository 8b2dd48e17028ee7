import assert from 'node:assert/strict'
import { test } from 'node:test'
import { interactions, openMix, weights } from './mix.ts'
import { openProgress } from './shopper.ts'

const turns = 40_000
const total = interactions.reduce((sum, one) => sum + weights[one], 0)

test('whoever lacks what an interaction needs does that first, and the shares stay those of the mix', () => {
  const mix = openMix()
  const shoppers = Array.from({ length: 100 }, openProgress)
  const counts = new Map(interactions.map((one) => [one, 0]))
  for (let turn = 0; turn < turns; turn += 1) {
    const progress = shoppers[turn % shoppers.length]
    for (const interaction of progress ? mix.next(progress) : []) {
      if (interaction === 'buy request') assert.ok(progress?.has('shopping cart'))
      if (interaction === 'buy confirm') assert.ok(progress?.has('buy request'))
      progress?.note(interaction)
      counts.set(interaction, (counts.get(interaction) ?? 0) + 1)
    }
  }
  const done = [...counts.values()].reduce((sum, count) => sum + count, 0)
  for (const [interaction, count] of counts) {
    const expected = (done * weights[interaction]) / total
    // Six deviations of a draw: one run in many millions is further away.
    const slack = 6 * Math.sqrt(expected) + 3
    assert.ok(Math.abs(count - expected) < slack, `${interaction}: ${count} instead of ${expected}`)
  }
})

test('TPC-W gives a fifth of its shopping mix to ordering', () => {
  const ordering = interactions.slice(interactions.indexOf('shopping cart'))
  assert.equal(total, 10_000)
  assert.equal(
    ordering.reduce((sum, one) => sum + weights[one], 0),
    2_000,
  )
})
