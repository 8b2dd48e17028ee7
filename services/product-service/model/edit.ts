import type { FieldValues, LocalText, TaxClass } from '../model.ts'
import type { Picture, ProductDocument, VariantDocument } from './documents.ts'
import { editWords, type Words } from './words.ts'

type Translation = Words & { title: string; description?: string }

/** What people may say about a product, each part only when they want to change it. */
export type ProductEdit = {
  title?: string
  description?: string
  translations?: { de?: Translation; ar?: Translation }
  brand?: string | null
  categoryId?: string | null
  moreCategoryIds?: readonly string[]
  taxClass?: TaxClass
  tags?: readonly string[]
  options?: readonly string[]
  attributes?: FieldValues
  metadata?: FieldValues
  media?: readonly ({ hash: string; alt?: string } | { url: string; alt?: string })[]
  variants?: readonly VariantEdit[]
}

export type VariantEdit = {
  sku: string
  barcode?: string | null
  weightGrams?: number
  options?: Readonly<Record<string, string>>
  attributes?: FieldValues
}

export const emptyDocument: ProductDocument = {
  title: { en: '' },
  description: { en: '' },
  brand: null,
  categoryIds: [],
  taxClass: 'standard',
  tags: [],
  optionNames: [],
  attributes: {},
  metadata: {},
  words: {},
  media: [],
  variants: [],
}

/** The document after an edit. A list that is given replaces the whole list. */
export function editDocument(before: ProductDocument, edit: ProductEdit): ProductDocument {
  const worded = {
    optionNames: edit.options ?? before.optionNames,
    attributes: edit.attributes ?? before.attributes,
    variants: edit.variants?.map(toVariant) ?? before.variants,
  }
  return {
    ...editTexts(before, edit),
    ...worded,
    brand: edit.brand === undefined ? before.brand : edit.brand,
    categoryIds: editCategories(before.categoryIds, edit),
    taxClass: edit.taxClass ?? before.taxClass,
    tags: edit.tags ?? before.tags,
    metadata: edit.metadata ?? before.metadata,
    words: editWords(before.words, edit.translations, worded),
    media: edit.media?.map(toPicture) ?? before.media,
  }
}

function editTexts(before: ProductDocument, edit: ProductEdit): { title: LocalText; description: LocalText } {
  const title: LocalText = { ...before.title, en: edit.title ?? before.title.en }
  const description: LocalText = { ...before.description, en: edit.description ?? before.description.en }
  if (!edit.translations) return { title, description }
  for (const language of ['de', 'ar'] as const) {
    const translation = edit.translations[language]
    delete title[language]
    delete description[language]
    if (!translation) continue
    title[language] = translation.title
    if (translation.description) description[language] = translation.description
  }
  return { title, description }
}

/** The first category is the main one. */
function editCategories(before: readonly string[], edit: ProductEdit): string[] {
  const main = edit.categoryId === undefined ? (before[0] ?? null) : edit.categoryId
  const more = edit.moreCategoryIds ?? before.slice(1)
  return [...new Set(main === null ? more : [main, ...more])]
}

function toPicture(picture: { hash: string; alt?: string } | { url: string; alt?: string }): Picture {
  return { ...picture, alt: picture.alt ?? '' }
}

export function toVariant(variant: VariantEdit): VariantDocument {
  return {
    sku: variant.sku,
    barcode: variant.barcode ?? null,
    weightGrams: variant.weightGrams ?? 0,
    options: variant.options ?? {},
    attributes: variant.attributes ?? {},
  }
}
