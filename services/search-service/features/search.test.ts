//
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Ctx, newId } from '@rialto/core'
import { accepted, type TestServices, tenantA, tenantB, testServices } from '@rialto/testing'
import { searchProducts, suggestProducts } from '../contract.ts'
import { documentOf } from '../model.ts'
import search from '../service.ts'
import { readClock, saveDocuments } from '../store/documents.ts'

const vendorId = newId()
const kitchen = newId()
const garden = newId()

describe('searching', () => {
  let services: TestServices

  before(async () => {
    services = await testServices({ services: [search] })
    await put('Copper kettle', {
      brand: 'Fuoco',
      price: 4_900,
      categoryIds: [kitchen],
      de: 'Kupferkessel',
      ar: 'غلاية نحاس',
    })
    await put('Steel kettle', { brand: 'Nord', price: 2_900, categoryIds: [kitchen], inStock: false })
    await put('Watering can', {
      rating: 4.5,
      brand: 'Nord',
      price: 1_900,
      categoryIds: [garden],
      description: 'For kettles and roses',
    })
    await put('Copper trowel', {
      brand: 'Fuoco',
      price: 1_500,
      was: 2_000,
      lowestBefore: 1_800,
      categoryIds: [garden],
      rating: 3.5,
    })
  })
  after(() => services.close())

  it('asks for all words before it asks for any', async () => {
    assert.deepEqual(await titles({ query: 'copper kettle' }), ['Copper kettle'])
    assert.deepEqual((await titles({ query: 'copper spaceship' })).sort(), ['Copper kettle', 'Copper trowel'])
  })

  it('finds by the rules of each language', async () => {
    assert.deepEqual(await titles({ query: 'kettles' }), ['Copper kettle', 'Steel kettle', 'Watering can'])
    assert.deepEqual(await titles({ query: 'Kupferkessel', language: 'de' }), ['Kupferkessel'])
    assert.deepEqual(await titles({ query: 'غلاية', language: 'ar' }), ['غلاية نحاس'])
  })

  it('forgives a spelling mistake, and says what it searched', async () => {
    const found = await ask({ query: 'coper ketle' })
    assert.equal(found.correctedQuery, 'copper kettle')
    assert.equal(found.products[0]?.title, 'Copper kettle')
  })

  it('filters by each facet', async () => {
    assert.deepEqual((await titles({ brand: ['Nord'] })).sort(), ['Steel kettle', 'Watering can'])
    assert.deepEqual((await titles({ category: garden })).sort(), ['Copper trowel', 'Watering can'])
    assert.deepEqual(await titles({ priceMin: 2_000, priceMax: 3_000 }), ['Steel kettle'])
    assert.deepEqual(await titles({ inStock: false }), ['Steel kettle'])
    assert.deepEqual(await titles({ rating: 4 }), ['Watering can'])
    assert.deepEqual(await titles({ rating: 4.6 }), [])
    assert.equal((await titles({ vendor: vendorId })).length, 4)
    assert.deepEqual(await titles({ onSale: true }), ['Copper trowel'])
    assert.equal((await titles({ onSale: false })).length, 3)
    assert.deepEqual(await titles({ onSale: true, currency: 'USD' }), [])
  })

  it('says what a reduced product cost before, and the lowest price of the 30 days before', async () => {
    const [trowel, ...others] = (await ask({ sortBy: 'price', sortOrder: 'asc' })).products
    assert.deepEqual(trowel?.price, { amount: 1_500, currency: 'EUR' })
    assert.deepEqual(trowel?.wasPrice, { amount: 2_000, currency: 'EUR' })
    assert.deepEqual(trowel?.lowestBefore, { amount: 1_800, currency: 'EUR' })
    assert.ok(others.every((product) => product.wasPrice === null && product.lowestBefore === null))
  })

  it('sorts both ways', async () => {
    const up = await titles({ sortBy: 'price', sortOrder: 'asc' })
    assert.deepEqual(up, ['Copper trowel', 'Watering can', 'Steel kettle', 'Copper kettle'])
    assert.deepEqual(await titles({ sortBy: 'price', sortOrder: 'desc' }), up.toReversed())
    const rated = await titles({ sortBy: 'rating' })
    assert.deepEqual(rated.slice(0, 2), ['Watering can', 'Copper trowel'], 'what nobody rated comes last')
    assert.deepEqual(await titles({ sortBy: 'name', sortOrder: 'asc' }), [
      'Copper kettle',
      'Copper trowel',
      'Steel kettle',
      'Watering can',
    ])
  })

  it('counts what choosing it would find (INV-4)', async () => {
    const found = await ask({ brand: ['Nord'] })
    for (const { value, count } of found.aggregations.brands)
      assert.equal((await ask({ brand: [value] })).total, count)
    const inNord = await Promise.all(
      found.aggregations.categories.map(
        async ({ value, count }) => (await ask({ brand: ['Nord'], category: value })).total === count,
      ),
    )
    assert.ok(inNord.every(Boolean))
  })

  it('counts what is reduced and what is rated, as choosing it would find (INV-4)', async () => {
    const { onSale, ratings } = (await ask({ category: garden })).aggregations
    for (const answer of [true, false])
      assert.equal((await ask({ category: garden, onSale: answer })).total, onSale[String(answer) as 'true'])
    assert.deepEqual(
      ratings.map(({ from }) => from),
      [4, 3, 2, 1],
    )
    for (const { from, count } of ratings)
      assert.equal((await ask({ category: garden, rating: from })).total, count)
    assert.deepEqual((await ask({ rating: 4 })).aggregations.onSale, { true: 0, false: 1 })
  })

  it('pages without a gap', async () => {
    const pages = await Promise.all(
      [1, 2].map((page) => titles({ sortBy: 'price', sortOrder: 'asc', limit: 2, page })),
    )
    assert.deepEqual(pages.flat(), await titles({ sortBy: 'price', sortOrder: 'asc' }))
    assert.equal((await ask({ limit: 3 })).totalPages, 2)
  })

  it('marks what was found', async () => {
    const [first] = (await ask({ query: 'trowel' })).products
    assert.equal(first?.searchHighlights.title, 'Copper <mark>trowel</mark>')
    assert.ok((first?.searchScore ?? 0) > 0)
  })

  it('suggests while one types', async () => {
    const { result } = await services.run(suggestProducts, { query: 'copper k' })
    assert.equal(accepted(result).items[0]?.title, 'Copper kettle')
    const { result: kettles } = await services.run(suggestProducts, { query: 'kett' })
    // The watering can is only spoken of with kettles: it comes after what is called one.
    assert.deepEqual(
      accepted(kettles).items.map(({ title }) => title),
      ['Copper kettle', 'Steel kettle', 'Watering can'],
    )
  })

  it('treats every text as text', async () => {
    for (const query of [`' or 1=1 --`, 'a & | ! ( )', '"', ':*', '<->', '%_\\', 'the']) await ask({ query })
  })

  it('finds nothing of another marketplace (INV-3)', async () => {
    const { result } = await services.run(searchProducts, { query: 'kettle' }, { tenant: tenantB })
    assert.equal(accepted(result).total, 0)
  })

  type Wanted = Parameters<typeof ask>[0]

  async function ask(input: NonNullable<(typeof searchProducts)['types']>['input']) {
    return accepted((await services.run(searchProducts, input)).result)
  }

  async function titles(input: Wanted): Promise<string[]> {
    return (await ask(input)).products.map((product) => product.title)
  }

  type Parts = {
    brand: string
    price: number
    categoryIds: string[]
    inStock?: boolean
    description?: string
    rating?: number
    was?: number
    lowestBefore?: number
    de?: string
    ar?: string
  }

  async function put(title: string, parts: Parts): Promise<void> {
    const {
      brand,
      price,
      was,
      lowestBefore,
      categoryIds,
      inStock = true,
      description = '',
      rating = null,
      de,
      ar,
    } = parts
    const ctx: Ctx = services.runtime.contextFor('search-service', {
      tenant: tenantA,
      traceparent: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
    })
    const product = {
      productId: newId(),
      vendorId,
      status: 'active',
      slug: title.toLowerCase().replaceAll(' ', '-'),
      title: { en: title, ...(de ? { de } : {}), ...(ar ? { ar } : {}) },
      description: { en: description },
      brand,
      image: null,
      rating,
      categoryIds,
      categoryNames: categoryIds.map(() => ({ en: 'Things' })),
      attributes: {},
      tags: [],
      variants: [{ sku: title }],
      createdAt: new Date().toISOString(),
    }
    const sale = was === undefined ? {} : { was, lowestBefore: lowestBefore ?? null }
    const prices = [{ sku: title, amount: price, currency: 'EUR', ...sale }]
    const available = new Map([[title, inStock ? 1 : 0]])
    const document = documentOf({ product, vendorName: 'Bottega', prices, available })
    await ctx.tx(async (tx) => saveDocuments(tx, [document], await readClock(tx)))
  }
})

