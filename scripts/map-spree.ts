import { readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'
import type { ImportAttribute, ImportRow, ImportVariant } from './import-row.ts'
import { writeLines } from './json-lines.ts'

// Turns Spree's sample catalogue (products.csv with demo-images beside it) into our import format. The file
// holds three kinds of rows under one slug: the product, its variants with the first price, and, further
// down, the same variants again with nothing but a price in another currency.

type Row = Record<string, string>

const weightUnitGrams: Record<string, number> = { g: 1, kg: 1000, oz: 28.349523125, lb: 453.59237 }
const customField = 'custom_field.custom.'

/** Writes the import file and gives the number of products and variants in it. */
export async function mapSpree({ from, out }: { from: string; out: string }) {
  const text = await readFile(join(from, 'products.csv'), 'utf8')
  const rows: Row[] = parse(text, { columns: true, bom: true })
  const bySlug = Map.groupBy(rows, (row) => row['slug'] ?? '')
  // Pictures are named from the place of the written file, so that both can be moved together.
  const pictures = relative(dirname(resolve(out)), resolve(from, 'demo-images'))
    .split(sep)
    .join('/')
  const products = [...bySlug.values()].map((group) => mapProduct(group, pictures))
  await writeLines(out, products)
  return {
    rows: rows.length,
    products: products.length,
    variants: products.reduce((sum, product) => sum + product.variants.length, 0),
  }
}

/** All rows of one slug, the product row first, as one row of ours. */
export function mapProduct(rows: Row[], pictures: string): ImportRow {
  const [product, ...rest] = rows
  if (product === undefined || field(product, 'name') === undefined)
    throw new Error('A product needs a row with its name')
  const bySku = Map.groupBy(rest.length > 0 ? rest : [product], (row) => row['sku'] ?? '')
  const variants = [...bySku.values()]
  const title = product['name'] ?? ''
  const options = namesOfOptions(variants.flat())
  const description = field(product, 'description')
  return {
    id: product['slug'] ?? '',
    slug: product['slug'] ?? '',
    title,
    ...(description === undefined ? {} : { description }),
    categories: [(field(product, 'category1') ?? 'Other').split(/\s*->\s*/).join(' > ')],
    taxClass: 'standard',
    status: product['status'] === 'active' ? 'active' : 'draft',
    tags: splitList(product['tags']),
    ...(options.length > 0 ? { options } : {}),
    attributes: mapCustomFields(product),
    media: [product, ...rest]
      .filter((row) => field(row, 'image1_src') !== undefined)
      .map((row) => mapPicture(row, title, pictures)),
    variants: variants.map(mapVariant),
  }
}

function mapVariant(rows: Row[]): ImportVariant {
  const described = rows.find((row) => field(row, 'option1_name') !== undefined) ?? rows[0]
  if (described === undefined) throw new Error('A variant needs a row')
  const priced = rows.filter((row) => toMinorUnits(row['price']) > 0)
  const weight = Number(described['weight'] ?? 0) * (weightUnitGrams[described['weight_unit'] ?? ''] ?? 0)
  const quantity = Number(described['inventory_count'] ?? 0)
  return {
    sku: described['sku'] ?? '',
    options: Object.fromEntries(optionsOf(described)),
    prices: (priced.length > 0 ? priced : rows).map(mapPrice),
    ...(weight > 0 ? { weightGrams: Math.round(weight) } : {}),
    stock: [{ warehouse: 'MAIN', quantity }],
    attributes: mapDimensions(described),
  }
}

function mapPrice(row: Row) {
  const amount = toMinorUnits(row['price'])
  const before = toMinorUnits(row['compare_at_price'])
  const currency = row['currency'] ?? 'USD'
  return before > amount ? { amount, currency, compareAtAmount: before } : { amount, currency }
}

// Both currencies of the file have cents. The text is cut, not multiplied: 1.15 * 100 is not 115.
function toMinorUnits(price: string | undefined): number {
  const [whole = '0', cents = ''] = (price ?? '').split('.')
  return Number(`${whole}${cents.padEnd(2, '0').slice(0, 2)}`)
}

function mapPicture(row: Row, title: string, pictures: string) {
  const file = `${pictures}/${basename(new URL(row['image1_src'] ?? '').pathname)}`
  const colour = field(row, 'option1_value')
  return { file, alt: colour === undefined ? title : `${title}, ${colour}` }
}

function optionsOf(row: Row): [string, string][] {
  return [1, 2].flatMap((place) => {
    const name = field(row, `option${place}_name`)
    const value = field(row, `option${place}_value`)
    return name === undefined || value === undefined ? [] : [[name, value] as [string, string]]
  })
}

function namesOfOptions(rows: Row[]): string[] {
  return [...new Set(rows.flatMap((row) => optionsOf(row).map(([name]) => name)))]
}

function mapDimensions(row: Row): Record<string, ImportAttribute> {
  const unit = field(row, 'dimensions_unit') ?? 'in'
  const sides = ['width', 'height', 'depth'].filter((side) => field(row, side) !== undefined)
  return Object.fromEntries(sides.map((side) => [side, { value: Number(row[side]), unit }]))
}

const units: Record<string, string> = { Years: 'years', minutes: 'min' }

// "1400W" and "2 Years" become numbers with a unit; "220-240V" stays as it is written.
function mapCustomFields(row: Row): Record<string, ImportAttribute> {
  const fields = Object.keys(row).filter((name) => name.startsWith(customField) && row[name] !== '')
  return Object.fromEntries(
    fields.map((name) => {
      const key = name.slice(customField.length).replace(/_([a-z])/g, (_, next: string) => next.toUpperCase())
      const measured = /^(\d+(?:\.\d+)?) ?(W|L|ml|dB|Years|minutes)$/.exec(row[name] ?? '')
      return [
        key,
        measured
          ? { value: Number(measured[1]), unit: units[measured[2] ?? ''] ?? measured[2] ?? '' }
          : (row[name] ?? ''),
      ]
    }),
  )
}

function splitList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function field(row: Row, name: string): string | undefined {
  return row[name] === '' ? undefined : row[name]
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { from: { type: 'string' }, out: { type: 'string' } } })
  if (values.from === undefined || values.out === undefined) {
    console.error('Usage: map-spree.ts --from <folder of products.csv and demo-images> --out <file.jsonl>')
    process.exitCode = 2
  } else {
    const counts = await mapSpree({ from: values.from, out: values.out })
    console.log(`${counts.products} products, ${counts.variants} variants in ${values.out}`)
  }
}
