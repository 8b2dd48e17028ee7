import { parseArgs } from 'node:util'
import type { ImportAttribute, ImportRow } from './import-row.ts'
import { readLines, writeLines } from './json-lines.ts'
import { isFact, nameFacts } from './map-icecat/attributes.ts'
import { findCategory } from './map-icecat/categories.ts'

// Turns the Open Icecat sample (one product a line, gzipped) into our import format. The pictures of the
// sample are remote addresses on a host that need not answer, so they are left out.

interface IcecatProduct {
  id: string
  name: string
  title: string
  ean: string[]
  short_description?: string
  date_released: string
  supplier: string
  price: number
  [fact: string]: string | number | boolean | string[] | undefined
}

const stockPerProduct = 25

/** Writes the import file and gives the number of products in it. Memory stays level: two passes, no list. */
export async function mapIcecat({ from, out }: { from: string; out: string }): Promise<number> {
  const fields = new Set<string>()
  for await (const product of readProducts(from)) {
    for (const field of Object.keys(product)) if (isFact(field)) fields.add(field)
  }
  return writeLines(out, mapAll(from, nameFacts(fields)))
}

async function* readProducts(from: string): AsyncGenerator<IcecatProduct> {
  for await (const line of readLines(from)) if (line !== '') yield JSON.parse(line) as IcecatProduct
}

async function* mapAll(from: string, keys: Map<string, string>): AsyncGenerator<ImportRow> {
  for await (const product of readProducts(from)) yield mapProduct(product, keys)
}

/** One product of the sample as one row of ours. */
export function mapProduct(product: IcecatProduct, keys: Map<string, string>): ImportRow {
  const description = plainText(product.short_description ?? '')
  const barcode = product.ean[0]
  const weightGrams = weigh(product)
  return {
    id: product.id,
    title: plainText(product.title),
    ...(description === '' ? {} : { description }),
    brand: product.supplier,
    categories: [categoryOf(product)],
    taxClass: 'standard',
    status: 'active',
    attributes: mapFacts(product, keys),
    variants: [
      {
        sku: `ICE-${product.id}`,
        prices: [{ amount: product.price, currency: 'EUR' }],
        ...(weightGrams === undefined ? {} : { weightGrams }),
        ...(barcode === undefined ? {} : { barcode }),
        stock: [{ warehouse: 'MAIN', quantity: stockPerProduct }],
      },
    ],
  }
}

function categoryOf(product: IcecatProduct): string {
  return findCategory({
    title: product.title.toLowerCase(),
    type: String(product['attr_t_type'] ?? product['attr_t_product_type'] ?? '').toLowerCase(),
    has: (attribute) => ['t', 'n', 'b'].some((kind) => product[`attr_${kind}_${attribute}`] !== undefined),
  })
}

function mapFacts(product: IcecatProduct, keys: Map<string, string>): Record<string, ImportAttribute> {
  const facts: Record<string, ImportAttribute> = { dateReleased: product.date_released.slice(0, 10) }
  for (const [field, value] of Object.entries(product)) {
    const key = keys.get(field)
    if (key === undefined || value === undefined || Array.isArray(value)) continue
    const fact = typeof value === 'string' ? plainText(value) : value
    if (fact !== '') facts[key] = fact
  }
  return facts
}

// What travels is the product in its package; the source states grams.
function weigh(product: IcecatProduct): number | undefined {
  const grams = product['attr_n_package_weight'] ?? product['attr_n_weight']
  return typeof grams === 'number' && grams >= 1 ? Math.round(grams) : undefined
}

// The source has "<br />" and registered-trademark marks in its texts; "<= 3 l" must survive.
function plainText(text: string): string {
  return text
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { from: { type: 'string' }, out: { type: 'string' } } })
  if (values.from === undefined || values.out === undefined) {
    console.error('Usage: map-icecat.ts --from <products.jsonl.gz> --out <file.jsonl>')
    process.exitCode = 2
  } else {
    console.log(`${await mapIcecat({ from: values.from, out: values.out })} products in ${values.out}`)
  }
}
