import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { test } from 'node:test'
import { findLineProblems, type ImportRow } from './import-row.ts'
import { mapProduct, mapSpree } from './map-spree.ts'

const reference = process.env['RIALTO_REFERENCE'] ?? resolve(import.meta.dirname, '../../shared')
const from = join(reference, 'data/spree-sample')
const skip = existsSync(join(from, 'products.csv')) ? false : 'the reference folder is not here'

test('all of the Spree sample becomes valid lines', { skip }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-spree-'))
  const out = join(folder, 'spree.jsonl')
  const counts = await mapSpree({ from, out })
  assert.deepEqual(counts, { rows: 211, products: 37, variants: 87 })
  const text = await readFile(out, 'utf8')
  const lines = text.trimEnd().split('\n')
  assert.deepEqual(
    lines.flatMap((line) => findLineProblems(line)),
    [],
  )
  const products = lines.map((line) => JSON.parse(line) as ImportRow)
  const variants = products.flatMap((product) => product.variants)
  assert.equal(new Set(variants.map((variant) => variant.sku)).size, 87)
  // 37 product rows, 87 variant rows, 87 rows that add the second currency.
  assert.equal(37 + variants.reduce((sum, variant) => sum + variant.prices.length, 0), 211)
  for (const variant of variants) {
    assert.deepEqual(
      variant.prices.map((price) => price.currency),
      ['USD', 'EUR'],
    )
    assert.ok(variant.prices.every((price) => price.amount > 0))
  }
  const pictures = products.flatMap((product) => product.media ?? [])
  assert.equal(pictures.length, 124)
  for (const picture of pictures) {
    assert.ok('file' in picture && existsSync(resolve(dirname(out), picture.file)), JSON.stringify(picture))
  }
  await mapSpree({ from, out })
  assert.equal(await readFile(out, 'utf8'), text, 'a second run writes the same bytes')
  await rm(folder, { recursive: true })
})

const empty = { category1: '', option1_name: '', option1_value: '', image1_src: '', tags: '' }

test('a reduced price keeps the price before, a zero one does not', () => {
  const product = mapProduct(
    [
      { ...empty, slug: 'iron', sku: 'IRON', name: 'Iron', price: '0', currency: 'USD', status: 'active' },
      {
        ...empty,
        sku: 'IRON-A',
        price: '100',
        compare_at_price: '129.99',
        currency: 'USD',
        option1_name: 'Color',
        option1_value: 'White',
      },
      { ...empty, sku: 'IRON-A', price: '95.5', compare_at_price: '0', currency: 'EUR' },
    ],
    'pictures',
  )
  assert.deepEqual(product.variants[0]?.prices, [
    { amount: 10000, currency: 'USD', compareAtAmount: 12999 },
    { amount: 9550, currency: 'EUR' },
  ])
})

test('a product without variant rows is sold as itself', () => {
  const product = mapProduct(
    [
      {
        ...empty,
        slug: 'iron',
        sku: 'IRON',
        name: 'Iron',
        price: '24.99',
        currency: 'EUR',
        status: 'active',
        'custom_field.custom.wattage': '1400W',
        'custom_field.custom.noise_level': 'low',
        'custom_field.custom.warranty': '2 Years',
      },
    ],
    'pictures',
  )
  assert.deepEqual(product.attributes, {
    wattage: { value: 1400, unit: 'W' },
    noiseLevel: 'low',
    warranty: { value: 2, unit: 'years' },
  })
  assert.equal(product.options, undefined)
  assert.deepEqual(product.variants, [
    {
      sku: 'IRON',
      options: {},
      prices: [{ amount: 2499, currency: 'EUR' }],
      stock: [{ warehouse: 'MAIN', quantity: 0 }],
      attributes: {},
    },
  ])
})
