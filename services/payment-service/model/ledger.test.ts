// @R-000.1h @
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { postSale } from './ledger.ts'
import { journalId, journalItem } from './ledger-batch.ts'
import type { Account, Posting } from './ledger-chart.ts'
import { deliver, divide, type Item, leftOf, paidLeft, takeBack } from './ledger-items.ts'
import { claim, endTransfer } from './ledger-settlement.ts'

const share = fc.record({
  vendorId: fc.uuid(),
  total: fc.bigInt({ min: 1n, max: 1_000_000n }),
  discountsByPlatform: fc.bigInt({ min: 0n, max: 5_000n }),
  commission: fc.bigInt({ min: 0n, max: 200_000n }),
  commissionTax: fc.bigInt({ min: 0n, max: 40_000n }),
})
const plain: Item = {
  id: 'one',
  vendorId: 'v',
  paid: 0n,
  funded: 0n,
  orderId: 'one',
  currency: 'EUR',
  commission: 0n,
  commissionTax: 0n,
  paidBack: 0n,
  fundedBack: 0n,
  commissionBack: 0n,
  commissionTaxBack: 0n,
  goodwillBack: 0n,
  availableOn: null,
  settlementId: null,
}
const item: fc.Arbitrary<Item> = fc
  .record({ id: fc.uuid(), vendorId: fc.uuid(), paid: fc.bigInt(0n, 90_000n), funded: fc.bigInt(0n, 9_000n) })
  .map((drawn) => ({ ...plain, ...drawn }))
const earned = fc.record({ commission: fc.bigInt(0n, 12_000n), commissionTax: fc.bigInt(0n, 3_000n) })

describe('a sale in the ledger', () => {
  it('ends the clearing at zero, and owes each vendor its part and what the marketplace pays of it', () => {
    const vendorsOf = fc.uniqueArray(share, { minLength: 1, maxLength: 10, selector: (one) => one.vendorId })
    fc.assert(
      fc.property(vendorsOf, fc.bigInt(0n, 9_000n), (vendors, fee) => {
        const amount = vendors.reduce((sum, vendor) => sum + vendor.total, 0n)
        const postings = postSale({ amount, fee, currency: 'EUR', vendors })
        assert.equal(balanceOf(postings, 'order.clearing'), 0n)
        const owed = vendors.reduce((sum, vendor) => sum + vendor.total + vendor.discountsByPlatform, 0n)
        assert.equal(balanceOf(postings, 'vendor.held'), -owed)
        assert.equal(balanceOf(postings, 'provider.pending'), amount - fee)
        assert.ok(postings.every((posting) => posting.amount > 0n))
      }),
    )
  })
})

