import { type Currency, isCurrency, parseDecimal } from '@rialto/money'
import type { ImportRow } from '../contract/import-row.ts'
import { slugOf } from './slugs.ts'

/** One row of a Shopify product file, by the names of its columns in lower case. */
export type ShopifyRow = Readonly<Record<string, string>>

export type ShopifySettings = { currency: string; warehouse: string | null }

// Shopify renamed its columns in 2024; files of both times are around.
const columns = {
  handle: ['handle', 'url handle'],
  title: ['title'],
  description: ['body (html)', 'description'],
  brand: ['vendor'],
  category: ['product category', 'type'],
  tags: ['tags'],
  status: ['status'],
  published: ['published', 'published on online store'],
  sku: ['variant sku', 'sku'],
  barcode: ['variant barcode', 'barcode'],
  grams: ['variant grams', 'weight value (grams)'],
  quantity: ['variant inventory qty', 'inventory quantity'],
  price: ['variant price', 'price'],
  compareAt: ['variant compare at price', 'compare-at price'],
  taxable: ['variant taxable', 'charge tax'],
  image: ['image src', 'product image url'],
  imagePosition: ['image position'],
  imageAlt: ['image alt text'],
} as const

const optionPlaces = [1, 2, 3] as const

/** The handle that joins the rows of one product. */
export function handleOf(row: ShopifyRow): string {
  return cell(row, 'handle')
}

/** All rows of one handle as one row of ours. What it makes is checked like every other row. */
export function mapShopify(rows: readonly ShopifyRow[], settings: ShopifySettings): ImportRow {
  const [product = {}] = rows
  const handle = handleOf(product)
  const names = optionNamesOf(product)
  const description = plainText(cell(product, 'description'))
  const brand = cell(product, 'brand')
  const category = cell(product, 'category')
  const media = picturesOf(rows)
  return {
    id: handle,
    slug: slugOf(handle),
    title: cell(product, 'title'),
    ...(description === '' ? {} : { description }),
    ...(brand === '' ? {} : { brand }),
    ...(category === '' ? {} : { categories: [category] }),
    taxClass: cell(product, 'taxable').toLowerCase() === 'false' ? 'zero' : 'standard',
    status: isActive(product) ? 'active' : 'draft',
    tags: [
      ...new Set(
        cell(product, 'tags')
          .split(',')
          .map((tag) => tag.trim())
          .filter((tag) => tag !== ''),
      ),
    ],
    ...(names.length > 0 ? { options: names } : {}),
    ...(media.length > 0 ? { media } : {}),
    variants: rows.filter(isVariant).map((row) => mapVariant(row, { handle, names, settings })),
  }
}

type VariantParts = { handle: string; names: readonly string[]; settings: ShopifySettings }

function mapVariant(
  row: ShopifyRow,
  { handle, names, settings }: VariantParts,
): ImportRow['variants'][number] {
  const options = Object.fromEntries(names.map((name, index) => [name, optionValue(row, index)]))
  const sku = cell(row, 'sku') || [handle, ...Object.values(options).map(slugOf)].join('-')
  const grams = Math.round(Number(cell(row, 'grams')))
  const barcode = cell(row, 'barcode').replace(/[^0-9]/g, '')
  const quantity = Number.parseInt(cell(row, 'quantity'), 10)
  const prices = pricesOf(row, settings.currency)
  return {
    sku,
    ...(names.length > 0 ? { options } : {}),
    ...(prices.length > 0 ? { prices } : {}),
    ...(grams > 0 ? { weightGrams: grams } : {}),
    ...(barcode === '' ? {} : { barcode }),
    ...(settings.warehouse === null || Number.isNaN(quantity)
      ? {}
      : { stock: [{ warehouse: settings.warehouse, quantity: Math.max(0, quantity) }] }),
  }
}

function pricesOf(row: ShopifyRow, currency: string) {
  if (!isCurrency(currency)) return []
  const amount = minorUnits(cell(row, 'price'), currency)
  const before = minorUnits(cell(row, 'compareAt'), currency)
  if (amount === null) return []
  return [{ amount, currency, ...(before !== null && before > amount ? { compareAtAmount: before } : {}) }]
}

/** A price that cannot be read becomes -1, which the check of rows refuses with its place. */
function minorUnits(text: string, currency: Currency): number | null {
  if (text === '') return null
  const parsed = parseDecimal(text, currency)
  return parsed.ok ? Number(parsed.value.amount) : -1
}

function picturesOf(rows: readonly ShopifyRow[]) {
  const pictures = rows
    .filter((row) => cell(row, 'image') !== '')
    .map((row) => ({
      url: cell(row, 'image'),
      alt: cell(row, 'imageAlt'),
      position: Number(cell(row, 'imagePosition')) || Number.MAX_SAFE_INTEGER,
    }))
    .toSorted((left, right) => left.position - right.position)
  const byUrl = new Map(pictures.map(({ url, alt }) => [url, { url, ...(alt === '' ? {} : { alt }) }]))
  return [...byUrl.values()]
}

/** A product without options has one called Title in Shopify's files. */
function optionNamesOf(product: ShopifyRow): string[] {
  const names = optionPlaces.map((place) => product[`option${place} name`]?.trim() ?? '')
  const used = names.filter((name) => name !== '')
  const isPlain = used.length === 1 && used[0] === 'Title' && optionValue(product, 0) === 'Default Title'
  return isPlain ? [] : used
}

function optionValue(row: ShopifyRow, index: number): string {
  return row[`option${index + 1} value`]?.trim() ?? ''
}

function isVariant(row: ShopifyRow, index: number): boolean {
  return index === 0 || optionValue(row, 0) !== '' || cell(row, 'sku') !== '' || cell(row, 'price') !== ''
}

function isActive(product: ShopifyRow): boolean {
  const published = cell(product, 'published').toLowerCase()
  const status = cell(product, 'status').toLowerCase()
  return published !== 'false' && (status === '' || status === 'active')
}

function cell(row: ShopifyRow, name: keyof typeof columns): string {
  for (const column of columns[name]) {
    const value = row[column]?.trim()
    if (value) return value
  }
  return ''
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
}

/** The text of a piece of HTML: blocks become lines, everything else that is markup goes. Reads it once from left to right. */
function plainText(html: string): string {
  let text = ''
  let hidden = ''
  for (const [index, part] of html.split('<').entries()) {
    const end = part.indexOf('>')
    const tag = /^\/?[a-z][a-z0-9]*/i.exec(part)?.[0].toLowerCase() ?? ''
    const isTag = index > 0 && end >= 0
    if (hidden !== '') {
      if (tag !== `/${hidden}`) continue
      hidden = ''
    } else if (isTag && (tag === 'script' || tag === 'style')) {
      hidden = tag
      continue
    }
    if (isTag) text += (lineTags.has(tag) ? '\n' : ' ') + part.slice(end + 1)
    else text += index > 0 ? `<${part}` : part
  }
  return text
    .replace(/&(#39|[a-z]+);/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}

const lineTags = new Set(['br', '/p', '/div', '/li', '/h1', '/h2', '/h3', '/h4', '/h5', '/h6'])
