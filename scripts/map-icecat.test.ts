import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { findLineProblems, type ImportRow } from './import-row.ts'
import { readLines } from './json-lines.ts'
import { nameFacts } from './map-icecat/attributes.ts'
import { findCategory } from './map-icecat/categories.ts'
import { mapIcecat, mapProduct } from './map-icecat.ts'

const reference = process.env['RIALTO_REFERENCE'] ?? resolve(import.meta.dirname, '../../shared')
const from = join(reference, 'data/icecat-chorus/products.jsonl.gz')
const skip = existsSync(from) ? false : 'the reference folder is not here'

test('all of the Icecat sample becomes valid lines, twice the same', { skip }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-icecat-'))
  const out = join(folder, 'icecat.jsonl')
  assert.equal(await mapIcecat({ from, out }), 19_406)
  const skus = new Set<string>()
  const keys = new Set<string>()
  let unsorted = 0
  for await (const line of readLines(out)) {
    assert.deepEqual(findLineProblems(line), [], line.slice(0, 200))
    const product = JSON.parse(line) as ImportRow
    for (const variant of product.variants) skus.add(variant.sku)
    for (const key of Object.keys(product.attributes ?? {})) keys.add(key)
    if (product.categories[0] === 'Other > Electronics') unsorted += 1
  }
  assert.equal(skus.size, 19_406)
  // 5,366 fields less 12 that are no facts, and one of our own, the release date.
  assert.equal(keys.size, 5_366 - 12 + 1)
  assert.ok(unsorted < 19_406 * 0.08, `${unsorted} products have no category of their own`)
  const first = await digest(out)
  await mapIcecat({ from, out })
  assert.equal(await digest(out), first)
  await rm(folder, { recursive: true })
})

async function digest(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

test('facts keep their types, a name with two types is told apart', () => {
  const keys = nameFacts(['attr_t_size', 'attr_n_size', 'attr_b_wi_fi', 'attr_n_adsl2', 'attr_n_adsl2_'])
  assert.deepEqual([...keys].sort(), [
    ['attr_b_wi_fi', 'wiFi'],
    ['attr_n_adsl2', 'adsl2'],
    ['attr_n_adsl2_', 'adsl22'],
    ['attr_n_size', 'sizeNumber'],
    ['attr_t_size', 'sizeText'],
  ])
  const row = mapProduct(
    {
      id: '7',
      name: 'X',
      title: 'Acme<br />X cable',
      ean: ['0882780756328', '0088698629123'],
      date_released: '2006-07-01T00:00:00Z',
      supplier: 'Acme',
      price: 12595,
      attr_t_size: 'A4 <= 3 l',
      attr_n_size: 4,
      attr_b_wi_fi: false,
      attr_n_weight: 190.4,
    },
    keys,
  )
  assert.equal(row.title, 'Acme X cable')
  assert.deepEqual(row.attributes, {
    dateReleased: '2006-07-01',
    sizeText: 'A4 <= 3 l',
    sizeNumber: 4,
    wiFi: false,
  })
  assert.deepEqual(row.variants, [
    {
      sku: 'ICE-7',
      prices: [{ amount: 12595, currency: 'EUR' }],
      weightGrams: 190,
      barcode: '0882780756328',
      stock: [{ warehouse: 'MAIN', quantity: 25 }],
    },
  ])
})

test('the category comes from the kind of thing, not from what it belongs to', () => {
  const find = (title: string, type = '') => findCategory({ title, type, has: () => false })
  assert.equal(find('hp laserjet 2420dn 1200 x 1200 dpi a4'), 'Printing > Printers')
  assert.equal(find('oki toner c5100 original cyan'), 'Printing > Ink and toner')
  assert.equal(find('acme x200 series 9 cell li-ion battery'), 'Power > Batteries')
  assert.equal(find('hp compaq 610', 'notebook'), 'Computers > Notebooks')
  assert.equal(find('vf-49mpam'), 'Other > Electronics')
})

test('only a line feed ends a line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-lines-'))
  const file = join(folder, 'lines.jsonl')
  await writeFile(file, '{"a":"60 Hz\u2028"}\n{"b":2}')
  assert.deepEqual(await Array.fromAsync(readLines(file)), ['{"a":"60 Hz\u2028"}', '{"b":2}'])
  await rm(folder, { recursive: true })
})
