import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  isNarrowed,
  type ListQuery,
  pageNumbers,
  ratings,
  readListQuery,
  sorts,
  widen,
  writeListQuery,
} from './list-query.ts'

const uuid = fc.uuid().map((id) => id.toLowerCase())
const trimmed = (charactersMax: number) =>
  fc.string({ minLength: 1, maxLength: charactersMax }).map((text) => text.trim())
const anyQuery: fc.Arbitrary<ListQuery> = fc.record(
  {
    words: trimmed(40),
    category: fc.option(uuid),
    vendor: fc.option(uuid),
    brands: fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 4 }),
    priceMin: fc.option(fc.integer({ min: 0, max: 999_999 }).map(String)),
    priceMax: fc.option(fc.constantFrom('12.5', '1000', '0.750')),
    inStock: fc.boolean(),
    onSale: fc.boolean(),
    rating: fc.option(fc.constantFrom(...ratings)),
    sort: fc.constantFrom(...sorts),
    page: fc.integer({ min: 1, max: 500 }),
  },
  { noNullPrototype: true },
)

test('An address says a list whole: what is written is read again', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      assert.deepEqual(readListQuery(new URLSearchParams(writeListQuery(query))), query)
    }),
  )
})

test('What nobody can choose is left out of a query', () => {
  const query = readListQuery(
    new URLSearchParams('category=../etc&vendor=7&min=abc&max=-4&rating=9&sort=magic&page=0&brand='),
  )
  assert.equal(writeListQuery(query), '')
  assert.equal(isNarrowed(query), false)
})

test('Prices are read with a comma as with a point', () => {
  assert.equal(readListQuery(new URLSearchParams('min=12,50')).priceMin, '12.50')
})

test('A widened list keeps its words and its order, and nothing narrows it', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const wide = widen(query)
      assert.equal(isNarrowed(wide), false)
      assert.deepEqual([wide.words, wide.sort, wide.page], [query.words, query.sort, 1])
    }),
  )
})

test('Few pages are all named, of many those around the present one', () => {
  assert.deepEqual(pageNumbers(1, 1), [1])
  assert.deepEqual(pageNumbers(2, 4), [1, 2, 3, 4])
  assert.deepEqual(pageNumbers(6, 20), [1, null, 5, 6, 7, null, 20])
  assert.deepEqual(pageNumbers(4, 7), [1, 2, 3, 4, 5, 6, 7])
})
