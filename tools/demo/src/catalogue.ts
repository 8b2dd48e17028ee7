import { readFileSync } from 'node:fs'
import categoryList from './categories.json' with { type: 'json' }
import { dropCategory, dropEntry, dropOffer } from './drop-offer.ts'
import { type Angle, angles } from './pictures/scene.ts'
import { pricesOf } from './prices.ts'
import { productWords } from './product-words.ts'
import { stockOf, warehouses } from './stock.ts'
import type { Category, Entry, Product, Variant } from './types.ts'
import { vendors } from './vendors.ts'

export const categories: Category[] = categoryList

// Products lie in the lower categories; each of those has a file.
const shelves = categories.filter((category) => category.parent !== undefined)

interface Shelved {
  entry: Entry
  category: Category
}

let shelved: Shelved[] | undefined

/** All entries of the catalogue with their category, read once when first needed. */
export function readEntries(): Shelved[] {
  shelved ??= shelves.flatMap((category) => {
    const file = new URL(`./catalogue/${category.slug}.json`, import.meta.url)
    const entries = JSON.parse(readFileSync(file, 'utf8')) as Entry[]
    return entries.map((entry) => ({ entry, category }))
  })
  return shelved
}

/** The products of one vendor in the import format. */
export function products(vendorSlug: string): Product[] {
  const own = readEntries().filter(({ entry }) => entry.vendor === vendorSlug)
  if (own.length === 0) throw new Error(`The demo has no vendor "${vendorSlug}"`)
  return own.map(toProduct)
}

/** Everything that has a picture: the catalogue, and what the drop sells. */
export function picturedEntries(): Entry[] {
  return [...readEntries().map(({ entry }) => entry), dropEntry]
}

/** What the drop sells, in the import format. All of it lies in the first warehouse. */
export function dropProduct(): Product {
  const category = categories.find(({ slug }) => slug === dropCategory)
  if (category === undefined) throw new Error(`The demo has no category ${dropCategory}`)
  const product = toProduct({ entry: dropEntry, category })
  const stock = warehouses.slice(0, 1).map(({ code }) => ({ warehouse: code, quantity: dropOffer.units }))
  return { ...product, variants: product.variants.map((variant) => ({ ...variant, stock })) }
}

/** The products of one vendor as lines for `rialto products import`. */
export function toImportLines(vendorSlug: string): string[] {
  return products(vendorSlug).map((product) => JSON.stringify(product))
}

function toProduct({ entry, category }: Shelved): Product {
  return {
    id: entry.id,
    slug: slugOf(entry.title),
    title: entry.title,
    description: entry.text,
    brand: vendors.find((vendor) => vendor.slug === entry.vendor)?.name ?? entry.vendor,
    categories: [pathOf(category)],
    taxClass:
      entry.taxClass ?? (category.parent === 'larder' || category.slug === 'plants' ? 'reduced' : 'standard'),
    status: 'active',
    tags: entry.tags,
    options: Object.keys(entry.options ?? {}),
    attributes: entry.facts,
    translations: {
      de: { title: entry.de[0], description: entry.de[1], ...productWords(entry, 'de') },
      ar: { title: entry.ar[0], description: entry.ar[1], ...productWords(entry, 'ar') },
    },
    media: angles.map((angle) => ({ url: `demo:${entry.id}/${angle}`, alt: altOf(entry, angle) })),
    variants: toVariants(entry),
  }
}

function pathOf(category: Category): string {
  const parent = categories.find(({ slug }) => slug === category.parent)
  return parent === undefined ? category.names.en : `${parent.names.en} > ${category.names.en}`
}

function altOf(entry: Entry, angle: Angle): string {
  if (angle === 'front') return entry.title
  if (angle === 'close') return `${entry.title}, seen close`
  const colours = entry.options?.['Colour']
  return colours !== undefined && entry.picture.colours !== undefined
    ? `${entry.title} in ${colours.slice(0, entry.picture.colours.length).join(', ')}`
    : `${entry.title}, as it is used`
}

function toVariants(entry: Entry): Variant[] {
  return combine(Object.entries(entry.options ?? {})).map((options) => {
    const values = Object.values(options)
    const step = values.map((value) => entry.steps?.[value]).find((found) => found !== undefined)
    const { eur, grams } = step ?? entry
    const sku = [entry.id, ...values.map(skuPart)].join('-')
    return {
      sku,
      options,
      prices: pricesOf(eur),
      weightGrams: grams,
      stock: stockOf(sku, { vendor: entry.vendor, eur }),
    }
  })
}

function combine(options: [string, string[]][]): Record<string, string>[] {
  return options.reduce<Record<string, string>[]>(
    (sets, [name, values]) => sets.flatMap((set) => values.map((value) => ({ ...set, [name]: value }))),
    [{}],
  )
}

function skuPart(value: string): string {
  return slugOf(value).replaceAll('-', '').toUpperCase()
}

function slugOf(text: string): string {
  return text
    .replaceAll('&', ' and ')
    .replace(/['’]/g, '')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
