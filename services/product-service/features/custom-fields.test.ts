import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CustomField, extension } from '@rialto/core'
import { tenantB } from '@rialto/testing'
import * as api from '../contract.ts'
import { definitionOf } from '../model/custom-fields.ts'
import { openWarehouse, openWorld, operator, shopper, type World } from '../test-world.ts'

const product = { entity: 'product', label: { en: 'Something' } }
const fields: readonly CustomField[] = [
  { ...product, key: 'story', kind: 'text' },
  { ...product, key: 'factor', kind: 'integer' },
  { ...product, key: 'giftable', kind: 'boolean' },
  { ...product, key: 'madeOn', kind: 'date' },
  { ...product, key: 'tier', kind: 'choice', choices: ['gold', 'silver'] },
]
const named = (name: string) =>
  extension({ name, directory: import.meta.dirname, fields }).fields.map(definitionOf)

const good = {
  'acme.story': 'Blown by mouth',
  'acme.factor': 3,
  'acme.giftable': true,
  'acme.madeOn': '2027-02-28',
  'acme.tier': 'gold',
}

describe('the fields that extensions add to products', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await openWarehouse(world)
    world.ports.customFields = [...named('acme'), ...named('other')]
  })
  after(() => world.close())

  let count = 0
  const make = (metadata: object) => {
    count += 1
    return world.ask(api.createProduct, {
      title: 'A bowl',
      variants: [{ sku: `BOWL-${count}` }],
      metadata,
    } as never)
  }
  async function made(metadata: object): Promise<string> {
    const answer = await make(metadata)
    assert.ok(answer.ok, JSON.stringify(answer))
    return (answer.value as { id: string }).id
  }

  it('are stored with the product and shown to who sells, those of two extensions side by side', async () => {
    const values = { ...good, 'other.factor': 7 }
    const productId = await made(values)
    await world.call(api.approveProduct, { productId }, operator)
    assert.deepEqual((await world.call(api.getProduct, { productId })).metadata, values)
    assert.deepEqual((await world.call(api.getProduct, { productId }, shopper)).metadata, {})
    const { rows } = await world.services.database.system.query(
      'select from product_attribute where key = any($1)',
      [Object.keys(values)],
    )
    assert.equal(rows.length, 0, 'a marketplace stores no definition that an extension brings')
  })

  const wrong: readonly (readonly [string, unknown, RegExp])[] = [
    ['acme.story', 7, /must be text/],
    ['acme.factor', 1.5, /whole number/],
    ['acme.factor', '3', /must be a number/],
    ['acme.factor', { value: 3, unit: 'kg' }, /no unit/],
    ['acme.giftable', 'yes', /true or false/],
    ['acme.madeOn', '2027-02-30', /must be a date/],
    ['acme.madeOn', 'tomorrow', /must be a date/],
    ['acme.tier', 'bronze', /gold, silver/],
    ['acme.colour', 'red', /not a defined field/],
    ['nobody.story', 'x', /not a defined field/],
    ['story', 'x', /not a defined field/],
  ]
  for (const [key, value, problem] of wrong) {
    it(`refuse ${JSON.stringify(value)} for ${key}, with the path`, async () => {
      const answer = await make({ [key]: value })
      assert.ok(!answer.ok)
      assert.equal(answer.code, 'VALIDATION_FAILED')
      assert.equal(answer.fields?.[0]?.path, `/metadata/${key}`)
      assert.match(answer.fields?.[0]?.problem ?? '', problem)
    })
  }

  it('are listed with the typed fields of the catalogue, page by page', async () => {
    await world.call(
      api.createAttribute,
      { key: 'b', place: 'metadata', kind: 'text', label: { en: 'B' } } as never,
      operator,
    )
    const keys: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await world.call(api.listAttributes, { limit: 3, ...(after ? { after } : {}) }, shopper)
      keys.push(...page.items.map((one) => one.key))
      if (page.next === null) break
      after = page.next
    }
    assert.deepEqual(keys, [...named('acme'), { key: 'b' }, ...named('other')].map((one) => one.key).sort())
  })

  it('keep their values while their extension is off, and cannot be changed then', async () => {
    const productId = await made(good)
    const on = world.ports.customFields ?? []
    world.ports.customFields = []
    try {
      await world.call(api.updateProduct, { productId, version: 1, title: 'A deep bowl' })
      const again = { productId, version: 2, metadata: { ...good, 'acme.factor': 4 } }
      const changed = await world.ask(api.updateProduct, again)
      assert.equal(changed.ok ? 'changed' : changed.code, 'VALIDATION_FAILED')
      const kept = await world.call(api.getProduct, { productId }, operator)
      assert.deepEqual([kept.title, kept.metadata], ['A deep bowl', good])
    } finally {
      world.ports.customFields = on
    }
  })

  it('are not seen by another marketplace', async () => {
    const productId = await made(good)
    const { result } = await world.services.run(
      api.getProduct,
      { productId },
      { actor: operator, tenant: tenantB },
    )
    assert.equal(result.ok ? 'seen' : result.code, 'PRODUCT_NOT_FOUND')
  })
})
