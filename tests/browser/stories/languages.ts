import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Language, show } from '../open-browser.ts'
import { type App, readTexts } from '../texts.ts'
import { type Seen, type Word, walk, wordsOn } from '../walk.ts'
import type { World } from '../world.ts'

/** @: on German and Arabic pages no text is missing and none is English. */
export function pagesSpeakTheirLanguage(world: () => World): void {
  describe('every page', () => {
    for (const language of ['de', 'ar'] as const) {
      it(`says everything in its language (${language})`, async () => {
        const names = await readNames(world())
        const goods = await readGoodsWords(world(), language)
        const pages = await walk(world(), language)
        const foreign = pages.flatMap((seen) => [
          ...foreignOn(seen, language, names),
          ...(seen.stop.as === 'guest' ? englishGoodsOn(seen, goods) : []),
        ])
        assert.deepEqual([...new Set(foreign)], [])
      })

      it(`would show an option or a fact that was left in English (${language})`, async () => {
        const goods = await readGoodsWords(world(), language)
        const { tour, shop } = world()
        const window = await tour.open('guest')
        try {
          for (const stop of tour.stops.filter(({ name }) => name === 'product' || name === 'bag')) {
            await show(window, shop.url, { path: stop.path, language: 'en' })
            const seen = { stop, words: await wordsOn(window.page) }
            assert.notDeepEqual(englishGoodsOn(seen, goods), [])
          }
        } finally {
          await window.close()
        }
      })
    }
  })
}

type Foreign = Exclude<Language, 'en'>

/** What of a page's words should not be there. */
export function foreignOn(
  { stop, words }: Pick<Seen, 'stop' | 'words'>,
  language: Foreign,
  names: RegExp,
): string[] {
  const app: App = stop.path.startsWith('/dashboard') ? 'dashboard' : 'web'
  const isEnglish = englishOf(app, language)
  return words
    .filter((word) => {
      const left = { ...word, text: word.text.replaceAll(names, ' ') }
      return isMissing(left) || isForeign(left, language) || (left.text.trim() !== '' && isEnglish(word.text))
    })
    .map(({ text }) => `${stop.name}: ${text}`)
}

