// @R-000.1h @
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Ctx, newId, serviceActor } from '@rialto/core'
import {
  accepted,
  actorWith,
  shiftClocks,
  type TestServices,
  tenantA,
  tenantB,
  testServices,
} from '@rialto/testing'
import {
  beginRedemption,
  closePeriod,
  correctLedger,
  endRedemption,
  endTransfers,
  expireStoredValue,
  exportVendorStatement,
  getStoredValue,
  getTrialBalance,
  getVendorStatement,
  issueStoredValue,
  rebuildBalances,
  refundAsStoredValue,
  settleVendor,
} from '../contract.ts'
import { postSale } from '../model/ledger.ts'
import payments from '../service.ts'
import { append, post } from '../store/ledger.ts'
import { projectBalances } from '../store/ledger-balances.ts'
import { bookMoves } from './book-moves.ts'
import { intendRefund } from './intend-refund.ts'
import projectLedger from './project-ledger.ts'
import totalPeriod from './total-period.ts'
import voidRedemptions from './void-redemptions.ts'

const internal = serviceActor('order-service')
const operator = actorWith(
  ['payment.manage_ledger', 'payment.read_ledger', 'payment.read_statement', 'payment.refund_order'],
  { id: 'operator' },
)
const dayMs = 86_400_000
const dayOf = (date: Date) => date.toJSON().slice(0, 10)
const today = dayOf(new Date())
const daysAgo = (days: number) => dayOf(new Date(Date.now() - days * dayMs))
const earned = { commission: 700n, commissionTax: 133n }

