import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { journalId } from './ledger-batch.ts'
import { journalsOf, judge, type Suspect } from './match.ts'

const amount = fc.bigInt({ min: 1n, max: 10n ** 12n })
const equal: fc.Arbitrary<Suspect> = fc
  .record({
    amount,
    fee: fc.bigInt({ min: 0n, max: 10n ** 6n }),
    isRefund: fc.boolean(),
    isFeeUnknown: fc.boolean(),
  })
  .map(({ amount, fee, isRefund, isFeeUnknown }) => {
    const side = { amount: isRefund ? -amount : amount, fee: isRefund ? 0n : fee, currency: 'EUR' }
    return {
      kind: isRefund ? 'refund' : 'charge',
      there: { ...side, net: side.amount - side.fee },
      here: side,
      refundState: isRefund ? 'succeeded' : null,
      ...{ isSecond: false, isFeeUnknown, isTakenBack: false, isOld: false },
    }
  })
const other = fc.bigInt({ min: 1n, max: 999n })

describe('a movement beside its journal', () => {
  it('is matched when amount, fee, net and currency are the same, and only then', () => {
    const kindsOf = (suspect: Suspect) => {
      const verdict = judge(suspect)
      return verdict.is === 'different' ? verdict.kinds : [verdict.is]
    }
    fc.assert(
      fc.property(equal, other, (suspect, wrong) => {
        const { here, there } = suspect
        if (!here) throw new Error('an equal one has a journal')
        const fee = here.fee + wrong
        assert.deepEqual(kindsOf(suspect), ['matched'])
        assert.deepEqual(kindsOf({ ...suspect, here: null }), ['missing_here'])
        assert.deepEqual(kindsOf({ ...suspect, isSecond: true }), ['twice'])
        assert.deepEqual(kindsOf({ ...suspect, here: { ...here, amount: here.amount + wrong } }), [
          'amount_differs',
        ])
        assert.deepEqual(kindsOf({ ...suspect, here: { ...here, currency: 'USD' } }), ['amount_differs'])
        assert.deepEqual(kindsOf({ ...suspect, here: { ...here, fee } }), ['fee_differs'])
        assert.deepEqual(kindsOf({ ...suspect, there: { ...there, net: there.net - wrong } }), [
          'fee_differs',
        ])
        const both = { ...suspect, here: { ...here, amount: here.amount + wrong, fee } }
        assert.deepEqual(kindsOf(both), ['amount_differs', 'fee_differs'])
      }),
    )
  })

  it('gets its fee booked only where nobody had told one', () => {
    fc.assert(
      fc.property(equal, other, (suspect, fee) => {
        const there = { ...suspect.there, fee, net: suspect.there.amount - fee }
        const bare = { ...suspect, there, here: suspect.here && { ...suspect.here, fee: 0n } }
        assert.equal(judge({ ...bare, isFeeUnknown: true }).is, 'fee_to_book')
        assert.equal(judge({ ...bare, isFeeUnknown: false }).is, 'different')
      }),
    )
  })

  it('waits for an open refund, but not for ever, and lets one that came back go', () => {
    fc.assert(
      fc.property(equal, fc.constantFrom('intended', 'sent', 'unknown'), (suspect, refundState) => {
        const open = { ...suspect, kind: 'refund' as const, here: null, refundState }
        assert.equal(judge(open).is, 'waiting')
        assert.equal(judge({ ...open, isOld: true }).is, 'different')
        const back = { ...open, kind: 'refund_failure' as const }
        assert.equal(judge(back).is, 'refund_to_fail')
        assert.equal(judge({ ...back, refundState: 'succeeded' }).is, 'refund_to_fail')
        assert.equal(judge({ ...back, refundState: null }).is, 'different')
        const failed = { ...open, refundState: 'failed' }
        assert.equal(judge(failed).is, 'different')
        assert.equal(judge({ ...failed, isTakenBack: true }).is, 'matched')
      }),
    )
  })

  it('has one journal, and one for a late fee', () => {
    const move = { id: 'txn_1', kind: 'charge' as const }
    assert.deepEqual(journalsOf(move, 'a'), {
      journalId: journalId({ kind: 'sale', cause: 'a' }),
      feeJournalId: journalId({ kind: 'provider fee', cause: 'txn_1' }),
    })
    assert.equal(journalsOf({ id: 'txn_2', kind: 'other' }, 'a').journalId, null)
    assert.equal(journalsOf(move, null).journalId, null)
  })
})
