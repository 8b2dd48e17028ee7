import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findLineProblems } from '../../../scripts/import-row.ts'
import labels from './attribute-labels.json' with { type: 'json' }
import { dropProduct, readEntries } from './catalogue.ts'
import { categories, type Product, products, toImportLines, vendors, warehouses } from './index.ts'
import words from './product-words.json' with { type: 'json' }
import { isSign } from './product-words.ts'
import { vendorWords } from './vendor-words.ts'

const all: Product[] = vendors.flatMap((vendor) => products(vendor.slug))

test('twelve vendors with a story show 240 products in 30 categories', () => {
  assert.equal(vendors.length, 12)
  assert.equal(categories.length, 30)
  assert.equal(all.length, 240)
  for (const vendor of vendors) {
    const words = vendor.story.split(/\s+/).length
    assert.ok(words >= 60 && words <= 120, `the story of ${vendor.name} has ${words} words`)
    assert.equal(products(vendor.slug).length, 20)
  }
  assert.equal(new Set(vendors.map((vendor) => vendor.tint)).size, 12)
})

test('every vendor tells its story in three languages', () => {
  for (const vendor of vendors) {
    const { tagline, story } = vendorWords(vendor)
    for (const text of [tagline, story]) {
      assert.match(text.ar, /\p{Script=Arabic}/u, vendor.slug)
      assert.notEqual(text.de, text.en, vendor.slug)
    }
    // A translation that lost half of a story would be this much shorter.
    assert.ok(
      story.de.length > story.en.length * 0.75 && story.ar.length > story.en.length * 0.6,
      vendor.slug,
    )
    assert.ok(tagline.de.length <= 160 && tagline.ar.length <= 160, vendor.slug)
  }
})

test('every category holds products, itself or below it', () => {
  const used = new Set(all.flatMap((product) => product.categories.flatMap((path) => path.split(' > '))))
  for (const { names, slug } of categories) {
    assert.ok(used.has(names.en), slug)
    assert.match(names.ar, /\p{Script=Arabic}/u)
    assert.notEqual(names.de, names.en)
  }
})

test('every line is valid for the import', () => {
  for (const vendor of vendors) {
    for (const line of toImportLines(vendor.slug))
      assert.deepEqual(findLineProblems(line), [], line.slice(0, 80))
  }
})

test('no id, slug or SKU is there twice', () => {
  const skus = all.flatMap((product) => product.variants.map((variant) => variant.sku))
  for (const list of [skus, all.map((product) => product.id), all.map((product) => product.slug)]) {
    assert.deepEqual(
      list.filter((one, index) => list.indexOf(one) !== index),
      [],
    )
  }
})

test('every variant has five prices that a shop would ask', () => {
  for (const { sku, prices } of all.flatMap((product) => product.variants)) {
    const amounts = new Map(prices.map((price) => [price.currency, price.amount]))
    assert.deepEqual([...amounts.keys()], ['EUR', 'USD', 'GBP', 'JPY', 'KWD'], sku)
    const [eur = 0, usd = 0, gbp = 0, jpy = 0, kwd = 0] = amounts.values()
    assert.ok(usd % 50 === 0 && gbp % 50 === 0 && jpy % 50 === 0 && kwd % 50 === 0, sku)
    assert.ok(usd / eur > 1.05 && usd / eur < 1.3 && gbp / eur > 0.75 && gbp / eur < 1, sku)
    // One euro is about 171 yen and 356 fils: cents to yen, cents to fils.
    assert.ok(jpy / eur > 1.6 && jpy / eur < 1.82 && kwd / eur > 3.2 && kwd / eur < 4, sku)
  }
})

test('German and Arabic are translations, not copies', () => {
  for (const { id, title, description, translations } of all) {
    assert.notEqual(translations.de.description, description, id)
    assert.notEqual(`${translations.de.title} ${translations.de.description}`, `${title} ${description}`, id)
    for (const text of [translations.ar.title, translations.ar.description]) {
      const letters = text.match(/\p{L}/gu) ?? []
      const arabic = text.match(/\p{Script=Arabic}/gu) ?? []
      assert.ok(arabic.length > letters.length * 0.85, `${id}: ${text}`)
    }
    assert.ok(translations.de.description.split(/\s+/).length >= 8, id)
    assert.ok(translations.ar.description.split(/\s+/).length >= 7, id)
  }
})

