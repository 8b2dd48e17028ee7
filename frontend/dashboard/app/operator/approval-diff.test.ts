import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changedWords, diffSinceDecision, type ProductEntry } from './approval-diff.ts'

const productId = 'p'
const hours = Array.from({ length: 100 }, (_, hour) =>
  new Date(Date.UTC(2026, 0, 1, hour)).toISOString(),
).values()
const entry = (
  endpoint: string,
  changes: [string, unknown, unknown][] = [],
  outcome = 'done',
): ProductEntry => ({
  endpoint: `product.${endpoint}`,
  at: hours.next().value ?? '',
  outcome,
  changes: changes.map(([field, before, after]) => ({ subject: productId, field, before, after })),
})
const diff = (...oldestFirst: ProductEntry[]) => diffSinceDecision(productId, oldestFirst.toReversed())

test('a product that nobody decided on is new', () => {
  const seen = diff(
    entry('create_product', [['title', null, 'Lamp']]),
    entry('update_product', [['title', 'Lamp', 'Lamps']]),
  )
  assert.deepEqual(seen, { since: null, fields: [] })
})

test('changes after the approval are shown once a field, from the approved value to the present one', () => {
  const approval = entry('approve_product', [['status', 'pending_approval', 'active']])
  const seen = diff(
    entry('create_product', [['title', null, 'Lamp']]),
    approval,
    entry('update_product', [
      ['title', 'Lamp', 'Lamps'],
      ['brand', null, 'Lux'],
    ]),
    entry('update_product', [['title', 'Lamps', 'Oil lamps']]),
    entry('submit_product', [['status', 'archived', 'pending_approval']]),
  )
  assert.deepEqual(seen.since, { kind: 'approved', at: approval.at })
  assert.deepEqual(seen.fields, [
    { field: 'title', before: 'Lamp', after: 'Oil lamps' },
    { field: 'brand', before: null, after: 'Lux' },
  ])
})

test('a field that was changed back is no change', () => {
  const seen = diff(
    entry('approve_product'),
    entry('update_product', [['title', 'Lamp', 'Lamps']]),
    entry('update_product', [['title', 'Lamps', 'Lamp']]),
  )
  assert.deepEqual(seen.fields, [])
})

test('without an approval, the last rejection is what is compared with', () => {
  const seen = diff(
    entry('reject_product'),
    entry('update_product', [['title', 'Lamp', 'Lamps']]),
    entry('update_product', [['title', 'x', 'y']], 'VERSION_CONFLICT'),
  )
  assert.equal(seen.since?.kind, 'rejected')
  assert.deepEqual(seen.fields, [{ field: 'title', before: 'Lamp', after: 'Lamps' }])
})

test('an approval counts before a later rejection', () => {
  const seen = diff(
    entry('approve_product'),
    entry('update_product', [['title', 'Lamp', 'Lamps']]),
    entry('reject_product'),
    entry('update_product', [['brand', null, 'Lux']]),
  )
  assert.deepEqual(
    seen.fields.map(({ field }) => field),
    ['title', 'brand'],
  )
})

test('of the words of other languages those that changed are told, one a line', () => {
  const material = { Linen: 'Leinen' }
  const size = { name: 'Größe', values: { Small: 'Klein' } }
  const before = { de: { options: { Size: size }, attributes: { material } } }
  const values = { ...size.values, Large: 'Groß' }
  const odd = { values: { name: 'Name' } }
  const after = {
    de: { options: { Size: { name: 'Maß', values }, values: odd }, attributes: { material } },
    ar: { attributes: { material: { Linen: 'كتّان' } } },
  }
  assert.deepEqual(changedWords({ field: 'words', before, after }), {
    field: 'words',
    before: ['de · Size: Größe'],
    after: [
      'de · Size: Maß',
      'de · Size · Large: Groß',
      'de · values · name: Name',
      'ar · material · Linen: كتّان',
    ],
  })
  const { after: first } = changedWords({ field: 'words', before: undefined, after: before })
  assert.deepEqual(first, ['de · Size: Größe', 'de · Size · Small: Klein', 'de · material · Linen: Leinen'])
  const title = { field: 'title', before: { en: 'A' }, after: { en: 'B' } }
  assert.equal(changedWords(title), title)
})
