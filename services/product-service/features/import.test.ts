import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { serviceActor } from '@rialto/core'
import { findAvailability } from '@rialto/inventory-service/contract'
import { findPrices } from '@rialto/pricing-service/contract'
import { tenantB } from '@rialto/testing'
import * as api from '../contract.ts'
import { openWarehouse, openWorld, operator, otherOwner, owner, vendorA, type World } from '../test-world.ts'

const service = serviceActor('search-service')

const row = (n: number, parts: object = {}) => ({
  id: `ext-${n}`,
  title: `Product ${n}`,
  description: 'Sturdy.',
  brand: n % 2 ? 'Acme' : 'ACME',
  categories: ['Tools > Hand tools'],
  taxClass: 'standard',
  status: 'active',
  attributes: { colour: 'red', weight: { value: n, unit: 'g' }, wireless: false },
  variants: [
    {
      sku: `SKU-${n}`,
      prices: [{ amount: 1000 + n, currency: 'EUR' }],
      stock: [{ warehouse: 'MAIN', quantity: n }],
    },
  ],
  ...parts,
})

describe('an import', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await openWarehouse(world)
  })
  after(() => world.close())

  const open = (actor = operator, format: 'jsonl' | 'shopify-csv' = 'jsonl') => {
    const input = { format, name: 'file', ...(actor === operator ? { vendorId: vendorA } : {}) }
    return world.call(api.createImport, input, actor)
  }
  const send = (importId: string, text: string, actor = operator) =>
    world.send(api.sendImportContent, { importId }, { content: inPieces(text), actor })
  const importText = async (text: string, actor = operator) => {
    const sent = await send((await open(actor)).id, text, actor)
    assert.ok(sent.ok, JSON.stringify(sent))
    return sent.value
  }
  const jsonl = (rows: readonly object[]) => rows.map((one) => JSON.stringify(one)).join('\n')
  const rejectionsOf = async (importId: string, actor = operator) =>
    (await world.call(api.listRejections, { importId }, actor)).items.map((one) => [one.line, one.reason])

  it('makes products with categories, fields, prices and stock; the same file again changes nothing', async () => {
    const text = jsonl(Array.from({ length: 600 }, (_, n) => row(n)))
    await world.events()
    const first = await importText(text)
    assert.deepEqual(
      [first.state, first.rowsDone, first.rowsChanged, first.rowsRejected],
      ['done', 600, 600, 0],
    )
    const told = Map.groupBy(await world.events(), (event) => event.type)
    assert.equal(told.get('product.created')?.length, 600)
    assert.equal(told.get('product.category_changed')?.length, 2)
    const found = await world.call(api.findVariants, { skus: ['SKU-7'], variantIds: [] }, service)
    assert.equal(found.items[0]?.status, 'active')
    const read = await world.call(api.getProduct, { productId: found.items[0]?.productId ?? '' })
    assert.deepEqual(
      [read.brand, read.categories.map((one) => one.name.en), read.attributes],
      ['ACME', ['Hand tools', 'Tools'], { colour: 'red', weight: { value: 7, unit: 'g' }, wireless: false }],
    )
    const prices = await world.call(findPrices, { skus: ['SKU-7'], currency: 'EUR' }, service)
    assert.equal(prices.items[0]?.basePrice, 1007)
    const stock = await world.call(findAvailability, { skus: ['SKU-7'] }, service)
    assert.equal(stock.items[0]?.available, 7)
    const again = await importText(text)
    assert.deepEqual([again.rowsDone, again.rowsChanged], [600, 0])
    assert.deepEqual(await world.events(), [])
  })

  it('changes what its rows change, and says what', async () => {
    await importText(jsonl([row(1000), row(1001)]))
    await world.events()
    const changed = await importText(jsonl([row(1000, { title: 'Anew' }), row(1001)]))
    assert.equal(changed.rowsChanged, 1)
    const events = await world.events()
    assert.deepEqual(
      events.map((event) => [event.type, event.data['changes']]),
      [['product.updated', ['title']]],
    )
  })

  it('never stops at a bad row, and tells its line and why', async () => {
    const text = [
      JSON.stringify(row(2000)),
      '{"id": broken',
      '',
      JSON.stringify(row(2001, { colour: 'red' })),
      JSON.stringify(row(2002, { variants: [{ sku: 'SKU-2000' }] })),
      JSON.stringify(row(2003, { variants: [{ sku: 'S', stock: [{ warehouse: 'MOON', quantity: 1 }] }] })),
      JSON.stringify(row(2004, { attributes: { colour: 5 } })),
      JSON.stringify(row(2005, { media: [{ file: 'lamp.jpg' }] })),
      'x'.repeat(300_000),
      JSON.stringify(row(2006, { variants: [{ sku: 'T', prices: [{ amount: 1, currency: 'XXX' }] }] })),
      JSON.stringify(row(2007, { title: 'nul \u0000' })),
      JSON.stringify(
        row(2009, { translations: { de: { title: 'Ding', options: { Size: { name: 'Maß' } } } } }),
      ),
      JSON.stringify(row(2008)),
    ].join('\r\n')
    const done = await importText(text)
    assert.deepEqual([done.state, done.rowsDone, done.rowsChanged, done.rowsRejected], ['done', 12, 2, 10])
    const told = await rejectionsOf(done.id)
    assert.deepEqual(
      told.map(([line]) => line),
      [2, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    )
    const reasons = told.map(([, reason]) => String(reason))
    for (const [index, part] of [
      'not JSON',
      '/colour is not a known field',
      'SKU SKU-2000 belongs to another product',
      'no warehouse MOON',
      '/attributes/colour must be text',
      'was not uploaded',
      'longer than 262144 bytes',
      'XXX is not a currency',
      'cannot be stored',
      '/translations/de/options/Size is not an option of the product',
    ].entries())
      assert.ok(reasons[index]?.includes(part), `${reasons[index]} should say: ${part}`)
    const { items } = await world.call(api.listRejections, { importId: done.id }, operator)
    const [broken, ...others] = items.map(({ problems = [] }) => problems[0])
    assert.equal(broken?.code, 'LINE_NOT_JSON')
    assert.ok(broken?.values['message'])
    assert.deepEqual(others, [
      { code: 'UNKNOWN_FIELD', path: '/colour', values: {} },
      { code: 'SKU_TAKEN', values: { sku: 'SKU-2000' } },
      { code: 'WAREHOUSE_UNKNOWN', values: { sku: 'S', warehouse: 'MOON' } },
      { code: 'WRONG_TYPE', path: '/attributes/colour', values: { type: 'string' } },
      { code: 'PICTURE_NOT_UPLOADED', values: { file: 'lamp.jpg' } },
      { code: 'LINE_TOO_LONG', values: { bytesMax: '262144' } },
      { code: 'CURRENCY_UNKNOWN', values: { sku: 'T', currency: 'XXX' } },
      { code: 'NOT_STORABLE', path: '/title', values: {} },
      { code: 'OPTION_UNKNOWN', path: '/translations/de/options/Size', values: {} },
    ])
  })

  it('takes one of two rows of one product after the other', async () => {
    const done = await importText(jsonl([row(2100), row(2100, { title: 'Last' })]))
    assert.deepEqual([done.rowsDone, done.rowsChanged], [2, 2])
    const facts = await world.call(api.findVariants, { skus: ['SKU-2100'], variantIds: [] }, service)
    assert.equal(facts.items[0]?.title.en, 'Last')
  })

  it('that breaks off goes on where it stopped, and ends the same', async () => {
    const rows = Array.from({ length: 700 }, (_, n) => row(3000 + n, n === 260 ? { title: '' } : {}))
    const text = jsonl(rows)
    const one = await open()
    const broken = await world.send(
      api.sendImportContent,
      { importId: one.id },
      { content: breakingOff(text, text.length * 0.8), actor: operator },
    )
    assert.ok(broken.ok)
    assert.equal(broken.value.state, 'interrupted')
    assert.ok(broken.value.rowsDone >= 400 && broken.value.rowsDone < 700)
    const other = await send(one.id, jsonl([row(1), ...rows.slice(1)]))
    assert.equal(other.ok ? '' : other.code, 'IMPORT_CONTENT_DIFFERS')
    const done = await send(one.id, text)
    assert.ok(done.ok)
    const { state, rowsDone, rowsChanged, rowsRejected } = done.value
    assert.deepEqual([state, rowsDone, rowsChanged, rowsRejected], ['done', 700, 699, 1])
    assert.deepEqual(await send(one.id, text), done)
  })

  it('sets prices again after a stop between products and prices, and counts no row twice (INV-6)', async () => {
    const text = jsonl(Array.from({ length: 300 }, (_, n) => row(4000 + n)))
    const one = await open()
    // What a process leaves behind that was killed after the first commit: products stored, nothing complete.
    await send(one.id, text)
    await world.services.database.system.query(
      `update product_import set state = 'running', rows_done = 0, digest = '' where id = $1`,
      [one.id],
    )
    await world.services.database.system.query(
      `delete from product_import_mark where external_id like 'ext-4%'`,
    )
    await world.services.database.system.query(`delete from pricing_price where sku like 'SKU-40%'`)
    const done = await send(one.id, text)
    assert.ok(done.ok)
    assert.deepEqual([done.value.rowsDone, done.value.rowsChanged], [300, 300])
    const prices = await world.call(findPrices, { skus: ['SKU-4007'], currency: 'EUR' }, service)
    assert.equal(prices.items[0]?.basePrice, 5007)
  })

  it('sent by two at once is stored once', async () => {
    const text = jsonl(Array.from({ length: 500 }, (_, n) => row(5000 + n)))
    const one = await open()
    await Promise.all([send(one.id, text), send(one.id, text)])
    const done = await send(one.id, text)
    assert.ok(done.ok)
    assert.deepEqual([done.value.state, done.value.rowsDone, done.value.rowsChanged], ['done', 500, 500])
  })

  it('of a vendor waits for approval and makes no categories, until an operator allows it', async () => {
    const known = await importText(jsonl([row(6000)]), owner)
    assert.equal(known.rowsChanged, 1)
    const facts = await world.call(api.findVariants, { skus: ['SKU-6000'], variantIds: [] }, service)
    assert.equal(facts.items[0]?.status, 'pending_approval')
    const unknown = jsonl([row(6001, { categories: ['Space'], attributes: { thrust: 5 } })])
    const refused = await importText(unknown, owner)
    assert.deepEqual(await rejectionsOf(refused.id, owner), [
      [1, 'There is no category "Space"; /attributes/thrust is not a defined field'],
    ])
    const policy = await world.call(api.getPolicy, {}, operator)
    await world.call(
      api.setPolicy,
      { ...policy, vendorsExtendCatalogue: true, vendorsPublish: true },
      operator,
    )
    const allowed = await importText(unknown, owner)
    assert.equal(allowed.rowsChanged, 1)
  })

  it('is closed to other vendors and other marketplaces', async () => {
    const one = await open(owner)
    for (const asked of [
      world.ask(api.getImport, { importId: one.id }, otherOwner),
      world.ask(api.listRejections, { importId: one.id }, otherOwner),
      send(one.id, '', otherOwner),
    ]) {
      const result = await asked
      assert.equal(result.ok ? '' : result.code, 'IMPORT_NOT_FOUND')
    }
    const elsewhere = await world.services.run(
      api.getImport,
      { importId: one.id },
      { actor: operator, tenant: tenantB },
    )
    assert.equal(elsewhere.result.ok ? '' : elsewhere.result.code, 'IMPORT_NOT_FOUND')
    const listed = await world.call(api.listImports, {}, otherOwner)
    assert.deepEqual(listed.items, [])
  })

  it('of an export changes nothing, whatever the products have', async () => {
    const rich = {
      title: 'Rich',
      translations: {
        de: {
          title: 'Reich',
          options: { Colour: { name: 'Farbe', values: { red: 'rot' } } },
          attributes: { colour: { blue: 'blau', red: 'rot' } },
        },
      },
      options: ['Size', 'Colour'],
      tags: ['b', 'a'],
      media: [{ url: 'demo:lamp-1', alt: 'A lamp' }],
      attributes: { colour: 'blue' },
      variants: [
        { sku: 'RICH-1', options: { Size: 'S', Colour: 'red' }, barcode: '4006381333931' },
        { sku: 'RICH-2', options: { Size: 'M', Colour: 'red' }, attributes: { colour: 'red' } },
      ],
    }
    await world.call(api.createProduct, rich, owner)
    const reply = await world.call(api.exportProducts, {}, owner)
    let text = ''
    for await (const chunk of reply.content) text += chunk
    assert.ok(text.includes('"RICH-1"') && text.includes('"ext-7"') && text.includes('"blau"'))
    await world.events()
    const again = await importText(text)
    assert.ok(again.rowsDone > 2000)
    assert.deepEqual(
      [again.rowsChanged, again.rowsRejected],
      [0, 0],
      JSON.stringify(await rejectionsOf(again.id)),
    )
    assert.deepEqual(await world.events(), [])
  })
})

