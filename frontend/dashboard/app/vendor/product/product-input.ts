import type { FieldProblem } from '@rialto/core'
import type { Draft, DraftAttribute, DraftVariant, FieldValue } from './draft.ts'
import { amountOf } from './draft.ts'
import { type WordLanguage, wordsInput } from './words.ts'

/** Names of problems that the editor finds itself; those of the API come with words of their own. */
export const needed = 'is needed'
export const noNumber = 'is not a number'
export const noPrice = 'is not a price'

export type WantedPrice = { readonly sku: string; readonly currency: string; readonly amount: number }

/** A draft as the API takes it, or what stands in the way, by the paths that the API uses too. */
export function inputOf(draft: Draft) {
  const problems: FieldProblem[] = []
  const { en, de, ar } = draft.texts
  if (en.title.trim() === '') problems.push({ path: '/title', problem: needed })
  for (const [language, text] of [
    ['de', de],
    ['ar', ar],
  ] as const) {
    const { options, attributes } = wordsInput(draft, language)
    const hasMore = [text.description.trim(), ...Object.keys({ ...options, ...attributes })].some(Boolean)
    if (text.title.trim() === '' && hasMore)
      problems.push({ path: `/translations/${language}/title`, problem: needed })
  }
  const options = draft.options.map((name) => name.trim()).filter(Boolean)
  const variants = draft.variants.map((one, index) => variantOf(one, { options, index, problems }))
  const attributes = attributesOf(draft.attributes, problems)
  const input = {
    title: en.title.trim(),
    description: en.description.trim(),
    translations: { ...translated(draft, 'de'), ...translated(draft, 'ar') },
    brand: draft.brand.trim() || null,
    categoryId: draft.categoryId || null,
    taxClass: draft.taxClass,
    tags: [...new Set(listOf(draft.tags))],
    options,
    attributes,
    media: draft.pictures.map(({ hash, url, alt }) => (hash === null ? { url, alt } : { hash, alt })),
    variants,
  }
  return { input, prices: pricesOf(draft.variants, problems), problems }
}

/** Words between commas. */
export function listOf(text: string): string[] {
  return text
    .split(/[,،]/)
    .map((one) => one.trim())
    .filter(Boolean)
}

function translated(draft: Draft, language: WordLanguage) {
  const { title, description } = draft.texts[language]
  if (title.trim() === '') return {}
  const words = wordsInput(draft, language)
  return { [language]: { title: title.trim(), description: description.trim(), ...words } }
}

type VariantContext = { options: readonly string[]; index: number; problems: FieldProblem[] }

function variantOf(one: DraftVariant, { options, index, problems }: VariantContext) {
  const path = `/variants/${index}`
  const sku = one.sku.trim()
  const weightGrams = one.weight.trim() === '' ? 0 : Number(one.weight)
  if (sku === '') problems.push({ path: `${path}/sku`, problem: needed })
  if (!Number.isInteger(weightGrams) || weightGrams < 0)
    problems.push({ path: `${path}/weightGrams`, problem: noNumber })
  const values = options.map((name, position) => [name, one.values[position]?.trim() ?? ''] as const)
  for (const [name, value] of values)
    if (value === '') problems.push({ path: `${path}/options/${name}`, problem: needed })
  return {
    sku,
    barcode: one.barcode.trim() || null,
    weightGrams,
    options: Object.fromEntries(values),
    attributes: one.attributes,
  }
}

function attributesOf(attributes: readonly DraftAttribute[], problems: FieldProblem[]) {
  const values: Record<string, FieldValue> = {}
  for (const one of attributes) {
    const text = one.value.trim()
    if (text === '') continue
    const value = readValue(one, text)
    if (value === undefined) problems.push({ path: `/attributes/${one.key}`, problem: noNumber })
    else values[one.key] = value
  }
  return values
}

function readValue({ kind, unit }: DraftAttribute, text: string): FieldValue | undefined {
  if (kind === 'boolean') return text === 'true'
  if (kind !== 'number') return text
  const value = Number(text.replace(',', '.'))
  if (!Number.isFinite(value)) return undefined
  return unit === '' ? value : { value, unit }
}

function pricesOf(variants: readonly DraftVariant[], problems: FieldProblem[]): WantedPrice[] {
  return variants.flatMap((one, index) =>
    Object.entries(one.prices).flatMap(([currency, text]) => {
      const amount = amountOf(text, currency)
      if (amount === undefined)
        problems.push({ path: `/variants/${index}/prices/${currency}`, problem: noPrice })
      return typeof amount === 'number' ? [{ sku: one.sku.trim(), currency, amount }] : []
    }),
  )
}
