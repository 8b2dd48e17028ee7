import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, serviceActor } from '@rialto/core'
import { setStock } from '@rialto/inventory-service/contract'
import { setPrices } from '@rialto/pricing-service/contract'
import { tenantB } from '@rialto/testing'
import * as api from '../contract.ts'
import {
  openWarehouse,
  openWorld,
  operator,
  otherOwner,
  owner,
  shopper,
  standInVendors,
  vendorA,
  vendorB,
  type World,
} from '../test-world.ts'

const service = serviceActor('order-service')

describe('a product', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await openWarehouse(world)
  })
  after(() => world.close())

  let count = 0
  const lamp = (parts: object = {}) => {
    count += 1
    return { title: 'Desk lamp', variants: [{ sku: `LAMP-${count}` }], ...parts }
  }

  it('waits for approval, and is told by product.created (@R-002.26)', async () => {
    const category = await world.call(api.createCategory, { name: { en: 'Lamps' } }, operator)
    await world.events()
    const made = await world.call(api.createProduct, lamp({ categoryId: category.id }))
    assert.equal(made.status, 'pending_approval')
    assert.deepEqual(await world.events(), [
      {
        type: 'product.created',
        subject: made.id,
        data: { productId: made.id, vendorId: vendorA, category: category.id },
      },
    ])
    const seen = await world.ask(api.getProduct, { productId: made.id }, shopper)
    assert.equal(seen.ok ? '' : seen.code, 'PRODUCT_NOT_FOUND')
    await world.call(api.approveProduct, { productId: made.id }, operator)
    assert.equal((await world.call(api.getProduct, { productId: made.id }, shopper)).status, 'active')
  })

  it('that is active stays in the shop when it is changed; back from the archive it waits again (INV-2)', async () => {
    const { id: productId } = await world.call(api.createProduct, lamp())
    await world.call(api.approveProduct, { productId }, operator)
    const { version } = await world.call(api.getProduct, { productId }, operator)
    const changed = await world.call(api.updateProduct, { productId, version, title: 'Desk lamp, blue' })
    assert.equal(changed.status, 'active')
    const seen = await world.call(api.getProduct, { productId }, shopper)
    assert.equal(seen.title, 'Desk lamp, blue')
    await world.call(api.archiveProduct, { productId })
    assert.equal((await world.call(api.submitProduct, { productId })).status, 'pending_approval')
  })

  it('is changed by its vendor, and product.updated names what changed (@R-002.26)', async () => {
    const made = await world.call(api.createProduct, lamp())
    await world.events()
    const input = { productId: made.id, version: 1, title: 'Desk lamp, red', tags: ['red'] }
    const changed = await world.call(api.updateProduct, input)
    assert.equal(changed.version, 2)
    assert.deepEqual(await world.events(), [
      {
        type: 'product.updated',
        subject: made.id,
        data: { productId: made.id, changes: ['title', 'tags'], updatedBy: 'user:owner-a' },
      },
    ])
  })

  it('that is saved without a change tells nothing and keeps its version', async () => {
    const made = await world.call(api.createProduct, lamp({ attributes: {}, tags: ['a'] }))
    await world.events()
    const same = await world.call(api.updateProduct, {
      productId: made.id,
      version: 1,
      title: 'Desk lamp',
      tags: ['a'],
    })
    assert.equal(same.version, 1)
    assert.deepEqual(await world.events(), [])
  })

  it('of another vendor does not exist for a vendor’s people', async () => {
    const made = await world.call(api.createProduct, lamp())
    for (const asked of [
      world.ask(api.updateProduct, { productId: made.id, version: 1, title: 'Mine' }, otherOwner),
      world.ask(api.archiveProduct, { productId: made.id }, otherOwner),
      world.ask(api.submitProduct, { productId: made.id }, otherOwner),
      world.ask(api.getProduct, { productId: made.id }, otherOwner),
    ]) {
      const result = await asked
      assert.equal(result.ok ? '' : result.code, 'PRODUCT_NOT_FOUND')
    }
    const listed = await world.call(api.listProducts, { limit: 100 }, otherOwner)
    assert.ok(listed.items.every((item) => item.id !== made.id))
    const elsewhere = await world.services.run(
      api.getProduct,
      { productId: made.id },
      { actor: operator, tenant: tenantB },
    )
    assert.equal(elsewhere.result.ok ? '' : elsewhere.result.code, 'PRODUCT_NOT_FOUND')
  })

  it('may not be changed by a shopper, nor approved by its vendor', async () => {
    const made = await world.call(api.createProduct, lamp())
    const changed = await world.ask(
      api.updateProduct,
      { productId: made.id, version: 1, title: 'Mine' },
      shopper,
    )
    assert.equal(changed.ok ? '' : changed.code, 'PERMISSION_DENIED')
    const approved = await world.ask(api.approveProduct, { productId: made.id }, owner)
    assert.equal(approved.ok ? '' : approved.code, 'PERMISSION_DENIED')
  })

  it('is made by an operator for a vendor that exists', async () => {
    const made = await world.call(api.createProduct, lamp({ vendorId: vendorB }), operator)
    assert.equal((await world.call(api.getProduct, { productId: made.id }, otherOwner)).vendorId, vendorB)
    const nobodys = await world.ask(api.createProduct, lamp({ vendorId: newId() }), operator)
    assert.equal(nobodys.ok ? '' : nobodys.code, 'VENDOR_NOT_FOUND')
    const others = await world.ask(api.createProduct, lamp({ vendorId: vendorB }), owner)
    assert.equal(others.ok ? '' : others.code, 'VENDOR_NOT_FOUND')
  })

  it('is edited by one of two who saw the same version', async () => {
    const made = await world.call(api.createProduct, lamp())
    const edits = ['One', 'Two', 'Three'].map((title) =>
      world.ask(api.updateProduct, { productId: made.id, version: 1, title }),
    )
    const codes = (await Promise.all(edits)).map((result) => (result.ok ? 'ok' : result.code)).sort()
    assert.deepEqual(codes, ['VERSION_CONFLICT', 'VERSION_CONFLICT', 'ok'])
  })

  it('has an address of its own, and old addresses lead to the new one', async () => {
    const first = await world.call(api.createProduct, lamp({ title: 'Crème lamp' }))
    const second = await world.call(api.createProduct, lamp({ title: 'Crème lamp' }))
    assert.equal(first.slug, 'creme-lamp')
    assert.match(second.slug, /^creme-lamp-[0-9a-f]{8}$/)
    const taken = await world.ask(api.createProduct, lamp({ slug: 'creme-lamp' }))
    assert.equal(taken.ok ? '' : taken.code, 'SLUG_TAKEN')
    await world.call(api.updateProduct, { productId: first.id, version: 1, slug: 'cream-lamp' })
    const moved = await world.ask(api.getProductBySlug, { slug: 'creme-lamp' })
    assert.ok(!moved.ok)
    assert.equal(moved.code, 'PRODUCT_MOVED')
    assert.deepEqual(moved.data, { redirectTo: 'cream-lamp' })
    assert.equal((await world.call(api.getProductBySlug, { slug: 'cream-lamp' })).id, first.id)
    const later = await world.call(api.createProduct, lamp({ title: 'Crème lamp' }))
    assert.match(later.slug, /^creme-lamp-/, 'a redirect is never given to another product')
  })

  it('keeps its SKUs: nobody else gets one, not even after it was taken out', async () => {
    const made = await world.call(api.createProduct, {
      title: 'Shirt',
      options: ['Size'],
      variants: [
        { sku: 'SHIRT-S', options: { Size: 'S' } },
        { sku: 'SHIRT-M', options: { Size: 'M' } },
      ],
    })
    const only = [{ sku: 'SHIRT-M', options: { Size: 'M' } }]
    await world.call(api.updateProduct, { productId: made.id, version: 1, variants: only })
    const taken = await world.ask(
      api.createProduct,
      { title: 'Mine', variants: [{ sku: 'SHIRT-S' }] },
      otherOwner,
    )
    assert.equal(taken.ok ? '' : taken.code, 'SKU_TAKEN')
    const facts = await world.call(
      api.findVariants,
      { skus: ['SHIRT-S', 'SHIRT-M'], variantIds: [] },
      service,
    )
    const states = Object.fromEntries(facts.items.map((item) => [item.sku, item.status]))
    assert.deepEqual(states, { 'SHIRT-S': 'archived', 'SHIRT-M': 'pending_approval' })
  })

  it('gets a SKU that ten want at once only once', async () => {
    const wishes = Array.from({ length: 10 }, (_, index) =>
      world.ask(api.createProduct, { title: `Wish ${index}`, variants: [{ sku: 'WANTED' }] }),
    )
    const codes = (await Promise.all(wishes)).map((result) => (result.ok ? 'made' : result.code))
    assert.deepEqual(codes.sort(), [...Array(9).fill('SKU_TAKEN'), 'made'])
  })

  it('is refused with the paths of what is wrong (@R-002.26)', async () => {
    const result = await world.ask(api.createProduct, {
      title: 'Shirt',
      options: ['Size'],
      categoryId: newId(),
      attributes: { unknown: 1 },
      media: [{ hash: 'a'.repeat(64) }],
      variants: [
        { sku: 'X', options: { Size: 'S' } },
        { sku: 'X', options: { Colour: 'red' } },
      ],
    })
    assert.ok(!result.ok)
    assert.equal(result.code, 'VALIDATION_FAILED')
    assert.deepEqual(
      result.fields?.map((field) => field.path),
      ['/categoryId', '/media/0/hash', '/attributes/unknown', '/variants/1/options', '/variants/1/sku'],
    )
  })

  it('goes through its states, each move told once', async () => {
    const made = await world.call(api.createProduct, lamp({ draft: true }))
    assert.equal(made.status, 'draft')
    const early = await world.ask(api.approveProduct, { productId: made.id }, operator)
    assert.equal(early.ok ? '' : early.code, 'PRODUCT_STATE_WRONG')
    await world.call(api.submitProduct, { productId: made.id })
    await world.call(api.rejectProduct, { productId: made.id, reason: 'No picture' }, operator)
    assert.equal((await world.call(api.getProduct, { productId: made.id })).rejectionReason, 'No picture')
    await world.call(api.submitProduct, { productId: made.id })
    await world.call(api.approveProduct, { productId: made.id }, operator)
    await world.events()
    await world.call(api.archiveProduct, { productId: made.id })
    await world.call(api.archiveProduct, { productId: made.id })
    assert.equal((await world.events()).length, 1)
    const { version } = await world.call(api.getProduct, { productId: made.id })
    const back = await world.call(api.updateProduct, { productId: made.id, version, isActive: true })
    assert.equal(back.status, 'pending_approval')
  })

  it('reads with prices, stock and neighbours in the language asked for (@R-002.24, @R-001.h)', async () => {
    const category = await world.call(api.createCategory, { name: { en: 'Chairs', de: 'Stühle' } }, operator)
    const chair = (sku: string) => ({
      title: 'Chair',
      translations: { de: { title: 'Stuhl', description: 'Zum Sitzen' } },
      categoryId: category.id,
      variants: [{ sku, weightGrams: 4000, barcode: '4006381333931' }],
    })
    const [made] = await Promise.all(
      ['CHAIR-1', 'CHAIR-2', 'CHAIR-3', 'CHAIR-4', 'CHAIR-5', 'CHAIR-6'].map(async (sku) => {
        const product = await world.call(api.createProduct, chair(sku))
        await world.call(api.approveProduct, { productId: product.id }, operator)
        return product
      }),
    )
    assert.ok(made)
    const entry = { sku: 'CHAIR-1', productId: made.id, vendorId: vendorA }
    const prices = [{ amount: 8_000, currency: 'EUR', compareAtAmount: 10_000 }]
    await world.call(setPrices, { entries: [{ ...entry, prices }] }, service)
    const stock = { causeId: 'test', entries: [{ ...entry, warehouse: 'MAIN', quantity: 7 }] }
    await world.call(setStock, stock, service)
    const read = await world.call(api.getProduct, { productId: made.id, language: 'de' }, shopper)
    assert.equal(read.title, 'Stuhl')
    assert.equal(read.description, 'Zum Sitzen')
    assert.deepEqual(read.pricing, {
      basePrice: 10_000,
      salePrice: 8_000,
      discount: 2_000,
      currency: 'EUR',
    })
    assert.ok('inStock' in read.inventory)
    assert.equal(read.inventory.quantity, 7)
    assert.equal(read.inventory.warehouses[0]?.code, 'MAIN')
    assert.equal(read.relatedProducts.length, 4)
    assert.deepEqual(read.reviews.ratingDistribution, { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 })
    assert.deepEqual(
      [read.sku, read.categoryId, read.inventoryCount, read.isActive, read.metadata],
      ['CHAIR-1', category.id, 7, true, {}],
    )
  })

  it('lists what a vendor has, in any state, page by page', async () => {
    for (let n = 0; n < 3; n += 1)
      await world.call(api.createProduct, lamp({ draft: true, title: `Draft ${n}` }), otherOwner)
    const filter = { limit: 2, status: 'draft' } as const
    const first = await world.call(api.listProducts, filter, otherOwner)
    assert.deepEqual(
      first.items.map((item) => item.title),
      ['Draft 2', 'Draft 1'],
    )
    const second = await world.call(api.listProducts, { ...filter, after: first.next ?? '' }, otherOwner)
    assert.deepEqual(
      second.items.map((item) => item.title),
      ['Draft 0'],
    )
    assert.equal(second.next, null)
  })

  it('lists by title or by creation, both ways, page by page', async () => {
    for (const title of ['Élan', 'basin', 'Apron', 'basin', 'x'.repeat(290)])
      await world.call(api.createProduct, lamp({ draft: true, title: `${title} sorted` }), otherOwner)
    const all = async (input: { sortBy?: 'created' | 'title'; sortOrder?: 'asc' | 'desc' }) => {
      const titles: string[] = []
      for (let after: string | null = ''; after !== null; ) {
        const wish = { ...input, words: 'sorted', limit: 2, ...(after ? { after } : {}) }
        const page: { items: { title: string }[]; next: string | null } = await world.call(
          api.listProducts,
          wish,
          otherOwner,
        )
        titles.push(...page.items.map(({ title }) => title.slice(0, 5).trim()))
        after = page.next
      }
      return titles
    }
    const made = ['Élan', 'basin', 'Apron', 'basin', 'xxxxx']
    assert.deepEqual(await all({}), made.toReversed())
    assert.deepEqual(await all({ sortOrder: 'asc' }), made)
    const byTitle = await all({ sortBy: 'title' })
    assert.deepEqual(
      byTitle.filter((title) => title !== 'Élan'),
      ['Apron', 'basin', 'basin', 'xxxxx'],
    )
    assert.deepEqual(await all({ sortBy: 'title', sortOrder: 'desc' }), byTitle.toReversed())
    const refused = await world.ask(api.listProducts, { sortBy: 'title' }, operator)
    assert.equal(refused.ok ? '' : refused.code, 'VALIDATION_FAILED')
  })

  it('finds a product by words of a title in any language, or by the beginning of a SKU', async () => {
    const translations = { de: { title: 'Wanderstock 100%' } }
    const wish = { draft: true, title: 'Hiking Stick', translations, variants: [{ sku: 'HIKE-77-L' }] }
    const { id } = await world.call(api.createProduct, wish, otherOwner)
    const find = async (words: string, owner = otherOwner) =>
      (await world.call(api.listProducts, { words }, owner)).items.map((item) => item.id)
    for (const words of ['hiking', ' WANDER', '100%', 'hike-77'])
      assert.deepEqual(await find(words), [id], words)
    assert.deepEqual(await find('77-L'), [])
    assert.deepEqual(await find('_iking'), [])
  })
})

describe('a product while prices and stock are away', () => {
  let world: World
  before(async () => {
    world = await openWorld({ besides: [standInVendors] })
  })
  after(() => world.close())

  it('is shown without them (@R-002.24)', async () => {
    const made = await world.call(api.createProduct, { title: 'Lamp', variants: [{ sku: 'L' }] })
    const read = await world.call(api.getProduct, { productId: made.id })
    assert.deepEqual(read.inventory, { totalStock: 0, warehouses: [] })
    assert.equal(read.pricing, null)
    assert.equal(read.variants[0]?.available, null)
  })
})
