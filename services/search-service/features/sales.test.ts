// What sells most comes first. @
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Ctx, feature, newId, ok, service } from '@rialto/core'
import { findSold, listSoldOrders } from '@rialto/order-service/contract'
import { accepted, type TestServices, tenantA, testServices } from '@rialto/testing'
import { searchProducts } from '../contract.ts'
import { documentOf } from '../model.ts'
import search from '../service.ts'
import { readClock, saveDocuments } from '../store/documents.ts'
import { countSales, followSales, rebuildSales } from './follow-sales.ts'

const dayMs = 86_400_000
const traceparent = `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01`

/** Stands for order-service: what its orders sold, and how many days ago. */
const orders = new Map<string, { daysAgo: number; products: { productId: string; units: number }[] }>()
const sellers = service({
  name: 'order-service',
  directory: '/',
  features: [
    feature(findSold, async ({ orderIds }) => {
      const items = orderIds.flatMap((orderId) => {
        const { daysAgo, products } = orders.get(orderId) ?? {}
        if (daysAgo === undefined || products === undefined) return []
        return [{ orderId, createdAt: new Date(Date.now() - daysAgo * dayMs).toISOString(), products }]
      })
      return ok({ items })
    }),
    feature(listSoldOrders, async ({ after: last = '', limit }) =>
      ok({
        orderIds: [...orders.keys()]
          .filter((id) => id > last)
          .toSorted()
          .slice(0, limit),
      }),
    ),
  ],
})