describe('the ledger', () => {
  let services: TestServices
  let ctx: Ctx

  before(async () => {
    services = await testServices({ services: [payments] })
    const scope = { tenant: tenantA, traceparent: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01` }
    ctx = services.runtime.contextFor('payment-service', scope)
  })
  after(() => services.close())

  describe('a journal', () => {
    it('is written once, and another content under the same id is a fault', async () => {
      const order = await sell({ parts: [7_000] })
      await ctx.tx((tx) => post(tx, order.journal))
      const [first] = order.journal.postings
      assert.ok(first)
      const other = { ...order.journal, postings: [{ ...first, amount: 1n }] }
      await assert.rejects(
        ctx.tx((tx) => post(tx, other)),
        /another content/,
      )
      assert.equal(await balance('order.clearing', order.orderId), 0n)
    })

    it('that would take a guarded account below zero is refused, and the others of its batch are not', async () => {
      const holderId = newId()
      const row = (amount: bigint) => ({ amount, currency: 'EUR', vendorId: null, holderId })
      const journal = (cause: string, posting: object) =>
        ({ kind: 'test', cause, orderId: null, postings: [posting] }) as never
      const give = { debit: 'goodwill', credit: 'customer.stored_value' }
      const take = { debit: 'customer.stored_value', credit: 'order.clearing' }
      const journals = [
        journal(`${holderId} 1`, { ...give, ...row(10n) }),
        journal(`${holderId} 2`, { ...take, ...row(8n) }),
        journal(`${holderId} 3`, { ...take, ...row(3n) }),
        journal(`${holderId} 4`, { ...take, ...row(2n) }),
        journal(`${holderId} 1`, { ...give, ...row(10n) }),
      ]
      const outcomes = await ctx.tx((tx) => append(tx, journals))
      assert.deepEqual(
        outcomes.map((outcome) => outcome.code),
        ['posted', 'posted', 'INSUFFICIENT', 'posted', 'same'],
      )
      // A journal that is not in the chart is a fault of ours.
      const strange = journal(newId(), { debit: 'pocket', credit: 'commission', ...row(1n) })
      await assert.rejects(
        ctx.tx((tx) => append(tx, [strange])),
        /not in the chart/,
      )
    })
  })

  describe("a vendor's money", () => {
    it('goes from held to due to transfer, and what is netted, failed or refunded after is owed exactly', async () => {
      const vendorId = newId()
      const order = await sell({ parts: [7_000], funded: 1_000, vendorIds: [vendorId] })
      await deliver(order.orderId, vendorId)
      assert.equal((await settle(vendorId, today)).settlement, null, 'not before its day')
      assert.deepEqual(await vendorBalances(vendorId), {
        held: 0,
        due: 7_167,
        inTransfer: 0,
        owed: 0,
        total: 7_167,
      })
      await inDays(15, async () => {
        const [first, twin] = await Promise.all([
          settle(vendorId, '2026-01-01'),
          settle(vendorId, '2026-01-01'),
        ])
        assert.deepEqual(first, twin)
        assert.equal(first.settlement?.amount, 7_167)
        await refund(order.orderId, vendorId, 3_500n)
        // Half of what was paid, with half of the discount that the marketplace paid and of the commission.
        assert.equal((await vendorBalances(vendorId)).owed, 3_584)
        const settlementId = first.settlement?.settlementId ?? ''
        const told = { transfers: [{ settlementId, outcome: 'failed' as const }] }
        for (let time = 0; time < 2; time += 1) await run(endTransfers, told)
        assert.deepEqual(await vendorBalances(vendorId), {
          held: 0,
          due: 7_167,
          inTransfer: 0,
          owed: 3_584,
          total: 3_583,
        })
        const second = await settle(vendorId, '2026-01-02')
        assert.deepEqual([second.settlement?.netted, second.settlement?.amount], [3_584, 3_583])
        await run(endTransfers, {
          transfers: [{ settlementId: second.settlement?.settlementId ?? '', outcome: 'succeeded' as const }],
        })
        assert.equal((await vendorBalances(vendorId)).total, 0)
      })
    })

    it('is taken back once when a refund and a delivery come at the same time', async () => {
      for (let round = 0; round < 10; round += 1) {
        const vendorId = newId()
        const { orderId } = await sell({ parts: [5_000], vendorIds: [vendorId] })
        await Promise.all([deliver(orderId, vendorId), refund(orderId, vendorId, 5_000n)])
        for (const account of ['vendor.held', 'vendor.due', 'commission', 'commission_tax.payable'])
          assert.equal(await balance(account, orderId), 0n, account)
      }
    })

    it('is not taken twice when a refund failed and is made again', async () => {
      const vendorId = newId()
      const { orderId } = await sell({ parts: [5_000], vendorIds: [vendorId] })
      const failed = await refund(orderId, vendorId, 2_000n)
      await services.database.system.query(`update payment_refund set state = 'failed' where id = $1`, [
        failed,
      ])
      await refund(orderId, vendorId, 5_000n)
      assert.equal(await balance('vendor.held', orderId), 0n)
      assert.equal(await balance('customer.refund_owed', orderId), -5_000n)
      const more = await ctx.tx((tx) => intendRefund(tx, wish(orderId, vendorId, 1n)))
      assert.equal(more.ok ? 'refunded' : more.code, 'NOTHING_TO_REFUND')
    })

    it('is shared in proportion when the whole order is refunded in part', async () => {
      const { orderId, vendorIds } = await sell({ parts: [6_000, 3_000] })
      await refund(orderId, null, 900n)
      const [first, second] = await Promise.all(vendorIds.map(vendorBalances))
      assert.deepEqual([first?.held, second?.held], [5_400, 2_700])
    })
  })

  describe('a statement', () => {
    it('goes from its opening to its closing by its lines, on paper too', async () => {
      const vendorId = newId()
      const orders = [
        await sell({ parts: [7_000], vendorIds: [vendorId] }),
        await sell({ parts: [900], vendorIds: [vendorId] }),
      ]
      for (const { orderId } of orders) await deliver(orderId, vendorId)
      const people = actorWith(['payment.read_statement'], { vendorId })
      const span = { currency: 'EUR', from: daysAgo(3), to: today }
      let after: string | undefined
      let total = 0
      for (;;) {
        const input = { ...span, limit: 2, ...(after ? { after } : {}) }
        const page = accepted((await services.run(getVendorStatement, input, { actor: people })).result)
        for (const line of page.items) total += line.change
        if (page.next === null) {
          assert.equal(page.opening.total + total, page.closing.total)
          break
        }
        after = page.next
      }
      const csv = accepted((await services.run(exportVendorStatement, span, { actor: people })).result)
      const rows = (await Array.fromAsync(csv.content)).join('').trimEnd().split('\r\n')
      assert.match(rows[0] ?? '', /^day,time,entry/)
      assert.equal(rows.at(-1), `${today},,closing,,,,,,${total},EUR`)
      assert.equal(rows.filter((row) => row.includes(',delivery,')).length, 6)
    })

    it("is the vendor's own, and for operators the named one's", async () => {
      const people = actorWith(['payment.read_statement'], { vendorId: newId() })
      const span = { currency: 'EUR', from: today, to: today }
      const strange = await services.run(
        getVendorStatement,
        { ...span, vendorId: newId() },
        { actor: people },
      )
      assert.equal(strange.result.ok ? 'seen' : strange.result.code, 'NOT_FOUND')
      const unnamed = await services.run(getVendorStatement, span, { actor: operator })
      assert.equal(unnamed.result.ok ? 'seen' : unnamed.result.code, 'VALIDATION_FAILED')
    })
  })

  describe('the trial balance', () => {
    it('is the same before, while and after it is projected, and in another marketplace there is none', async () => {
      await sell({ parts: [1_000, 2_000] })
      const before = await trial()
      for (const { difference } of before.currencies) assert.equal(difference, 0)
      await projectBalances(ctx.sql, 3)
      await sell({ parts: [1_000, 2_000] })
      const halfway = await trial()
      await projectAll()
      assert.deepEqual(await trial(), halfway)
      const key = newId()
      accepted((await services.run(rebuildBalances, {}, { actor: operator, key })).result)
      await projectBalances(ctx.sql, 2)
      assert.deepEqual(await trial(), halfway)
      await projectAll()
      await projectAll()
      assert.deepEqual(await trial(), halfway)
      const abroad = await services.run(getTrialBalance, {}, { actor: operator, tenant: tenantB })
      assert.deepEqual(accepted(abroad.result).currencies, [])
    })

    it('of a day knows nothing that belongs to a later one', async () => {
      const journal = await correct({ bookedOn: daysAgo(40) })
      assert.ok(journal.result.ok)
      const then = await trial(daysAgo(39))
      assert.deepEqual(
        then.currencies.map(({ currency, debit, credit }) => [currency, debit, credit]),
        [['CHF', 3, 3]],
      )
      assert.deepEqual((await trial(daysAgo(41))).currencies, [])
    })
  })

  describe('a closed period', () => {
    it('refuses journals of its days, keeps its totals, and corrections go to the next', async () => {
      const through = daysAgo(30)
      const key = newId()
      const close = (day: string, with_ = newId()) =>
        services.run(closePeriod, { through: day }, { actor: operator, key: with_ })
      accepted((await close(through, key)).result)
      assert.equal((await close(through, key)).replayed, true)
      assert.equal(codeOf(await close(through)), 'PERIOD_CLOSED')
      assert.equal(codeOf(await close(today)), 'PERIOD_NOT_OVER')
      assert.equal(codeOf(await correct({ bookedOn: daysAgo(35) })), 'PERIOD_CLOSED')
      assert.equal(
        codeOf(await correct({ bookedOn: dayOf(new Date(Date.now() + 2 * dayMs)) })),
        'PERIOD_CLOSED',
      )
      assert.equal(accepted((await correct({})).result).bookedOn, today)
      await eventually(() => totalPeriod.run({ key: through, data: { through }, attempts: 1 }, ctx))
      const { rows } = await services.database.system.query('select totals from payment_period')
      assert.equal(rows[0].totals[0].difference, 0)
      assert.equal((await trial()).closedThrough, through)
    })

    it('closes no account that other rows explain', async () => {
      for (const debit of ['vendor.held', 'vendor.due', 'customer.stored_value']) {
        assert.equal(codeOf(await correct({ debit })), 'ACCOUNT_NOT_OPEN')
      }
      assert.equal(codeOf(await correct({ debit: 'pocket' })), 'VALIDATION_FAILED')
    })
  })

  describe('stored value', () => {
    it('is issued once, promised once, and never spent beyond what is on it', async () => {
      const storedValueId = newId()
      const issue = { issueId: newId(), storedValueId, amount: 5_000, currency: 'EUR' }
      await Promise.all([1, 2, 3].map(() => run(issueStoredValue, issue)))
      const begin = (amount: number) =>
        services.run(
          beginRedemption,
          { storedValueId, redemptionId: newId(), orderId: newId(), amount, lifeSeconds: 60 },
          { actor: internal },
        )
      const answers = await Promise.all(Array.from({ length: 10 }, () => begin(900)))
      const begun = answers.flatMap(({ result }) => (result.ok ? [result.value.redemptionId] : []))
      assert.equal(begun.length, 5)
      assert.ok(answers.every(({ result }) => result.ok || result.code === 'STORED_VALUE_SHORT'))
      const end = (redemptionId: string, change: 'post' | 'void') =>
        services.run(endRedemption, { redemptionId, change }, { actor: internal })
      const [first = '', second = ''] = begun
      for (let time = 0; time < 2; time += 1) accepted((await end(first, 'post')).result)
      for (let time = 0; time < 2; time += 1) accepted((await end(second, 'void')).result)
      assert.equal(codeOf(await end(first, 'void')), 'ALREADY_POSTED')
      assert.equal(codeOf(await end(second, 'post')), 'ALREADY_VOIDED')
      assert.equal(codeOf(await end(newId(), 'post')), 'NOT_FOUND')
      const seen = await run(getStoredValue, { storedValueId })
      assert.deepEqual([seen.balance, seen.reserved], [4_100, 2_700])
    })

    it('gives back what was promised to a payment that never came, and is taken when its last day is over', async () => {
      const storedValueId = newId()
      await run(issueStoredValue, {
        issueId: newId(),
        storedValueId,
        amount: 800,
        currency: 'EUR',
        expiresOn: today,
      })
      const promise = { storedValueId, redemptionId: newId(), orderId: newId(), amount: 300, lifeSeconds: 60 }
      await run(beginRedemption, promise)
      assert.equal((await run(expireStoredValue, { storedValueId })).expired, 0)
      await inDays(2, async () => {
        assert.equal((await run(expireStoredValue, { storedValueId })).expired, 0, 'a payment is under way')
        await voidRedemptions.run({ key: '', data: {}, attempts: 1 }, ctx)
        for (const expected of [800, 0])
          assert.equal((await run(expireStoredValue, { storedValueId })).expired, expected)
        const late = await services.run(
          beginRedemption,
          { ...promise, redemptionId: newId() },
          { actor: internal },
        )
        assert.equal(codeOf(late), 'STORED_VALUE_EXPIRED')
      })
    })

    it('takes a refund instead of the card, once', async () => {
      const { orderId } = await sell({ parts: [2_000] })
      const storedValueId = newId()
      await run(issueStoredValue, { issueId: newId(), storedValueId, amount: 1, currency: 'EUR' })
      const wanted = { refundId: newId(), orderId, amount: 1_500, storedValueId }
      for (let time = 0; time < 2; time += 1) await run(refundAsStoredValue, wanted)
      assert.equal((await run(getStoredValue, { storedValueId })).balance, 1_501)
      assert.equal(await balance('customer.refund_owed', orderId), 0n)
      const more = await services.run(
        refundAsStoredValue,
        { ...wanted, refundId: newId() },
        { actor: internal },
      )
      assert.equal(codeOf(more), 'REFUND_TOO_LARGE')
    })
  })

  async function run<I, O, C extends string>(
    endpoint: import('@rialto/core').Endpoint<I, O, C>,
    input: I,
  ): Promise<O> {
    return accepted((await services.run(endpoint, input, { actor: internal })).result)
  }

  /** A paid order: its tender, and the journal that a capture posts. */
  async function sell(order: { parts: number[]; funded?: number; vendorIds?: string[] }) {
    const orderId = newId()
    const tenderId = newId()
    const vendorIds = order.vendorIds ?? order.parts.map(() => newId())
    const amount = order.parts.reduce((sum, part) => sum + part, 0)
    await services.database.system.query(
      `insert into payment_tender (tenant_id, id, order_id, order_number, owner_id, amount, currency, state, hold_id, generation)
       values ($1, $2, $3, 'R00000000X', 'user:x', $4, 'EUR', 'captured', $2, 1)`,
      [tenantA, tenderId, orderId, amount],
    )
    const vendors = order.parts.map((part, index) => ({
      vendorId: vendorIds[index] ?? '',
      total: BigInt(part),
      discountsByPlatform: BigInt(order.funded ?? 0),
      ...earned,
    }))
    const postings = postSale({ amount: BigInt(amount), fee: 30n, currency: 'EUR', vendors })
    const journal = { kind: 'sale', cause: tenderId, orderId, postings }
    await ctx.tx((tx) => post(tx, journal))
    return { orderId, vendorIds, journal }
  }

  function deliver(orderId: string, vendorId: string): Promise<void> {
    const availableOn = dayOf(new Date(Date.now() + 14 * dayMs))
    return ctx.tx((tx) => bookMoves(tx, [{ type: 'delivery', orderId, vendorId, earned, availableOn }]))
  }

  async function refund(orderId: string, vendorId: string | null, amount: bigint): Promise<string> {
    const answer = await ctx.tx((tx) => intendRefund(tx, wish(orderId, vendorId, amount)))
    return accepted(answer).id
  }

  function settle(vendorId: string, day: string) {
    return run(settleVendor, { vendorId, currency: 'EUR', day })
  }

  async function vendorBalances(vendorId: string) {
    const input = {
      vendorId,
      currency: 'EUR',
      from: daysAgo(1),
      to: dayOf(new Date(Date.now() + 60 * dayMs)),
    }
    return accepted((await services.run(getVendorStatement, input, { actor: operator })).result).closing
  }

  async function trial(asOf?: string) {
    const input = asOf === undefined ? { asOf: dayOf(new Date(Date.now() + 60 * dayMs)) } : { asOf }
    return accepted((await services.run(getTrialBalance, input, { actor: operator })).result)
  }

  function correct({ bookedOn, debit = 'provider.fees' }: { bookedOn?: string; debit?: string }) {
    const row = { debit, credit: 'provider.pending', amount: 3, currency: 'CHF' }
    const input = {
      reason: 'rounding' as const,
      rows: [row],
      ...(bookedOn === undefined ? {} : { bookedOn }),
    }
    return services.run(correctLedger, input, { actor: operator, key: newId() })
  }

  /** Debits less credits of an account in one order. */
  async function balance(account: string, orderId: string): Promise<bigint> {
    const { rows } = await services.database.system.query(
      `select coalesce(sum(case when p.debit = $2 then p.amount else -p.amount end), 0)::bigint as sum
       from payment_journal j join payment_posting p on p.journal_id = j.id
       where j.order_id = $1 and $2 in (p.debit, p.credit)`,
      [orderId, account],
    )
    return rows[0].sum
  }

  /** Runs work with the clock of the database so many days ahead. */
  async function inDays(days: number, work: () => Promise<void>): Promise<void> {
    const urls = { 'payment-service': services.url }
    await shiftClocks(urls, days * 86_400)
    try {
      await work()
    } finally {
      await shiftClocks(urls, 0)
    }
  }

  /** Until nothing is left to add: elsewhere in the cluster a transaction may hold the horizon back for a moment. */
  async function projectAll(): Promise<void> {
    await eventually(async () => {
      await projectLedger.run({ key: '', data: {}, attempts: 1 }, ctx)
      const { rows } = await services.database.system.query(
        `select count(*)::int as n from payment_journal j
         where j.xact > (select through_xact from payment_projection p where p.tenant_id = j.tenant_id and is_active)`,
      )
      assert.equal(rows[0].n, 0)
    })
  }
})

function wish(orderId: string, vendorId: string | null, amount: bigint) {
  return { id: newId(), orderId, vendorId, amount, reason: null }
}

function codeOf({ result }: { result: { ok: true } | { ok: false; code: string } }): string {
  return result.ok ? 'accepted' : result.code
}

async function eventually(work: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
