// @R-000.1h
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { accepted, actorWith, tenantB } from '@rialto/testing'
import { explainMatchCases, listMatchCases, listMatches } from '../contract.ts'
import { postSale } from '../model/ledger.ts'
import type { Provider } from '../ports.ts'
import { post } from '../store/ledger.ts'
import { bookkeeper, type MatchTill, openMatchTill, today } from '../testing/match-till.ts'
import type { TillOrder } from '../testing/open-till.ts'

const foreign = { amount: 5_000n, currency: 'EUR', transferGroup: 'other' }
const card = { method: 'pm_card_visa', returnUrl: null }

describe('the match of the ledger with the provider', () => {
  let till: MatchTill
  let isDying = false
  let isFeeLate = false
  const asked: (string | null)[] = []
  /** Pages of three, so that a day has several of them; and a process that dies between two. */
  const inSmallPages = (provider: Provider): Provider => ({
    ...provider,
    captureIntent: async (id, key) => {
      const answer = await provider.captureIntent(id, key)
      return isFeeLate && answer.outcome === 'done'
        ? { ...answer, value: { ...answer.value, fee: null } }
        : answer
    },
    listMoves: async (wanted) => {
      if (isDying && wanted.after !== null) throw new Error('the process was killed')
      asked.push(wanted.after)
      const answer = await provider.listMoves(wanted)
      if (answer.outcome !== 'done') return answer
      const { moves, isLast } = answer.value
      return { ...answer, value: { moves: moves.slice(0, 3), isLast: isLast && moves.length <= 3 } }
    },
  })
  before(async () => {
    till = await openMatchTill(inSmallPages)
  })
  after(() => till.close())
  beforeEach(() => {
    isDying = false
    asked.length = 0
  })

  it('finds nothing where both sides say the same', async () => {
    const orders = []
    for (let n = 0; n < 4; n += 1) orders.push(await paid())
    const [first] = orders
    assert.ok(first)
    await till.refund(first, 2_000)
    await till.match()
    assert.deepEqual(await till.cases(), [])
    const run = await lastRun()
    assert.deepEqual([run?.state, run?.transactions, run?.cases], ['done', 5, 0])
  })

  it('tells a payment of which the ledger knows nothing', async () => {
    const { id } = await charge(foreign.amount, {})
    const [found] = await newCases()
    assert.equal(found?.kind, 'missing_here')
    assert.equal(found?.here, null)
    assert.deepEqual(found?.there, { amount: 5_000, fee: 175, currency: 'EUR' })
    assert.equal(found?.subject, await moveOf(id))
  })

  it('tells a journal of which the provider knows nothing', async () => {
    const cause = newId()
    const postings = postSale({ amount: 900n, fee: 56n, currency: 'EUR', vendors: [] })
    await till.ctx.tx((tx) => post(tx, { kind: 'sale', cause, orderId: null, postings }))
    const [found] = await newCases()
    assert.equal(found?.kind, 'missing_there')
    assert.deepEqual([found?.here?.amount, found?.here?.fee, found?.there], [900, 56, null])
  })

  it('tells another amount and another fee, each with both sides', async () => {
    const wrongAmount = await paid()
    const wrongFee = await paid()
    await tamper(wrongAmount, `debit = 'provider.pending'`, 11_000)
    await tamper(wrongFee, `debit = 'provider.fees'`, 1)
    const found = await newCases()
    const seen = found.map(({ kind, orderId, here, there }) => [kind, orderId, here, there])
    const there = { amount: 12_000, fee: 378, currency: 'EUR' }
    const wanted = [
      ['amount_differs', wrongAmount.orderId, { ...there, amount: 11_000 }, there],
      ['fee_differs', wrongFee.orderId, { ...there, fee: 1 }, there],
    ]
    assert.deepEqual(new Set(seen.map(String)), new Set(wanted.map(String)))
    assert.deepEqual(
      seen.toSorted((one, other) => (String(one) < String(other) ? -1 : 1)),
      wanted,
    )
    await tamper(wrongAmount, `debit = 'provider.pending'`, 12_000)
    await till.match()
    const left = (await till.cases()).map(({ orderId }) => orderId)
    assert.ok(!left.includes(wrongAmount.orderId), 'what matches again is closed by itself')
    assert.ok(left.includes(wrongFee.orderId))
    const [closed] = await till.cases('closed')
    assert.equal(closed?.orderId, wrongAmount.orderId)
    await tamper(wrongAmount, `debit = 'provider.pending'`, 11_999)
    await till.match()
    assert.ok(
      (await till.cases()).some(({ orderId }) => orderId === wrongAmount.orderId),
      'and open again',
    )
    await tamper(wrongAmount, `debit = 'provider.pending'`, 12_000)
    await tamper(wrongFee, `debit = 'provider.fees'`, 378)
  })

  it('tells an order that was charged twice', async () => {
    const order = await paid()
    const { id: paymentId } = await till.tender(order)
    await charge(12_000n, { paymentId, round: '1' })
    const found = await newCases()
    assert.deepEqual(
      found.map(({ kind, orderId, there }) => [kind, orderId, there?.amount]),
      [['twice', order.orderId, 12_000]],
    )
  })

  it('books a fee that the message of the payment did not tell', async () => {
    isFeeLate = true
    const order = await paid()
    isFeeLate = false
    assert.equal(await feesOf(order), '0')
    assert.deepEqual(await newCases(), [])
    assert.equal(await feesOf(order), '378')
    assert.deepEqual(await newCases(), [])
    assert.equal(await feesOf(order), '378')
  })

  it('waits for a refund whose outcome is open, whatever day that takes', async () => {
    const order = await paid('pm_card_pendingRefund')
    const refundId = await till.refund(order, 700)
    assert.deepEqual(await newCases(), [])
    await till.sim('POST', '/_sim/clock', { advanceSeconds: 6 })
    await till.tellRefund(refundId)
    assert.deepEqual(await newCases(), [])
    const [waiting] = await till.rows('select id from payment_provider_move where is_waiting', [])
    assert.equal(waiting, undefined)
  })

  it('takes back a refund that failed at the provider while its message was lost', async () => {
    const order = await paid('pm_card_refundFail')
    const refundId = await till.refund(order, 900)
    await till.sim('POST', '/_sim/clock', { advanceSeconds: 6 })
    assert.deepEqual(await newCases(), [])
    await till.failRefunds()
    const [refund] = await till.rows<{ state: string }>('select state from payment_refund where id = $1', [
      refundId,
    ])
    assert.equal(refund?.state, 'failed')
    assert.deepEqual(await newCases(), [])
    const [owed] = await till.rows<{ kind: string }>(
      `select kind from payment_journal where order_id = $1 and kind = 'refund failed'`,
      [order.orderId],
    )
    assert.ok(owed, 'the customer is owed it again')
  })

  it('does not judge what is young', async () => {
    await till.rows('update rialto_clock set shift = interval $$0$$', [])
    await charge(4_400n, {})
    await till.match()
    assert.ok((await till.cases()).every(({ there }) => there?.amount !== 4_400))
    await till.rows('update rialto_clock set shift = interval $$2 hours$$', [])
    assert.deepEqual(
      (await newCases()).map(({ there }) => there?.amount),
      [4_400],
    )
  })

  it('goes on after the page where it was killed', async () => {
    accepted((await till.request()).result)
    isDying = true
    await assert.rejects(till.work(), /killed/)
    const after = (await till.rows<{ after: string }>('select after from payment_match_run', []))[0]?.after
    assert.ok(after)
    isDying = false
    asked.length = 0
    await till.work()
    assert.equal(asked[0], after)
    assert.equal((await lastRun())?.state, 'done')
  })

  it('makes one set of cases when it runs twice at once, and none when it runs again', async () => {
    const before = (await till.cases()).length
    await charge(6_600n, {})
    accepted((await till.request()).result)
    await Promise.all([till.work(), till.work(), till.work()])
    assert.equal((await till.cases()).length, before + 1)
    assert.equal((await lastRun())?.cases, 1)
    await till.match()
    assert.equal((await till.cases()).length, before + 1)
    assert.equal((await lastRun())?.cases, 0)
    const told = await till.rows("select 1 from rialto_outbox where type = 'payment.ledger_matched'", [])
    const [run] = await till.rows<{ round: number }>('select round from payment_match_run', [])
    assert.equal(told.length, run?.round, 'each match is told once')
  })

  describe('an open case', () => {
    it('is explained once, by whom and why, and stays so', async () => {
      const [one] = await till.cases()
      assert.ok(one)
      const wish = {
        caseIds: [one.caseId],
        reason: 'made_at_the_provider' as const,
        note: 'A test of the bank',
      }
      const first = accepted((await till.services.run(explainMatchCases, wish, as())).result)
      assert.deepEqual(
        first.items.map(({ state, explained }) => [state, explained?.by, explained?.reason, explained?.note]),
        [['explained', 'bookkeeper', 'made_at_the_provider', 'A test of the bank']],
      )
      assert.deepEqual(accepted((await till.services.run(explainMatchCases, wish, as())).result).items, [])
      await till.match()
      assert.ok((await till.cases()).every(({ caseId }) => caseId !== one.caseId))
      assert.ok((await till.cases('explained')).some(({ caseId }) => caseId === one.caseId))
      const [entry] = await till.rows<{ actor_id: string }>(
        `select actor_id from rialto_audit where endpoint = 'payment.explain_match_cases' and outcome = 'done'`,
        [],
      )
      assert.equal(entry?.actor_id, 'bookkeeper')
    })

    it('is closed to strangers and does not exist in another marketplace', async () => {
      const [one] = await till.cases()
      const wish = { caseIds: [one?.caseId ?? ''], reason: 'other' as const }
      const stranger = { actor: actorWith(['payment.refund_order', 'payment.read_ledger']), key: newId() }
      const refused = (await till.services.run(explainMatchCases, wish, stranger)).result
      assert.equal(refused.ok ? '' : refused.code, 'PERMISSION_DENIED')
      const abroad = { ...as(), tenant: tenantB }
      assert.deepEqual(accepted((await till.services.run(explainMatchCases, wish, abroad)).result).items, [])
      const seen = await till.services.run(listMatchCases, {}, { actor: bookkeeper, tenant: tenantB })
      assert.deepEqual(accepted(seen.result).items, [])
    })
  })

  const as = () => ({ actor: bookkeeper, key: newId() })

  async function paid(method = 'pm_card_visa'): Promise<TillOrder> {
    const order = await till.makeOrder()
    accepted((await till.pay(order, method)).result)
    return order
  }

  /** Money that the provider took without us. */
  async function charge(amount: bigint, metadata: Record<string, string>) {
    const made = await till.provider.createConfirmed({ ...foreign, amount, metadata, key: newId() }, card)
    assert.ok(made.outcome === 'done')
    const taken = await till.provider.captureIntent(made.value.id, newId())
    assert.ok(taken.outcome === 'done')
    return taken.value
  }

  async function moveOf(intentId: string) {
    const answer = (await till.sim('GET', '/v1/balance_transactions?limit=100&expand[]=data.source')) as {
      data: { id: string; source: { payment_intent: string } }[]
    }
    return answer.data.find(({ source }) => source.payment_intent === intentId)?.id
  }

  async function tamper({ orderId }: TillOrder, which: string, amount: number): Promise<void> {
    await till.rows(
      `update payment_posting set amount = $2 where ${which} and journal_id in
         (select id from payment_journal where order_id = $1 and kind = 'sale')`,
      [orderId, amount],
    )
  }

  async function feesOf({ orderId }: TillOrder) {
    const [row] = await till.rows<{ sum: string }>(
      `select coalesce(sum(p.amount), 0)::text as sum from payment_posting p
       join payment_journal j on j.id = p.journal_id where j.order_id = $1 and p.debit = 'provider.fees'`,
      [orderId],
    )
    return row?.sum
  }

  /** The cases that a match finds which no match before has found. */
  async function newCases() {
    const known = new Set((await till.cases()).map(({ caseId }) => caseId))
    await till.match()
    return (await till.cases()).filter(({ caseId }) => !known.has(caseId))
  }

  async function lastRun() {
    const page = accepted((await till.services.run(listMatches, { day: today() }, as())).result)
    return page.items[0]
  }
})