describe('a Shopify file', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await openWarehouse(world)
  })
  after(() => world.close())

  it('becomes products with variants, pictures, prices and stock', async () => {
    const file = [
      'Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,' +
        'Variant Inventory Qty,Variant Price,Variant Compare At Price,Variant Barcode,Image Src,Image Position,Status',
      'shirt,Shirt,"<p>Soft &amp; light</p><script>x</script><p>Two</p>",Acme,Shirts,"a, b",true,Size,S,S-1,200,5,19.90,24.90,,https://cdn.example/1.jpg,1,active',
      'shirt,,,,,,,,M,,210,3,19.90,,,https://cdn.example/2.jpg,2,',
      'mug,Mug,,Acme,Mugs,,true,Title,Default Title,MUG,300,-1,7,,,,,active',
      'bad,Bad price,,Acme,Mugs,,true,Title,Default Title,BAD,300,1,7.999,,,,,active',
    ].join('\n')
    const input = {
      format: 'shopify-csv' as const,
      name: 'shop.csv',
      vendorId: vendorA,
      warehouse: 'MAIN',
      currency: 'EUR',
    }
    const one = await world.call(api.createImport, input, operator)
    const send = () =>
      world.send(api.sendImportContent, { importId: one.id }, { content: inPieces(file), actor: operator })
    const done = await send()
    assert.ok(done.ok)
    assert.deepEqual([done.value.rowsDone, done.value.rowsChanged, done.value.rowsRejected], [3, 2, 1])
    const rejected = await world.call(api.listRejections, { importId: one.id }, operator)
    assert.equal(rejected.items[0]?.externalId, 'bad')
    assert.equal(rejected.items[0]?.line, 5)
    const shirt = await world.call(api.getProductBySlug, { slug: 'shirt' })
    assert.equal(shirt.description, 'Soft & light\nTwo')
    assert.deepEqual(
      shirt.variants.map((one) => [
        one.sku,
        one.options['Size'],
        one.available,
        one.price?.salePrice ?? null,
      ]),
      [
        ['S-1', 'S', 5, 1990],
        ['shirt-m', 'M', 3, null],
      ],
    )
    assert.deepEqual(
      shirt.media.map((one) => one.url),
      ['https://cdn.example/1.jpg', 'https://cdn.example/2.jpg'],
    )
    assert.deepEqual(shirt.tags, ['a', 'b'])
    const mug = await world.call(api.getProductBySlug, { slug: 'mug' })
    assert.deepEqual([mug.options, mug.inventoryCount], [[], 0])
  })
})

async function* inPieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000)
}

async function* breakingOff(text: string, at: number): AsyncGenerator<Uint8Array> {
  yield* inPieces(text.slice(0, Math.floor(at)))
  throw new Error('the connection was lost')
}