describe('what is wanted most', () => {
  let services: TestServices
  let ctx: Ctx
  let lately = ''
  const product: Record<string, string> = {}

  before(async () => {
    services = await testServices({ services: [search, sellers] })
    ctx = services.runtime.contextFor('search-service', { tenant: tenantA, traceparent })
    for (const [title, rating] of [
      ['Vase', 4.5],
      ['Bowl', null],
      ['Jug', null],
    ] as const)
      product[title] = await put(title, rating)
  })
  after(() => services.close())

  it('is what is rated best and then the newest, while nothing was sold', async () => {
    assert.deepEqual(await titles(), ['Vase', 'Jug', 'Bowl'])
    assert.deepEqual(
      await titles({ sortOrder: 'asc' }),
      ['Vase', 'Bowl', 'Jug'],
      'what is not rated comes last',
    )
  })

  it('is what sold most in 30 days, then in 90', async () => {
    await told(order({ Bowl: 3 }), order({ Jug: 2 }), order({ Jug: 9 }, 40), order({ Vase: 2 }, 89))
    assert.deepEqual(await titles(), ['Bowl', 'Jug', 'Vase'])
    assert.deepEqual(await counts('Jug'), [2, 11])
    lately = order({ Vase: 3 }, 29)
    await told(lately)
    assert.deepEqual(await titles(), ['Vase', 'Bowl', 'Jug'], 'as many in 30 days: 90 decide')
  })

  it('orders what words find in the same way', async () => {
    assert.deepEqual(await titles({ query: 'ware' }), ['Vase', 'Bowl', 'Jug'])
    assert.deepEqual(await titles({ query: 'ware', sortOrder: 'asc' }), ['Jug', 'Bowl', 'Vase'])
    assert.deepEqual(await titles({ limit: 2, page: 2 }), ['Jug'])
  })

  it('counts an order once, however often and late it is told of (INV-5)', async () => {
    const [before30 = 0] = await counts('Bowl')
    const orderId = order({ Bowl: 4 })
    await Promise.all([told(orderId, orderId), told(orderId)])
    await told(orderId)
    assert.deepEqual((await counts('Bowl'))[0], before30 + 4)
    order({ Bowl: 1 }, 0, orderId)
    await told(orderId)
    assert.deepEqual((await counts('Bowl'))[0], before30 + 1, 'three units were given up or came back')
    order({ Bowl: 0 }, 0, orderId)
    await told(orderId)
    assert.deepEqual((await counts('Bowl'))[0], before30)
  })

  it('keeps what was read later, although an older reading is saved after it', async () => {
    const orderId = order({ Jug: 5 })
    await told(orderId)
    const { rowCount } = await system(
      'update search_sale set read_at = now() + $2::interval where order_id = $1',
      [orderId, '1 hour'],
    )
    assert.equal(rowCount, 1)
    const [kept] = await counts('Jug')
    order({ Jug: 50 }, 0, orderId)
    await told(orderId)
    assert.deepEqual((await counts('Jug'))[0], kept)
    order({ Jug: 5 }, 0, orderId)
  })

  it('forgets a sale when its days are over', async () => {
    const old = order({ Vase: 7 }, 91)
    await told(old)
    const rows = async () => (await system('select from search_sale where order_id = $1', [old])).rowCount
    assert.deepEqual([await rows(), (await counts('Vase'))[1]], [0, 5])
    // A day later: the sale of 29 days ago leaves the short span.
    order({ Vase: 3 }, 30, lately)
    await system(`update search_sale set sold_on = sold_on - 1 where product_id = $1 and units = 3`, [
      product['Vase'],
    ])
    await system(`update search_sale set count_on = count_on - 1 where product_id = $1`, [product['Vase']])
    await count()
    assert.deepEqual(await counts('Vase'), [0, 5])
  })

  it('waits for a product that the index does not know yet', async () => {
    const productId = newId()
    product['Cup'] = productId
    await told(order({ Cup: 40 }))
    await put('Cup', null, productId)
    await count()
    assert.deepEqual(await counts('Cup'), [40, 40])
    assert.equal((await titles())[0], 'Cup')
  })

  it('is counted again from the orders alone', async () => {
    const known = await Promise.all(Object.keys(product).map(counts))
    await system('delete from search_sale', [])
    await system('update search_document set sold_30_days = 0, sold_90_days = 0', [])
    await rebuildSales.run({ key: 'all', data: { after: null }, attempts: 1 }, ctx)
    await count()
    assert.deepEqual(await Promise.all(Object.keys(product).map(counts)), known)
  })

  it('is found by index, however many products there are', async () => {
    await system(
      `insert into search_document (tenant_id, product_id, vendor_id, vendor_name, slug, title, description, category_ids,
         category_names, attributes, prices, in_stock, created_at, words, sold_30_days)
       select $1, uuidv7(), uuidv7(), '', 's' || n, '{"en": "T"}', '{"en": ""}', '{}', '[]', '{}', '{}', true, now(), '', n % 50
       from generate_series(1, 5000) n`,
      [tenantA],
    )
    await system('analyze search_document', [])
    const client = await services.database.system.connect()
    try {
      await client.query('begin')
      // What the connection did before may be among these figures.
      const scans = async () => {
        const { rows } = await client.query<{ byIndex: number; whole: number }>(
          `select pg_stat_get_xact_numscans('search_document_most_wanted'::regclass)::int as "byIndex",
             pg_stat_get_xact_numscans('search_document'::regclass)::int as whole`,
        )
        return rows[0] ?? assert.fail('no figures')
      }
      const already = await scans()
      const wanted = { tenantId: tenantA, words: '', language: 'en', currency: 'EUR', inStock: true }
      const view = { sort: 'most_wanted', descending: true, offset: 0, limit: 24 }
      // After five times PostgreSQL may keep a plan for all values: it must be as good.
      for (let time = 0; time < 8; time += 1)
        await client.query('select search_find_documents_v1($1)', [{ ...wanted, ...view }])
      const now = await scans()
      assert.deepEqual([now.byIndex - already.byIndex, now.whole - already.whole], [8, 0])
    } finally {
      await client.query('rollback')
      client.release()
    }
  })

  const system = (sql: string, values: unknown[]) => services.database.system.query(sql, values)

  function order(units: Record<string, number>, daysAgo = 0, orderId: string = newId()): string {
    const products = Object.entries(units).map(([title, sold]) => ({
      productId: product[title] ?? '',
      units: sold,
    }))
    orders.set(orderId, { daysAgo, products })
    return orderId
  }

  /** Orders moved: what followers do with the events, and the count that comes some seconds later. */
  async function told(...orderIds: string[]): Promise<void> {
    const events = orderIds.map((orderId) => ({
      id: newId(),
      source: 'order-service',
      type: 'order.paid',
      subject: `order:${orderId}`,
      time: new Date().toISOString(),
      tenant: tenantA,
      data: { orderId },
      traceparent,
    }))
    await followSales.prepare(events, ctx)
    await count()
  }

  function count(): Promise<void> {
    return countSales.run({ key: 'now', data: null, attempts: 1 }, ctx)
  }

  async function counts(title: string): Promise<number[]> {
    const { rows } = await services.database.system.query<{ short: number; long: number }>(
      'select sold_30_days as short, sold_90_days as long from search_document where product_id = $1',
      [product[title]],
    )
    return rows.flatMap(({ short, long }) => [short, long])
  }

  async function titles(parts: { query?: string; sortOrder?: 'asc'; limit?: number; page?: number } = {}) {
    const answer = await services.run(searchProducts, { sortBy: 'most_wanted', ...parts })
    return accepted(answer.result).products.map((one) => one.title)
  }

  async function put(title: string, rating: number | null, productId = newId()): Promise<string> {
    const facts = {
      productId,
      vendorId: newId(),
      status: 'active',
      slug: title,
      title: { en: title },
      description: { en: 'Stoneware' },
      brand: 'Ware',
      image: null,
      rating,
      categoryIds: [],
      categoryNames: [],
      attributes: {},
      tags: [],
      variants: [],
      createdAt: new Date().toISOString(),
    }
    const document = documentOf({ product: facts, vendorName: 'V', prices: [], available: new Map() })
    await ctx.tx(async (tx) => saveDocuments(tx, [document], await readClock(tx)))
    return productId
  }
})
