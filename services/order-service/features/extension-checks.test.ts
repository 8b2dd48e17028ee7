import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { check, extension, newId, type Service } from '@rialto/core'
import { statement } from '@rialto/postgres'
import { tenantA } from '@rialto/testing'
import { beforeOrder, createCart } from '../contract.ts'
import { openShop, person, readyCart, type Shop, submit } from '../testing/shop.ts'

type View = NonNullable<(typeof beforeOrder)['types']>['view']
type Decide = Parameters<typeof check<View>>[0]['decide']

/** What the check does is set by each test; `seen` is what it was shown. */
const asked: { decide: Decide; seen: View[] } = { decide: () => null, seen: [] }
const decide: Decide = (view, ctx) => {
  asked.seen.push(view)
  return asked.decide(view, ctx)
}

const checking = (name: string, whenUnavailable: 'refuse' | 'allow'): Service =>
  extension({
    name,
    directory: import.meta.dirname,
    checks: [check({ name: 'ask', point: beforeOrder, timeLimitMs: 100, whenUnavailable, decide })],
  }).service

const writeSql = statement(
  'test_write',
  `insert into rialto_inbox (tenant_id, consumer, event_id) values (tenant(), 'a check', uuidv7())`,
)

for (const whenUnavailable of ['refuse', 'allow'] as const) {
  describe(`a check before an order that is to ${whenUnavailable} when it is unavailable`, () => {
    let shop: Shop
    before(async () => {
      shop = await openShop([checking('acme', whenUnavailable)])
    })
    after(() => shop.close())

    /** Orders two units, and tells how it ended and what became of the units. */
    async function order(how: Decide, actor = person('user')) {
      Object.assign(asked, { decide: how, seen: [] })
      const { sku } = await shop.product(5)
      const cart = await readyCart(shop, actor, { lines: [[sku, 2]] })
      const { result } = await submit(shop, actor, cart)
      const left = await shop.available(sku)
      return { code: result.ok ? 'ordered' : result.code, detail: result.ok ? '' : result.detail, left }
    }

    const unavailable =
      whenUnavailable === 'refuse' ? { code: 'EXT_ACME_UNAVAILABLE', left: 5 } : { code: 'ordered', left: 3 }
    async function isUnavailable(how: Decide) {
      const { code, left } = await order(how)
      assert.deepEqual({ code, left }, unavailable)
    }

    it('sees the order without a name, and lets it pass', async () => {
      const actor = person('user')
      assert.deepEqual(await order(() => null, actor), { code: 'ordered', detail: '', left: 3 })
      const [view] = asked.seen
      assert.equal(view?.userId, actor.id)
      assert.deepEqual(
        view?.items.map(({ quantity, unitPrice }) => [quantity, unitPrice]),
        [[2, 1_000]],
      )
      assert.equal(view?.country, 'GB')
      assert.ok(!JSON.stringify(view).includes('Ada'))
    })

    it('refuses under its own name, and no unit is held', async () => {
      const answer = await order(() => ({ code: 'NOT_TODAY', detail: 'Come back tomorrow' }))
      assert.deepEqual(answer, { code: 'EXT_ACME_NOT_TODAY', detail: 'Come back tomorrow', left: 5 })
    })

    it('cannot change what it is shown', () =>
      isUnavailable((view) => {
        ;(view.items as View['items'])[0] = { ...view.items[0], quantity: 1 } as View['items'][number]
        return null
      }))

    it('cannot write', async () => {
      await isUnavailable(async (_view, { sql }) => {
        await sql.query(writeSql)
        return null
      })
      const { rows } = await shop.services.database.system.query(
        `select from rialto_inbox where consumer = 'a check'`,
      )
      assert.equal(rows.length, 0)
    })

    it('cannot call what changes something', () =>
      isUnavailable(async (_view, { call }) => {
        await call(createCart, { currency: 'EUR' } as never)
        return null
      }))

    it('that throws is unavailable', () =>
      isUnavailable(() => {
        throw new Error('no')
      }))

    it('that hangs is unavailable after its time', () => isUnavailable(() => new Promise(() => {})))

    it('that answers nonsense is unavailable', () =>
      isUnavailable(() => ({ code: 'not a code', detail: newId() })))
  })
}

describe('a check inside a transaction', () => {
  it('is a fault: it would keep the locks of others', async () => {
    const shop = await openShop([checking('acme', 'allow')])
    try {
      const scope = { tenant: tenantA, traceparent: '' }
      const ctx = shop.services.runtime.contextFor('order-service', scope)
      await assert.rejects(
        ctx.tx(async () => ctx.check(beforeOrder, () => ({}) as View)),
        /order.create_order asked extensions inside a transaction/,
      )
    } finally {
      await shop.close()
    }
  })
})

describe('two extensions before one order', () => {
  it('are both asked, and the first that is listed is heard', async () => {
    const shop = await openShop([checking('first', 'allow'), checking('second', 'allow')])
    try {
      Object.assign(asked, { decide: () => ({ code: 'NO', detail: 'No' }), seen: [] })
      const { sku } = await shop.product(5)
      const actor = person('guest')
      const { result } = await submit(shop, actor, await readyCart(shop, actor, { lines: [[sku, 1]] }))
      assert.equal(result.ok ? 'ordered' : result.code, 'EXT_FIRST_NO')
      assert.equal(asked.seen.length, 2)
      assert.equal(asked.seen[0]?.userId, null)
    } finally {
      await shop.close()
    }
  })
})