describe('the row of a product', () => {
  const product = {
    productId: 'p',
    vendorId: 'v',
    status: 'active',
    slug: 's',
    title: { en: 'T' },
    description: { en: '' },
    brand: null,
    image: null,
    rating: null,
    categoryIds: [],
    categoryNames: [],
    attributes: {},
    tags: [],
    createdAt: '',
    variants: [{ sku: 'A' }, { sku: 'B' }],
  }
  const prices = [
    { sku: 'A', amount: 900, currency: 'EUR' },
    { sku: 'B', amount: 700, currency: 'EUR' },
    { sku: 'X', amount: 1, currency: 'EUR' },
  ]

  it('holds the words of options and facts in each language that has some', () => {
    const words = { de: ['Groß', 'Steinzeug', 'Groß'] }
    const attributes = { material: 'Stoneware' }
    const row = documentOf({
      product: { ...product, attributes, words },
      vendorName: 'V',
      prices,
      available: new Map(),
    })
    assert.deepEqual([row.en.d, row.de.d, row.ar.d], ['stoneware', 'gross steinzeug', ''])
  })

  it('has the lowest price of its variants, and is in stock when one of them is', () => {
    const row = documentOf({
      product,
      vendorName: 'V',
      prices,
      available: new Map([
        ['A', 0],
        ['B', 2],
      ]),
    })
    assert.deepEqual(row.prices, { EUR: 700 })
    assert.deepEqual(row.offers, { EUR: { varies: true } })
    assert.equal(row.inStock, true)
  })

  it('keeps the sale of its lowest price, and no other', () => {
    const reduced = (sku: string, amount: number) => ({
      sku,
      amount,
      currency: 'EUR',
      was: 1_000,
      lowestBefore: 950,
    })
    const offersOf = (asked: Parameters<typeof documentOf>[0]['prices']) =>
      documentOf({ product, vendorName: 'V', prices: asked, available: new Map() }).offers
    assert.deepEqual(offersOf([reduced('A', 900), reduced('B', 900)]), {
      EUR: { was: 1_000, lowestBefore: 950 },
    })
    assert.deepEqual(offersOf([reduced('A', 900), { sku: 'B', amount: 700, currency: 'EUR' }]), {
      EUR: { varies: true },
    })
    assert.deepEqual(offersOf([{ sku: 'B', amount: 700, currency: 'EUR' }]), {})
  })

  it('is not found for what is not for sale (INV-2)', () => {
    const draft = { ...product, status: 'draft' }
    assert.equal(documentOf({ product: draft, vendorName: 'V', prices, available: new Map() }).active, false)
  })
})