describe("a vendor's part of an order", () => {
  it('frees exactly what was held when it is delivered, and nothing when it is told again', () => {
    fc.assert(
      fc.property(item, earned, (held, commission) => {
        const { item: due, postings } = deliver(held, commission, '2026-11-20')
        assert.equal(balanceOf(postings, 'vendor.held'), leftOf(held).gross)
        assert.equal(-balanceOf(postings, 'vendor.due'), leftOf(due).net)
        assert.deepEqual(deliver(due, commission, '2026-12-01').postings, [])
      }),
    )
  })

  it('gives back, piece by piece and on whichever side, all that was paid, funded and earned, to the cent', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 6 })
    fc.assert(
      fc.property(item, earned, fc.nat(8), cuts, (drawn, commission, deliveredAfter, percents) => {
        let now = drawn
        const postings: Posting[] = []
        const take = (amount: bigint) => {
          const back = takeBack(now, amount)
          now = back.item
          postings.push(...back.postings)
        }
        const steps = [...percents, 100]
        for (const [step, percent] of steps.entries()) {
          if (step === deliveredAfter) {
            const free = deliver(now, commission, '2026-11-20')
            now = { ...free.item, settlementId: percent % 2 === 0 ? 'one' : null }
            postings.push(...free.postings)
          }
          take((leftOf(now).paid * BigInt(percent)) / 100n)
        }
        assert.deepEqual(leftOf(now), { paid: 0n, funded: 0n, commission: 0n, tax: 0n, gross: 0n, net: 0n })
        assert.equal(-balanceOf(postings, 'customer.refund_owed'), drawn.paid)
        assert.equal(-balanceOf(postings, 'promotion.expense'), drawn.funded)
        assert.equal(balanceOf(postings, 'commission'), 0n)
        assert.equal(balanceOf(postings, 'commission_tax.payable'), 0n)
      }),
    )
  })

  it('earns nothing of what was given back before its delivery, unless its units were left out already', () => {
    const part = { ...plain, paid: 7_000n }
    const commission = { commission: 700n, commissionTax: 0n }
    const given = deliver(takeBack(part, 2_000n).item, commission, '2026-11-20')
    assert.equal(-balanceOf(given.postings, 'commission'), 500n)
    assert.equal(-balanceOf(given.postings, 'vendor.due'), 4_500n)
    const kept = { commission: 500n, commissionTax: 0n }
    const cancelled = deliver(takeBack(part, 2_000n, { isOfUnits: true }).item, kept, '2026-11-20')
    assert.equal(-balanceOf(cancelled.postings, 'commission'), 500n)
  })

  it('never takes more commission back than was earned, whatever was counted for the units', () => {
    const refund = fc.record({ percent: fc.integer({ min: 1, max: 100 }), counted: earned })
    fc.assert(
      fc.property(item, earned, refund, (held, commission, { percent, counted }) => {
        const { item: due } = deliver(held, commission, '2026-11-20')
        const amount = (due.paid * BigInt(percent)) / 100n
        const { item: after, postings } = takeBack(due, amount, { earned: counted })
        const left = leftOf(after)
        for (const [name, part] of Object.entries(left)) assert.ok(part >= 0n, `${name} is ${part}`)
        assert.equal(-balanceOf(postings, 'customer.refund_owed'), amount)
        assert.equal(balanceOf(postings, 'vendor.due'), leftOf(due).net - left.net)
      }),
    )
  })

  it('shares a refund of the whole order in proportion, and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 100 }),
        (items, percent) => {
          const amount = (paidLeft(items) * BigInt(percent)) / 100n
          const shares = divide(items, amount, null)
          assert.equal(
            shares.reduce((sum, one) => sum + one.amount, 0n),
            amount,
          )
          assert.ok(shares.every((one) => one.amount <= leftOf(one.item).paid))
        },
      ),
    )
  })
})

describe('a settlement', () => {
  it("claims what is due, nets it against the vendor's debt, and transfers the rest", () => {
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 8 }),
        fc.bigInt(0n, 200_000n),
        (items, receivable) => {
          const { claimed, netted, amount, postings } = claim(items, receivable)
          assert.equal(claimed, netted + amount)
          assert.ok(netted <= receivable && amount >= 0n)
          assert.equal(balanceOf(postings, 'vendor.due'), claimed)
          assert.equal(-balanceOf(postings, 'vendor.receivable'), netted)
        },
      ),
    )
  })

  it('is due again when its transfer fails, also after it had succeeded, and once only', () => {
    const transfer = { vendorId: 'v', currency: 'EUR', amount: 900n }
    for (const state of ['intended', 'sent', 'unknown', 'succeeded'] as const) {
      const end = endTransfer({ ...transfer, state }, 'failed')
      assert.equal(-balanceOf(end?.postings ?? [], 'vendor.due'), 900n)
      assert.equal(end?.isDueAgain, true)
    }
    assert.equal(endTransfer({ ...transfer, state: 'failed' }, 'failed'), undefined)
    assert.equal(endTransfer({ ...transfer, state: 'failed' }, 'succeeded'), undefined)
    assert.equal(endTransfer({ ...transfer, state: 'succeeded' }, 'succeeded'), undefined)
  })
})

describe('a journal', () => {
  const posting: Posting = {
    debit: 'goodwill',
    credit: 'commission',
    amount: 5n,
    currency: 'EUR',
    vendorId: null,
  }
  const journal = { kind: 'sale', cause: 'one', orderId: null, postings: [posting] }

  it('has one id for its cause and one digest for its content', () => {
    assert.equal(journalItem(journal).id, journalId(journal))
    assert.equal(journalItem(journal).digest, journalItem({ ...journal }).digest)
    const other = { ...journal, postings: [{ ...posting, amount: 6n }] }
    assert.equal(journalItem(other).id, journalItem(journal).id)
    assert.notEqual(journalItem(other).digest, journalItem(journal).digest)
    assert.notEqual(journalItem({ ...journal, bookedOn: '2026-11-20' }).digest, journalItem(journal).digest)
  })
})

/** Debits less credits of an account. */
function balanceOf(postings: readonly Posting[], account: Account): bigint {
  return postings.reduce(
    (sum, one) =>
      sum + (one.debit === account ? one.amount : 0n) - (one.credit === account ? one.amount : 0n),
    0n,
  )
}
