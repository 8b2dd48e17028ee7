import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, serviceActor } from '@rialto/core'
import * as api from '../contract.ts'
import { openWorld, operator, owner, standInVendors, type World } from '../test-world.ts'

const service = serviceActor('search-service')

describe('the catalogue', () => {
  let world: World
  before(async () => {
    world = await openWorld({ besides: [standInVendors] })
  })
  after(() => world.close())

  const category = (name: string, parentId: string | null = null) =>
    world.call(api.createCategory, { name: { en: name }, parentId }, operator)
  const pathOf = async (sku: string) => {
    const facts = await world.call(api.findVariants, { skus: [sku], variantIds: [] }, service)
    return facts.items[0]?.categoryIds
  }

  it('moves a category with all below it, and its products follow (INV-4)', async () => {
    const house = await category('House')
    const kitchen = await category('Kitchen', house.id)
    const pans = await category('Pans', kitchen.id)
    const shop = await category('Shop')
    await world.call(api.createProduct, { title: 'Pan', categoryId: pans.id, variants: [{ sku: 'PAN' }] })
    assert.deepEqual(await pathOf('PAN'), [pans.id, kitchen.id, house.id])
    const moved = await world.call(
      api.updateCategory,
      { categoryId: kitchen.id, version: 1, parentId: shop.id },
      operator,
    )
    assert.deepEqual(moved.path, [kitchen.id, shop.id])
    assert.deepEqual(await pathOf('PAN'), [pans.id, kitchen.id, shop.id])
    const below = await world.call(api.listCategories, { below: shop.id })
    assert.deepEqual(
      below.items.map((item) => item.name.en),
      ['Shop', 'Kitchen', 'Pans'],
    )
    const loop = await world.ask(
      api.updateCategory,
      { categoryId: shop.id, version: 1, parentId: pans.id },
      operator,
    )
    assert.equal(loop.ok ? '' : loop.code, 'CATEGORY_LOOP')
  })

  it('leaves no product behind when its category moves while products are made (INV-4)', async () => {
    const [left, right] = [await category('Left'), await category('Right')]
    const middle = await category('Middle', left.id)
    const makes = Array.from({ length: 12 }, (_, n) =>
      world.call(api.createProduct, {
        title: 'Thing',
        categoryId: middle.id,
        variants: [{ sku: `MOVED-${n}` }],
      }),
    )
    const move = { categoryId: middle.id, version: 1, parentId: right.id }
    await Promise.all([...makes, world.call(api.updateCategory, move, operator)])
    for (let n = 0; n < 12; n += 1) assert.deepEqual(await pathOf(`MOVED-${n}`), [middle.id, right.id])
  })

  it('keeps names unique beside each other and addresses unique at all', async () => {
    const parent = await category('Unique')
    await category('Same', parent.id)
    const again = await world.ask(api.createCategory, { name: { en: 'SAME' }, parentId: parent.id }, operator)
    assert.equal(again.ok ? '' : again.code, 'CATEGORY_NAME_TAKEN')
    const slug = await world.ask(api.createCategory, { name: { en: 'Other' }, slug: 'same' }, operator)
    assert.equal(slug.ok ? '' : slug.code, 'SLUG_TAKEN')
    const orphan = await world.ask(
      api.createCategory,
      { name: { en: 'Orphan' }, parentId: newId() },
      operator,
    )
    assert.equal(orphan.ok ? '' : orphan.code, 'PARENT_NOT_FOUND')
  })

  it('removes a category only when it holds nothing', async () => {
    const parent = await category('Full')
    const child = await category('Inside', parent.id)
    const refused = await world.ask(api.deleteCategory, { categoryId: parent.id }, operator)
    assert.equal(refused.ok ? '' : refused.code, 'CATEGORY_IN_USE')
    await world.call(api.deleteCategory, { categoryId: child.id }, operator)
    await world.call(api.deleteCategory, { categoryId: parent.id }, operator)
    const gone = await world.ask(api.deleteCategory, { categoryId: parent.id }, operator)
    assert.equal(gone.ok ? '' : gone.code, 'CATEGORY_NOT_FOUND')
  })

  it('is managed by operators only', async () => {
    const refused = await world.ask(api.createCategory, { name: { en: 'Mine' } }, owner)
    assert.equal(refused.ok ? '' : refused.code, 'PERMISSION_DENIED')
  })

  it('checks values by the definition of their field (@R-001.h)', async () => {
    const define = (
      key: string,
      kind: 'text' | 'number' | 'boolean' | 'enum',
      more: Partial<{ units: string[]; choices: string[]; place: 'attributes' | 'metadata' }> = {},
    ) =>
      world.call(
        api.createAttribute,
        { key, place: 'attributes', label: { en: key }, kind, ...more },
        operator,
      )
    await define('colour', 'enum', { choices: ['red', 'blue'] })
    await define('power', 'number', { units: ['W'] })
    await define('wireless', 'boolean')
    await define('shelf', 'text', { place: 'metadata' })
    const good = {
      title: 'Lamp',
      attributes: { colour: 'red', power: { value: 5, unit: 'W' }, wireless: true },
      metadata: { shelf: 'A3' },
      variants: [{ sku: 'FIELDS' }],
    }
    const made = await world.call(api.createProduct, good)
    const read = await world.call(api.getProduct, { productId: made.id })
    assert.deepEqual(read.attributes, good.attributes)
    assert.deepEqual(read.metadata, good.metadata)
    const bad = { colour: 'green', power: { value: 5, unit: 'kg' }, wireless: 'yes', shelf: 'A3' }
    const refused = await world.ask(api.updateProduct, { productId: made.id, version: 1, attributes: bad })
    assert.ok(!refused.ok)
    assert.deepEqual(refused.fields, [
      {
        path: '/attributes/colour',
        problem: 'must be one of: red, blue',
        code: 'NOT_ALLOWED',
        values: { allowed: 'red, blue' },
      },
      {
        path: '/attributes/power',
        problem: 'must be measured in W',
        code: 'WRONG_UNIT',
        values: { units: 'W' },
      },
      {
        path: '/attributes/wireless',
        problem: 'must be true or false',
        code: 'WRONG_TYPE',
        values: { type: 'boolean' },
      },
      {
        path: '/attributes/shelf',
        problem: 'belongs into metadata',
        code: 'WRONG_PLACE',
        values: { place: 'metadata' },
      },
    ])
    const wider = { key: 'colour', version: 1, addChoices: ['green', 'red'] }
    const changed = await world.call(api.updateAttribute, wider, operator)
    assert.deepEqual(changed.choices, ['red', 'blue', 'green'])
    const stale = await world.ask(api.updateAttribute, wider, operator)
    assert.equal(stale.ok ? '' : stale.code, 'VERSION_CONFLICT')
    const keys = await world.call(api.listAttributes, { keys: ['power', 'shelf'] })
    assert.deepEqual(
      keys.items.map((item) => item.key),
      ['power', 'shelf'],
    )
  })

  it('spells a brand one way, however products write it', async () => {
    await world.call(api.createBrand, { name: 'Sony' }, operator)
    const made = await world.call(api.createProduct, {
      title: 'Radio',
      brand: 'SONY',
      variants: [{ sku: 'RADIO' }],
    })
    assert.equal((await world.call(api.getProduct, { productId: made.id })).brand, 'Sony')
    await world.call(api.createProduct, { title: 'TV', brand: 'New Brand', variants: [{ sku: 'TV' }] })
    const brands = await world.call(api.listBrands, {})
    assert.deepEqual(
      brands.items.map((item) => item.name),
      ['New Brand', 'Sony'],
    )
    const again = await world.ask(api.createBrand, { name: 'new brand' }, operator)
    assert.equal(again.ok ? '' : again.code, 'BRAND_NAME_TAKEN')
  })

  it('lets trusted vendors publish by themselves, once an operator says so (INV-2)', async () => {
    const before = await world.call(api.getPolicy, {}, operator)
    assert.deepEqual(before, { vendorsExtendCatalogue: false, vendorsPublish: false, version: 1 })
    await world.call(api.setPolicy, { ...before, vendorsPublish: true }, operator)
    const stale = await world.ask(api.setPolicy, before, operator)
    assert.equal(stale.ok ? '' : stale.code, 'VERSION_CONFLICT')
    const made = await world.call(api.createProduct, { title: 'Lamp', variants: [{ sku: 'TRUSTED' }] })
    assert.equal(made.status, 'active')
  })
})
