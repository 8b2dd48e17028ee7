import type { FieldProblem } from '@rialto/core'
import type { FieldValues, LocalText, ProductStatus, TaxClass } from '../model.ts'
import type { WordsByLanguage } from './words.ts'

export type Picture = { hash: string; alt: string } | { url: string; alt: string }

export type VariantDocument = {
  sku: string
  barcode: string | null
  weightGrams: number
  options: Readonly<Record<string, string>>
  attributes: FieldValues
}

/** All of a product that its vendor writes. */
export type ProductDocument = {
  title: LocalText
  description: LocalText
  brand: string | null
  categoryIds: readonly string[]
  taxClass: TaxClass
  tags: readonly string[]
  optionNames: readonly string[]
  attributes: FieldValues
  metadata: FieldValues
  words: WordsByLanguage
  media: readonly Picture[]
  variants: readonly VariantDocument[]
}

/** A product as it is stored. */
export type StoredProduct = {
  id: string
  vendorId: string
  externalId: string | null
  status: ProductStatus
  slug: string
  version: number
  document: ProductDocument
  /** Ids of all its variants by SKU, retired ones too. */
  variantIds: Readonly<Record<string, string>>
}

/** A product as somebody wants it. */
export type ProductWish = {
  id: string
  vendorId: string
  externalId: string | null
  status: ProductStatus
  /** Undefined: keep the present one, or make one from the title. */
  slug: string | undefined
  document: ProductDocument
}

const fields = [
  'title',
  'description',
  'brand',
  'categoryIds',
  'taxClass',
  'tags',
  'optionNames',
  'attributes',
  'metadata',
  'words',
  'media',
  'variants',
] as const

const namesOnApi: Partial<Record<(typeof fields)[number], string>> = {
  categoryIds: 'categories',
  optionNames: 'options',
  words: 'translations',
}

/** The names of what differs, as events tell them; empty when nothing does (INV-3). */
export function changesBetween(before: ProductDocument, after: ProductDocument): string[] {
  return fields
    .filter((field) => canonical(before[field]) !== canonical(after[field]))
    .map((field) => namesOnApi[field] ?? field)
}

/** JSON with sorted keys: PostgreSQL orders the keys of a document its own way. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  )
}

/** What is wrong between the variants of one product. */
export function findVariantProblems(document: ProductDocument): FieldProblem[] {
  const problems: FieldProblem[] = []
  const skus = new Set<string>()
  const combinations = new Set<string>()
  const names = [...document.optionNames].sort().join('\n')
  for (const [index, variant] of document.variants.entries()) {
    const path = `/variants/${index}`
    if (Object.keys(variant.options).sort().join('\n') !== names)
      problems.push({
        path: `${path}/options`,
        problem: 'must name a value for each option',
        code: 'OPTIONS_INCOMPLETE',
      })
    const combination = canonical(variant.options)
    if (combinations.has(combination))
      problems.push({
        path: `${path}/options`,
        problem: 'are those of another variant',
        code: 'OPTIONS_TAKEN',
      })
    if (skus.has(variant.sku))
      problems.push({ path: `${path}/sku`, problem: 'is there twice', code: 'TWICE' })
    skus.add(variant.sku)
    combinations.add(combination)
  }
  return problems
}
