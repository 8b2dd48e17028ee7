// The SQL of the ledger decides as the pure functions do (INV-11).
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Ctx, newId } from '@rialto/core'
import { type TestServices, tenantA, testServices } from '@rialto/testing'
import fc from 'fast-check'
import { decideAppend, guardMoves } from '../model/ledger-append.ts'
import { journalItem } from '../model/ledger-batch.ts'
import { chart, type Journal, type Posting } from '../model/ledger-chart.ts'
import payments from '../service.ts'
import { append } from './ledger.ts'

const dayOf = (days: number) => new Date(Date.now() + days * 86_400_000).toJSON().slice(0, 10)

describe('the append function of the ledger', () => {
  let services: TestServices
  let ctx: Ctx
  before(async () => {
    services = await testServices({ services: [payments] })
    const scope = { tenant: tenantA, traceparent: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01` }
    ctx = services.runtime.contextFor('payment-service', scope)
    await services.database.system.query(
      `insert into payment_period (tenant_id, through, closed_by) values ($1, $2, 'test')`,
      [tenantA, dayOf(-5)],
    )
  })
  after(() => services.close())

  it('knows the chart of the model', async () => {
    const { rows } = await services.database.system.query(
      'select account, kind, guarded_by as "guardedBy" from payment_chart_v1() order by account',
    )
    const known = Object.entries(chart).map(([account, { kind, guardedBy }]) => ({
      account,
      kind,
      guardedBy,
    }))
    assert.deepEqual(
      rows,
      known.toSorted((left, right) => (left.account < right.account ? -1 : 1)),
    )
  })

  it('decides random batches as the pure function does', async () => {
    const posting = fc.record({
      kind: fc.constantFrom('give', 'give', 'take', 'take', 'swap', 'plain'),
      amount: fc.bigInt(1n, 30n),
      holder: fc.nat(1),
      currency: fc.constantFrom('EUR', 'JPY'),
    })
    const journal = fc.record({
      cause: fc.nat(6),
      postings: fc.array(posting, { minLength: 1, maxLength: 3 }),
      day: fc.constantFrom(null, null, null, null, -3, -6, 2),
    })
    const batches = fc.array(fc.array(journal, { minLength: 1, maxLength: 10 }), {
      minLength: 1,
      maxLength: 3,
    })
    await fc.assert(fc.asyncProperty(batches, compareBoth), { numRuns: 40 })
  })

  type Drawn = {
    cause: number
    postings: { kind: string; amount: bigint; holder: number; currency: string }[]
    day: number | null
  }

  /** Several batches after each other, on holders of their own: what one leaves the next finds. */
  async function compareBoth(batches: readonly (readonly Drawn[])[]): Promise<void> {
    const run = newId()
    const holders = [newId(), newId()]
    const digests = new Map<string, string>()
    const free = new Map<string, bigint>()
    for (const batch of batches) {
      const entries = batch.map((drawn) => {
        const made = journalOf(drawn, run, holders)
        return { ...journalItem(made), journal: made }
      })
      const books = { today: dayOf(0), closedThrough: dayOf(-5), digests, free }
      const wanted = decideAppend(books, entries)
      if (wanted.includes('other')) {
        await assert.rejects(
          ctx.tx((tx) =>
            append(
              tx,
              entries.map((entry) => entry.journal),
            ),
          ),
          /another content/,
        )
        continue
      }
      const outcomes = await ctx.tx((tx) =>
        append(
          tx,
          entries.map((entry) => entry.journal),
        ),
      )
      assert.deepEqual(
        outcomes.map((outcome) => outcome.code),
        wanted,
      )
      for (const [index, { id, digest, journal }] of entries.entries()) {
        if (wanted[index] !== 'posted') continue
        digests.set(id, digest)
        for (const [guard, delta] of guardMoves(journal)) free.set(guard, (free.get(guard) ?? 0n) + delta)
      }
      assert.deepEqual(await freeOf(holders), new Map([...free].filter(([, amount]) => amount !== 0n)))
    }
  }

  function journalOf({ cause, postings, day }: Drawn, run: string, holders: readonly string[]): Journal {
    return {
      kind: 'test',
      cause: `${run} ${cause}`,
      orderId: null,
      ...(day === null ? {} : { bookedOn: dayOf(day) }),
      postings: postings.map(({ kind, amount, holder, currency }) => {
        const party = holders[holder] ?? ''
        const both = { amount, currency, vendorId: party, holderId: party }
        const accounts: Record<string, Pick<Posting, 'debit' | 'credit'>> = {
          give: { debit: 'goodwill', credit: 'customer.stored_value' },
          take: { debit: 'customer.stored_value', credit: 'order.clearing' },
          swap: { debit: 'vendor.due', credit: 'vendor.receivable' },
          plain: { debit: 'provider.pending', credit: 'order.clearing' },
        }
        return { ...(accounts[kind] ?? { debit: 'rounding', credit: 'goodwill' }), ...both }
      }),
    }
  }

  async function freeOf(holders: readonly string[]): Promise<Map<string, bigint>> {
    const { rows } = await services.database.system.query(
      `select account || ' ' || party_id || ' ' || currency as guard, balance - reserved as free from payment_guard
       where party_id = any($1) and balance <> reserved`,
      [holders],
    )
    return new Map(rows.map((row) => [row.guard, row.free]))
  }
})
