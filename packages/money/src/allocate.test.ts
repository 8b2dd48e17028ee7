// @R-000.1h: splits and partial refunds lose nothing, whatever the weights and the sequence.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { add, allocate, allocateCumulative, cumulativeShare, type Money, negate, sum, zero } from './index.ts'

const eur = (amount: bigint): Money => ({ amount, currency: 'EUR' })
const amounts = (list: readonly Money[]) => list.map((money) => money.amount)

const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })
const signed = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 })

test('one euro in three is 34, 33 and 33', () => {
  assert.deepEqual(amounts(allocate(eur(100n), [1n, 1n, 1n])), [34n, 33n, 33n])
  assert.deepEqual(amounts(allocate(eur(-100n), [1n, 1n, 1n])), [-34n, -33n, -33n])
})

test('the units left over go to the largest remainders, ties to the lower index', () => {
  assert.deepEqual(amounts(allocate(eur(10n), [1n, 5n, 1n])), [2n, 7n, 1n])
  assert.deepEqual(amounts(allocate(eur(5n), [333n, 667n])), [2n, 3n])
})

test('weights that are all zero split evenly, a single zero weight gets nothing', () => {
  assert.deepEqual(amounts(allocate(eur(5n), [0n, 0n])), [3n, 2n])
  assert.deepEqual(amounts(allocate(eur(101n), [0n, 1n, 1n])), [0n, 51n, 50n])
})

test('a split needs somebody to give to and no negative weight', () => {
  assert.deepEqual(allocate(eur(0n), []), [])
  assert.throws(() => allocate(eur(1n), []), /nothing to allocate to/)
  assert.throws(() => allocate(eur(1n), [2n, -1n]), /weight is negative/)
})

test('a split in steps gives every share in whole steps', () => {
  const kwd: Money = { amount: 10_010n, currency: 'KWD' }
  assert.deepEqual(amounts(allocate(kwd, [1n, 1n, 1n], 10n)), [3340n, 3340n, 3330n])
  assert.throws(() => allocate({ amount: 5n, currency: 'KWD' }, [1n], 10n), /not a multiple of the step/)
  assert.throws(() => allocate(eur(5n), [1n], 0n), /step/)
})

test('any split sums to its total, within one unit of the exact share, mirrored for negatives', () => {
  fc.assert(
    fc.property(signed, weights, (total, split) => {
      const shares = allocate(eur(total), split)
      assert.equal(sum(shares, 'EUR').amount, total)
      const used = split.every((weight) => weight === 0n) ? split.map(() => 1n) : split
      const weightSum = used.reduce((left, right) => left + right, 0n)
      for (const [index, share] of shares.entries()) {
        const off = share.amount * weightSum - total * (used[index] ?? 0n)
        assert.ok(off < weightSum && -off < weightSum, `share ${index} is a whole unit off`)
      }
      assert.deepEqual(allocate(eur(-total), split), shares.map(negate))
    }),
  )
})

test('without equal remainders the order of the lines does not matter', () => {
  fc.assert(
    fc.property(amount, weights, fc.infiniteStream(fc.nat()), (total, split, keys) => {
      const weightSum = split.reduce((left, right) => left + right, 0n)
      fc.pre(weightSum > 0n)
      const remainders = split.map((weight) => (total * weight) % weightSum)
      fc.pre(new Set(remainders).size === remainders.length)
      const order = split
        .map((_, index) => ({ index, key: keys.next().value as number }))
        .toSorted((a, b) => a.key - b.key)
      const shares = allocate(eur(total), split)
      const shuffled = allocate(
        eur(total),
        order.map(({ index }) => split[index] ?? 0n),
      )
      assert.deepEqual(
        shuffled,
        order.map(({ index }) => shares[index]),
      )
    }),
  )
})

/** Cuts a total into refunds at random places. */
function refundsOf(total: bigint, cuts: readonly bigint[]): bigint[] {
  const places = [0n, ...cuts.map((cut) => cut % (total + 1n)).toSorted((a, b) => (a < b ? -1 : 1)), total]
  return places.slice(1).map((place, index) => place - (places[index] ?? 0n))
}

test('the commission returned by any sequence of refunds is the commission taken', () => {
  const cuts = fc.array(amount, { maxLength: 10 })
  fc.assert(
    fc.property(amount, amount, cuts, (total, rawPart, places) => {
      const part = rawPart % (total + 1n)
      let refundedBefore = zero('EUR')
      let given = zero('EUR')
      for (const refund of refundsOf(total, places).map(eur)) {
        const share = cumulativeShare({ total: eur(total), refundedBefore, refund, part: eur(part) })
        assert.ok(share.amount >= 0n && share.amount <= refund.amount)
        refundedBefore = add(refundedBefore, refund)
        given = add(given, share)
      }
      assert.equal(given.amount, total === 0n ? 0n : part)
    }),
  )
})

test('a refund beyond what was paid is a fault', () => {
  const paid = { total: eur(100n), part: eur(10n) }
  assert.throws(() => cumulativeShare({ ...paid, refundedBefore: eur(60n), refund: eur(41n) }), /within 100/)
  assert.throws(() => cumulativeShare({ ...paid, refundedBefore: eur(-1n), refund: eur(1n) }), /within/)
  assert.throws(() => cumulativeShare({ ...paid, refundedBefore: eur(1n), refund: eur(-1n) }), /within/)
  const yen: Money = { amount: 1n, currency: 'JPY' }
  assert.throws(() => cumulativeShare({ ...paid, refundedBefore: eur(0n), refund: yen }), /currencies/)
})

test('refunds over several lines never exceed a line, and give back every line exactly', () => {
  const lines = fc.array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(lines, fc.array(amount, { maxLength: 10 }), (parts, places) => {
      const total = parts.reduce((left, right) => left + right, 0n)
      let taken = parts.map(() => zero('EUR'))
      for (const refund of refundsOf(total, places)) {
        const shares = allocateCumulative({ parts: parts.map(eur), takenBefore: taken, amount: eur(refund) })
        assert.equal(sum(shares, 'EUR').amount, refund)
        assert.ok(shares.every((share) => share.amount >= 0n))
        taken = taken.map((before, index) => add(before, shares[index] ?? zero('EUR')))
        assert.ok(taken.every((now, index) => now.amount <= (parts[index] ?? 0n)))
      }
      assert.deepEqual(amounts(taken), parts)
    }),
  )
})

test('a refund over lines stays within what is left of them', () => {
  const parts = [eur(100n), eur(50n)]
  const within = /within what is left/
  assert.throws(
    () => allocateCumulative({ parts, takenBefore: [eur(100n), eur(0n)], amount: eur(51n) }),
    within,
  )
  assert.throws(
    () => allocateCumulative({ parts, takenBefore: [eur(0n), eur(0n)], amount: eur(-1n) }),
    within,
  )
  assert.throws(
    () => allocateCumulative({ parts, takenBefore: [eur(101n), eur(0n)], amount: eur(1n) }),
    within,
  )
  assert.throws(
    () => allocateCumulative({ parts, takenBefore: [eur(-1n), eur(0n)], amount: eur(1n) }),
    within,
  )
  assert.throws(() => allocateCumulative({ parts, takenBefore: [eur(0n)], amount: eur(1n) }), /each part/)
})
