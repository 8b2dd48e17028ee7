import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  amountOf,
  changedFields,
  type Draft,
  decimalOf,
  draftOf,
  emptyDraft,
  isUntouched,
  withVariants,
} from './draft.ts'
import { inputOf, listOf } from './product-input.ts'
import { renameOption, wordRows, wordsInput } from './words.ts'

const stored = {
  translations: {
    en: { title: 'Cup', description: 'Round' },
    ar: {
      title: 'كوب',
      options: { Colour: { name: 'اللون', values: { Red: 'أحمر' } } },
      attributes: { material: { stoneware: 'خزف' }, pattern: { dots: 'نقاط' } },
    },
  },
  categoryId: null,
  brand: 'Zattere',
  taxClass: 'standard' as const,
  tags: ['coffee', 'gift'],
  attributes: { height: { value: 8.5, unit: 'cm' }, dishwasher: true, material: 'stoneware' },
  options: ['Colour'],
  media: [{ hash: 'a'.repeat(64), url: '/media/a/800.webp', alt: 'A cup' }],
  variants: [
    {
      sku: 'CUP-RED',
      barcode: null,
      weightGrams: 250,
      options: { Colour: 'Red' },
      attributes: { pattern: 'dots' },
    },
  ],
}
const prices = [
  { sku: 'CUP-RED', currency: 'EUR', basePrice: 1_250, version: 1 },
  { sku: 'CUP-RED', currency: 'JPY', basePrice: 2_000, version: 1 },
]

describe('the draft of a product', () => {
  it('goes back to the API as it came when nothing is typed', () => {
    const { input, prices: wanted, problems } = inputOf(draftOf(stored, prices))
    assert.deepEqual(problems, [])
    assert.deepEqual(wanted, [
      { sku: 'CUP-RED', currency: 'EUR', amount: 1_250 },
      { sku: 'CUP-RED', currency: 'JPY', amount: 2_000 },
    ])
    assert.deepEqual(input.attributes, stored.attributes)
    assert.deepEqual(input.variants[0], stored.variants[0])
    assert.deepEqual([input.title, input.description, input.tags], ['Cup', 'Round', ['coffee', 'gift']])
    assert.deepEqual(input.translations, { ar: { ...stored.translations.ar, description: '' } })
    assert.deepEqual(input.media, [{ hash: 'a'.repeat(64), alt: 'A cup' }])
  })

  it('names every field that is missing or no number, by the paths of the API', () => {
    const draft: Draft = {
      ...emptyDraft,
      texts: { ...emptyDraft.texts, de: { title: '', description: 'Rund' } },
      options: ['Size'],
      attributes: [{ key: 'height', kind: 'number', value: 'tall', unit: 'cm' }],
      variants: [
        { sku: '', barcode: '', weight: '1.5', values: [], prices: { EUR: '12.345' }, attributes: {} },
      ],
    }
    assert.deepEqual(
      inputOf(draft).problems.map((problem) => problem.path),
      [
        '/title',
        '/translations/de/title',
        '/variants/0/sku',
        '/variants/0/weightGrams',
        '/variants/0/options/Size',
        '/attributes/height',
        '/variants/0/prices/EUR',
      ],
    )
  })

  it('reads prices exactly, with a point or a comma, in the digits of the currency', () => {
    assert.equal(amountOf('12,5', 'EUR'), 1_250)
    assert.equal(amountOf('0.29', 'USD'), 29)
    assert.equal(amountOf('1200', 'JPY'), 1_200)
    assert.equal(amountOf('5.120', 'KWD'), 5_120)
    assert.equal(amountOf(' ', 'EUR'), null)
    for (const wrong of ['1.234', '-1', 'free', '1e3']) assert.equal(amountOf(wrong, 'EUR'), undefined)
    assert.equal(decimalOf(1_250, 'EUR'), '12.50')
    assert.equal(decimalOf(1_200, 'JPY'), '1200')
  })

  it('sends the words of rows that are there, and none of those that were emptied', () => {
    const start = draftOf(stored, prices)
    const [name, value, fact] = wordRows(start)
    assert.deepEqual([name?.word, value?.word, fact?.word], ['Colour', 'Red', 'stoneware'])
    const words = { ...start.words, ar: { ...start.words.ar, [value?.key ?? '']: ' ' } }
    const { ar } = inputOf({ ...start, words, attributes: [] }).input.translations
    assert.deepEqual(ar, {
      ...{ title: 'كوب', description: '', options: { Colour: { name: 'اللون', values: {} } } },
      attributes: { pattern: { dots: 'نقاط' } },
    })
  })

  it('keeps the words of an option that is named anew', () => {
    const start = draftOf(stored, prices)
    const words = renameOption(start.words, 'Colour', 'Shade')
    const renamed = { ...start, options: ['Shade'], words }
    assert.deepEqual(wordsInput(renamed, 'ar').options, {
      Shade: stored.translations.ar.options.Colour,
    })
  })

  it('needs a title in a language that has other words', () => {
    const start = draftOf(stored, prices)
    const texts = { ...start.texts, ar: { title: '', description: '' } }
    assert.deepEqual(
      inputOf({ ...start, texts }).problems.map((one) => one.path),
      ['/translations/ar/title'],
    )
  })

  it('makes a row for each combination and keeps those that are there', () => {
    const start: Draft = { ...draftOf(stored, prices), options: ['Colour', 'Size'] }
    const first = start.variants[0]
    assert.ok(first)
    const two = { ...start, variants: [{ ...first, values: ['Red', 'L'] }] }
    const made = withVariants(two, [
      ['Red', 'Dark blue'],
      ['L', 'S'],
    ])
    assert.deepEqual(
      made.variants.map((one) => one.values.join('/')),
      ['Red/L', 'Red/S', 'Dark blue/L', 'Dark blue/S'],
    )
    assert.equal(made.variants[0]?.sku, 'CUP-RED')
    assert.equal(made.variants[3]?.sku, 'CUP-RED-DARKBLUE-S')
    assert.equal(made.variants[3]?.prices['EUR'], '12.50')
    assert.equal(
      withVariants(made, [
        ['Red', 'Dark blue'],
        ['L', 'S'],
      ]).variants.length,
      4,
    )
    const fresh = { ...emptyDraft, options: ['Size'], variants: [{ ...first, values: [], sku: 'CUP' }] }
    assert.deepEqual(
      withVariants(fresh, [['L', 'S']]).variants.map((one) => one.sku),
      ['CUP-L', 'CUP-S'],
    )
  })

  it('tells which fields another person changed', () => {
    const mine = draftOf(stored, prices)
    const theirs = draftOf({ ...stored, brand: 'Other', tags: [] }, prices)
    assert.deepEqual(changedFields(mine, theirs), ['brand', 'tags'])
  })

  it('knows which problems were touched since the draft was sent', () => {
    const sent = draftOf(stored, prices)
    const [first] = sent.variants
    assert.ok(first)
    const now = { ...sent, brand: 'New', variants: [{ ...first, sku: 'OTHER' }, first] }
    assert.equal(isUntouched('/brand', sent, now), false)
    assert.equal(isUntouched('/variants/0/sku', sent, now), false)
    assert.equal(isUntouched('/translations/ar/options/Colour/name', sent, now), true)
    assert.equal(isUntouched('/title', sent, now), true)
    assert.equal(isUntouched('/media/0/hash', sent, now), true)
  })

  it('reads words between commas of both scripts', () => {
    assert.deepEqual(listOf(' a, b ،ج,, '), ['a', 'b', 'ج'])
  })
})
