import { Buffer } from 'node:buffer'
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'

// The lines that our mapping scripts and the demo write, described strictly: a mapper must never write a
// field that the import does not know. The service that reads the lines owns the public schema; this one
// is kept narrower on purpose (no empty texts, no unknown currencies).

export const lineBytesMax = 256 * 1024

const closed = { additionalProperties: false }

const Money = Type.Object(
  {
    amount: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    compareAtAmount: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
  },
  closed,
)

const Attribute = Type.Union([
  Type.String({ minLength: 1 }),
  Type.Number(),
  Type.Boolean(),
  Type.Object({ value: Type.Number(), unit: Type.String({ minLength: 1, maxLength: 20 }) }, closed),
])

const Attributes = Type.Record(Type.String({ pattern: '^[A-Za-z0-9]{1,100}$' }), Attribute, {
  maxProperties: 200,
})

const Word = Type.String({ minLength: 1 })

const Translation = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 300 }),
    description: Type.String({ minLength: 1 }),
    options: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object({ name: Word, values: Type.Record(Type.String(), Word) }, closed),
      ),
    ),
    attributes: Type.Optional(Type.Record(Type.String(), Type.Record(Type.String(), Word))),
  },
  closed,
)

const alt = Type.Optional(Type.String({ maxLength: 500 }))

const Media = Type.Union([
  Type.Object({ file: Type.String({ minLength: 1 }), alt }, closed),
  Type.Object({ url: Type.String({ minLength: 1 }), alt }, closed),
])

const Variant = Type.Object(
  {
    sku: Type.String({ minLength: 1, maxLength: 100 }),
    options: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), Type.String({ minLength: 1, maxLength: 100 })),
    ),
    prices: Type.Array(Money, { minItems: 1, maxItems: 20 }),
    weightGrams: Type.Optional(Type.Integer({ minimum: 0 })),
    barcode: Type.Optional(Type.String({ pattern: '^[0-9]{8,14}$' })),
    stock: Type.Optional(
      Type.Array(
        Type.Object(
          {
            warehouse: Type.String({ pattern: '^[A-Z0-9]{2,20}$' }),
            quantity: Type.Integer({ minimum: 0 }),
          },
          closed,
        ),
      ),
    ),
    attributes: Type.Optional(Attributes),
  },
  closed,
)

export const ImportRow = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 200 }),
    slug: Type.Optional(Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 200 })),
    title: Type.String({ minLength: 1, maxLength: 300 }),
    description: Type.Optional(Type.String({ minLength: 1 })),
    brand: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    categories: Type.Array(Type.String({ pattern: '^[^>]+( > [^>]+)*$' }), { minItems: 1 }),
    taxClass: Type.Union([Type.Literal('standard'), Type.Literal('reduced'), Type.Literal('zero')]),
    status: Type.Union([Type.Literal('active'), Type.Literal('draft')]),
    tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }))),
    options: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { maxItems: 3, uniqueItems: true })),
    attributes: Type.Optional(Attributes),
    translations: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), Translation)),
    media: Type.Optional(Type.Array(Media, { maxItems: 20 })),
    variants: Type.Array(Variant, { minItems: 1, maxItems: 100 }),
  },
  closed,
)

export type ImportRow = Static<typeof ImportRow>
export type ImportVariant = ImportRow['variants'][number]
export type ImportAttribute = Static<typeof Attribute>

const row = Compile(ImportRow)

/** Everything that is wrong with one line of an import file, as sentences; empty when it is right. */
export function findLineProblems(line: string): string[] {
  const problems: string[] = []
  if (Buffer.byteLength(line) > lineBytesMax) problems.push(`the line is longer than ${lineBytesMax} bytes`)
  const value: unknown = JSON.parse(line)
  if (!row.Check(value)) {
    return [...problems, ...row.Errors(value).map((error) => `${error.instancePath || '/'} ${error.message}`)]
  }
  return [...problems, ...findVariantProblems(value)]
}

function findVariantProblems(product: ImportRow): string[] {
  const problems: string[] = []
  const skus = new Set<string>()
  const combinations = new Set<string>()
  const names = [...(product.options ?? [])].sort().join()
  for (const variant of product.variants) {
    const options = variant.options ?? {}
    if (Object.keys(options).sort().join() !== names)
      problems.push(`${variant.sku} does not name every option`)
    if (skus.has(variant.sku)) problems.push(`${variant.sku} is there twice`)
    const combination = JSON.stringify((product.options ?? []).map((name) => options[name]))
    if (combinations.has(combination)) problems.push(`${variant.sku} repeats ${combination}`)
    const currencies = variant.prices.map((price) => price.currency)
    if (new Set(currencies).size !== currencies.length)
      problems.push(`${variant.sku} has two prices in one currency`)
    skus.add(variant.sku)
    combinations.add(combination)
  }
  return problems
}
