// Payments and refunds at random, through the product's own operations and the simulator: the match finds no difference,
// and books are equal to the provider's own.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { parseArgs } from 'node:util'
import { accepted } from '@rialto/testing'
import { type MatchTill, openMatchTill } from '../testing/match-till.ts'
import type { TillOrder } from '../testing/open-till.ts'
import { drawFrom } from '../testing/random-orders.ts'

const { values } = parseArgs({ options: { seed: { type: 'string' } }, strict: false })
const seed = Number(values['seed'] ?? Math.floor(Math.random() * 1_000_000))
const steps = 60
const cards = [
  'pm_card_visa',
  'pm_card_refundFail',
  'pm_card_pendingRefund',
  'pm_card_chargeDeclined',
  'pm_card_amex',
]

describe(`the match under random payments and refunds, seed ${seed}`, () => {
  const draw = drawFrom(seed)
  let till: MatchTill
  before(async () => {
    till = await openMatchTill((provider) => ({
      ...provider,
      // Now and then the fee is told only later, and now and then the answer of a capture is lost.
      captureIntent: async (id, key) => {
        const answer = await provider.captureIntent(id, key)
        if (answer.outcome !== 'done' || draw(4) > 0) return answer
        return { ...answer, value: { ...answer.value, fee: null } }
      },
    }))
  })
  after(() => till.close())

  it('has no case, at any moment', async () => {
    const orders: { order: TillOrder; left: number }[] = []
    const refunds: string[] = []
    for (let step = 1; step <= steps; step += 1) {
      const dice = draw(10)
      const some = orders[draw(orders.length || 1)]
      if (dice < 5) await sell(orders)
      else if (dice < 8 && some && some.left > 0) {
        const amount = 1 + draw(some.left)
        some.left -= amount
        refunds.push(await till.refund(some.order, amount))
      } else {
        await till.sim('POST', '/_sim/clock', { advanceSeconds: 6 })
      }
      if (step % 20 === 0) await nothingDiffers(refunds)
    }
    await till.sim('POST', '/_sim/clock', { advanceSeconds: 6 })
    await nothingDiffers(refunds)
    for (const refundId of refunds) await till.tellRefund(refundId)
    await nothingDiffers(refunds)
    await booksAreEqual()
  })

  async function sell(orders: { order: TillOrder; left: number }[]): Promise<void> {
    const order = await till.makeOrder()
    await till.pay(order, cards[draw(cards.length)] ?? 'pm_card_visa')
    if ((await till.tender(order)).state === 'captured') orders.push({ order, left: 12_000 })
  }

  /** What the provider said of pending refunds has come; some are on their way, and of failures some were not told. */
  async function nothingDiffers(refunds: readonly string[]): Promise<void> {
    for (const refundId of refunds) if (draw(3) > 0) await till.tellRefund(refundId)
    accepted((await till.request()).result)
    await Promise.all([till.work(), till.work()])
    await till.failRefunds()
    assert.deepEqual(await till.cases(), [], `seed ${seed}`)
  }

  /** What the provider holds for us is what our accounts at the provider say. */
  async function booksAreEqual(): Promise<void> {
    const [here] = await till.rows<{ sum: string }>(
      `select sum(case 'provider.pending' when p.debit then p.amount when p.credit then -p.amount else 0 end)::text as sum
       from payment_posting p`,
      [],
    )
    const { books } = (await till.sim('GET', '/_sim/books')) as {
      books: { currency: string; balance: number }[]
    }
    assert.deepEqual(
      books.map(({ currency, balance }) => [currency, String(balance)]),
      [['eur', here?.sum]],
    )
  }
})