/** A key in place of its text, a value that was not there, a place for a value that was not filled. */
function isMissing({ text, isApart }: Word): boolean {
  if (isApart) return false
  return /\b(undefined|NaN)\b|\[object |[{}]/.test(text) || /^[a-z]+(\.[A-Za-z_]+){1,4}$/.test(text)
}

/** Whether a text is one of our English ones that has other words in this language. */
function englishOf(app: App, language: Foreign): (text: string) => boolean {
  const own = readTexts(app, language)
  const ownWords = new Set(Object.values(own))
  const foreign = Object.entries(readTexts(app, 'en')).filter(
    ([key, text]) =>
      own[key] !== text && !ownWords.has(text) && !/\{\w+,/.test(text) && /[A-Za-z]{3}/.test(text),
  )
  const plain = new Set(foreign.map(([, text]) => text))
  const filled = foreign.filter(
    ([, text]) => /\{\w+\}/.test(text) && /[A-Za-z]{4}/.test(text.replaceAll(/\{\w+\}/g, '')),
  )
  const patterns = filled.map(([, text]) => new RegExp(`^${patternOf(text)}$`))
  return (text) => plain.has(text) || patterns.some((pattern) => pattern.test(text))
}

function patternOf(text: string): string {
  return text
    .split(/\{\w+\}/)
    .map((part) => RegExp.escape(part))
    .join('.+')
}

// Small words without which no English sentence is, and that German does not have.
const englishWords = /\b(the|of|and|with|your|you|from|this|that|are|not|have|to|is|by)\b/i

/** Words of another language; codes and names stand apart, and what is marked as another language's may be. */
function isForeign({ text, isApart, language: marked }: Word, language: Foreign): boolean {
  if (isApart || marked !== language) return false
  return language === 'ar' ? /[A-Za-z]{2,}/.test(text) : englishWords.test(text)
}

const always = [
  ...['Rialto', 'Shopify', 'CSV', 'JSON', 'UTC', 'Ctrl', 'English', 'Deutsch', 'SKU', 'DHL', 'Sana'],
  ...['EUR', 'USD', 'GBP', 'JPY', 'KWD', 'Stripe', 'Chrome', 'Linux'],
  ...['operator@rialto.example', 'vendor@rialto.example', 'shopper@rialto.example'],
  // What the tour has searched for, and whom it has signed up.
  ...['coffee', 'zzzzzz', 'ada@people.example'],
]
/** Numbers of orders, services in the audit log, products that a story or the tour has added. */
const codes = ['R[0-9A-Z]{9}', '[a-z]+-service', '\\w+ (?:TOUR|STORY)-[0-9a-f]{8}']

type Named = { items: { name: string }[] }
type Ordered = { items: { title: string; options: Record<string, string> }[] }
type Product = {
  options: string[]
  attributes: Record<string, unknown>
  variants: { options: Record<string, string>; sku: string }[]
  words: {
    options?: Record<string, { name?: string; values?: Record<string, string> }>
    attributes?: Record<string, Record<string, string>>
  }
}
type Defined = { items: { key: string; label: Record<string, string> }[] }

/** English words of the product that is looked at and put into the bag, where this language has others for them. */
type GoodsWords = { readonly english: ReadonlySet<string>; readonly own: ReadonlySet<string> }

/** Options, values and facts of the product, as its vendor wrote them and as this language says them. */
async function readGoodsWords({ market, tour }: World, language: Foreign): Promise<GoodsWords> {
  const slug = slugOf(tour, 'product')
  const path = `/api/products/by-slug/${slug}?language=${language}`
  const product = await market.wire.ask<Product>('GET', path)
  const keys = Object.keys(product.attributes).map((key) => `keys=${key}`)
  const defined = await market.wire.ask<Defined>('GET', `/api/products/attributes?${keys.join('&')}`)
  const facts = Object.values(product.attributes).filter((value) => typeof value === 'string')
  const values = product.variants.flatMap(({ options }) => Object.values(options))
  const english = [
    ...product.options,
    ...values,
    ...facts,
    ...defined.items.map(({ label }) => label['en'] ?? ''),
  ]
  const { options = {}, attributes = {} } = product.words
  const own = [
    ...Object.values(options).flatMap(({ name = '', values: said = {} }) => [name, ...Object.values(said)]),
    ...Object.values(attributes).flatMap((texts) => Object.values(texts)),
    ...defined.items.map(({ label }) => label[language] ?? ''),
  ]
  return { english: new Set(english.filter((word) => /[A-Za-z]{3}/.test(word))), own: new Set(own) }
}

/** Options and facts in the vendor's own English, alone or in a row of several. */
function englishGoodsOn({ stop, words }: Pick<Seen, 'stop' | 'words'>, goods: GoodsWords): string[] {
  return words
    .filter(({ text }) => text.split(/ ?· ?/).some((part) => isEnglishGood(part, goods)))
    .map(({ text }) => `${stop.name}: ${text}`)
}

function isEnglishGood(text: string, { english, own }: GoodsWords): boolean {
  return english.has(text.trim()) && !own.has(text.trim())
}

function slugOf({ stops }: World['tour'], name: string): string {
  return (
    stops
      .find((stop) => stop.name === name)
      ?.path.split('/')
      .at(-1) ?? ''
  )
}

/** Names of vendors, brands and warehouses, codes, and what an order says: it keeps the words it was made with. */
export async function readNames({ market, staff, tour }: World): Promise<RegExp> {
  const { token } = await staff('operator')
  const ask = <T>(path: string) => market.wire.ask<T>('GET', path, { token })
  const [vendors, brands, places, product, order] = await Promise.all([
    ask<Named>('/api/vendors?limit=100'),
    ask<Named>('/api/products/brands?limit=100'),
    ask<Named>('/api/inventory/warehouses?limit=100'),
    ask<Product>(`/api/products/by-slug/${slugOf(tour, 'product')}`),
    ask<Ordered>(`/api/orders/${slugOf(tour, 'order')}`),
  ])
  return wordsOf([
    ...always,
    ...[vendors, brands, places].flatMap(({ items }) => items.map(({ name }) => name)),
    ...product.variants.map(({ sku }) => sku),
    ...order.items.flatMap(({ title, options }) => [title, ...Object.values(options)]),
  ])
}

/** Whole words only; longest first, so that no part of a name is left. */
function wordsOf(names: readonly string[]): RegExp {
  const sorted = [...new Set(names)]
    .filter((name) => name !== '')
    .sort((one, other) => other.length - one.length)
  const either = sorted.map((name) => RegExp.escape(name)).join('|')
  return new RegExp(`(?<![\\p{L}\\p{N}])(${either}|${codes.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
}
