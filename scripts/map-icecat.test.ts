import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readLines } from './json-lines.ts'
import { nameFacts } from './map-icecat/attributes.ts'
import { findCategory } from './map-icecat/categories.ts'
import { mapProduct } from './map-icecat.ts'

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