test('every option, value and text of a fact has words in German and Arabic', () => {
  for (const { id, options, variants, attributes, translations } of [...all, dropProduct()]) {
    const { de, ar } = translations
    for (const name of options) {
      const [german, arabic] = [de.options[name], ar.options[name]]
      isSaid(german?.name, arabic?.name, `${id} ${name}`)
      for (const value of new Set(variants.map((variant) => variant.options[name] ?? '')))
        if (!isSign(value)) isSaid(german?.values[value], arabic?.values[value], `${id} ${name} ${value}`)
      for (const list of [german, arabic].map((said) => Object.values(said?.values ?? {})))
        assert.equal(new Set(list).size, list.length, `${id} ${name}: ${list}`)
    }
    for (const [key, value] of Object.entries(attributes))
      if (typeof value === 'string' && !isSign(value))
        isSaid(de.attributes[key]?.[value], ar.attributes[key]?.[value], `${id} ${key} ${value}`)
  }
})

/** In Arabic letters, but for the codes of norms and plugs. */
function isSaid(de: string | undefined, ar: string | undefined, what: string): void {
  assert.ok(de !== undefined && de !== '', `${what} has no German`)
  assert.ok(ar !== undefined && ar !== '', `${what} has no Arabic`)
  assert.ok(/^\p{Script=Arabic}|^\d/u.test(ar) || /^(EN 71|XLR)$/.test(ar), `${what} is not Arabic: ${ar}`)
}

test('no word is written down that nothing is called by', () => {
  const lines = JSON.stringify([...all, dropProduct()].map(({ translations }) => translations))
  const known = [
    ...Object.values(words.options).flatMap(({ name, values }) => [name, ...Object.values(values)]),
    ...Object.values(words.facts).flatMap((texts) => Object.values(texts)),
  ]
  for (const [de = '', ar = ''] of known) {
    assert.ok(lines.includes(JSON.stringify(de).slice(1, -1)), de)
    assert.ok(lines.includes(JSON.stringify(ar).slice(1, -1)), ar)
  }
})

test('every kind of fact is called something in German and Arabic', () => {
  const keys = new Set([...all, dropProduct()].flatMap(({ attributes }) => Object.keys(attributes)))
  const known: Readonly<Record<string, readonly string[]>> = labels
  for (const key of keys) isSaid(known[key]?.[0], known[key]?.[1], key)
})

test('an attribute has one type in the whole catalogue', () => {
  const types = new Map<string, string>()
  for (const { id, attributes } of all) {
    for (const [key, value] of Object.entries(attributes)) {
      const type = typeof value === 'object' ? 'number' : typeof value
      assert.equal(types.get(key) ?? type, type, `${id} ${key}`)
      types.set(key, type)
    }
  }
})

test('options and steps fit together', () => {
  for (const { entry } of readEntries()) {
    const values = Object.values(entry.options ?? {}).flat()
    for (const value of Object.keys(entry.steps ?? {}))
      assert.ok(values.includes(value), `${entry.id} ${value}`)
    const { colours } = entry.picture
    const counts = Object.values(entry.options ?? {}).map((list) => list.length)
    assert.ok(
      colours === undefined || counts.includes(colours.length),
      `${entry.id} shows other colours than it sells`,
    )
  }
})

test('no text repeats another', () => {
  for (const language of ['en', 'de', 'ar'] as const) {
    const texts = readEntries().map(({ entry }) => ({
      id: entry.id,
      words: wordPairs(language === 'en' ? entry.text : entry[language][1]),
    }))
    for (const [index, one] of texts.entries()) {
      for (const two of texts.slice(index + 1)) {
        const shared = [...one.words].filter((pair) => two.words.has(pair)).length
        const share = shared / Math.min(one.words.size, two.words.size)
        assert.ok(share < 0.3, `${language}: ${one.id} and ${two.id} share ${Math.round(share * 100)} %`)
      }
    }
  }
})

function wordPairs(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`))
}

test('texts are two to five sentences of their own', () => {
  const seen = new Map<string, string>()
  for (const { entry } of readEntries()) {
    const sentences = entry.text.split(/(?<=[.?!])\s+/)
    assert.ok(sentences.length >= 2 && sentences.length <= 5, `${entry.id}: ${sentences.length}`)
    assert.ok(!entry.text.includes('!'), entry.id)
    for (const sentence of sentences.filter((one) => one.split(' ').length > 3)) {
      assert.equal(seen.get(sentence), undefined, `${entry.id} repeats ${seen.get(sentence)}`)
      seen.set(sentence, entry.id)
    }
  }
})

test('stock lies in three warehouses, a few things are sold out, and it is the same every time', () => {
  const variants = all.flatMap((product) => product.variants)
  const sums = variants.map(({ stock }) => stock.reduce((sum, { quantity }) => sum + quantity, 0))
  for (const { stock } of variants)
    assert.deepEqual(
      stock.map(({ warehouse }) => warehouse),
      warehouses.map(({ code }) => code),
    )
  const soldOut = sums.filter((sum) => sum === 0).length / sums.length
  assert.ok(soldOut > 0.01 && soldOut < 0.1, `${soldOut}`)
  assert.deepEqual(products('asagiri'), products('asagiri'))
})
