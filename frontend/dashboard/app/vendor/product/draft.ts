import { type Currency, isCurrency, parseDecimal, toDecimal } from '@rialto/money'
import { type DraftWords, draftWordsOf, emptyWords } from './words.ts'

// What an editor holds while somebody types: everything is text, and nothing typed is ever lost.

export const languagesOfTexts = ['en', 'de', 'ar'] as const
export type TextLanguage = (typeof languagesOfTexts)[number]
export const taxClasses = ['standard', 'reduced', 'zero'] as const
export type TaxClass = (typeof taxClasses)[number]
export type FieldKind = 'text' | 'number' | 'boolean' | 'enum'
export const currenciesOffered = ['EUR', 'USD', 'GBP', 'JPY', 'KWD'] as const

export type FieldValue = string | number | boolean | { readonly value: number; readonly unit: string }
type FieldValues = Readonly<Record<string, FieldValue>>

export type DraftAttribute = {
  readonly key: string
  readonly kind: FieldKind
  readonly value: string
  readonly unit: string
}
export type DraftVariant = {
  readonly sku: string
  readonly barcode: string
  readonly weight: string
  /** The value for each option, in the order of the options. */
  readonly values: readonly string[]
  /** A decimal for each currency; an empty one has no price. */
  readonly prices: Readonly<Record<string, string>>
  /** Facts of the variant that the editor does not show: they are sent back as they came. */
  readonly attributes: FieldValues
}
export type DraftPicture = { readonly hash: string | null; readonly url: string; readonly alt: string }

export type Draft = {
  readonly texts: Readonly<Record<TextLanguage, { readonly title: string; readonly description: string }>>
  readonly categoryId: string
  readonly brand: string
  readonly taxClass: TaxClass
  readonly tags: string
  readonly attributes: readonly DraftAttribute[]
  readonly options: readonly string[]
  readonly variants: readonly DraftVariant[]
  readonly words: DraftWords
  readonly pictures: readonly DraftPicture[]
}

export const emptyVariant: DraftVariant = {
  sku: '',
  barcode: '',
  weight: '',
  values: [],
  prices: {},
  attributes: {},
}

export const emptyDraft: Draft = {
  texts: {
    en: { title: '', description: '' },
    de: { title: '', description: '' },
    ar: { title: '', description: '' },
  },
  categoryId: '',
  brand: '',
  taxClass: 'standard',
  tags: '',
  attributes: [],
  options: [],
  variants: [emptyVariant],
  words: emptyWords,
  pictures: [],
}

type Translation = { readonly title: string; readonly description?: string }
type Worded = Translation & Parameters<typeof draftWordsOf>[0]
type ReadProduct = {
  readonly translations: { readonly en: Translation; readonly de?: Worded; readonly ar?: Worded }
  readonly categoryId: string | null
  readonly brand: string | null
  readonly taxClass: TaxClass
  readonly tags: readonly string[]
  readonly attributes: FieldValues
  readonly options: readonly string[]
  readonly media: readonly { readonly hash: string | null; readonly url: string; readonly alt: string }[]
  readonly variants: readonly {
    readonly sku: string
    readonly barcode: string | null
    readonly weightGrams: number
    readonly options: Readonly<Record<string, string>>
    readonly attributes: FieldValues
  }[]
}
export type ReadPrice = {
  readonly sku: string
  readonly currency: string
  readonly basePrice: number
  readonly version: number
}

/** A stored product as its editor shows it. */
export function draftOf(product: ReadProduct, prices: readonly ReadPrice[]): Draft {
  const textOf = (translation: Translation | undefined) => ({
    title: translation?.title ?? '',
    description: translation?.description ?? '',
  })
  const { en, de, ar } = product.translations
  return {
    texts: { en: textOf(en), de: textOf(de), ar: textOf(ar) },
    categoryId: product.categoryId ?? '',
    brand: product.brand ?? '',
    taxClass: product.taxClass,
    tags: product.tags.join(', '),
    attributes: Object.entries(product.attributes).map(([key, value]) => attributeOf(key, value)),
    options: product.options,
    variants: product.variants.map((one) => ({
      sku: one.sku,
      barcode: one.barcode ?? '',
      weight: one.weightGrams === 0 ? '' : String(one.weightGrams),
      values: product.options.map((name) => one.options[name] ?? ''),
      prices: Object.fromEntries(
        prices
          .filter((price) => price.sku === one.sku)
          .map(({ currency, basePrice }) => [currency, decimalOf(basePrice, currency)]),
      ),
      attributes: one.attributes,
    })),
    words: { de: draftWordsOf(de), ar: draftWordsOf(ar) },
    pictures: product.media.map(({ hash, url, alt }) => ({ hash, url, alt })),
  }
}

function attributeOf(key: string, value: FieldValue): DraftAttribute {
  if (typeof value === 'object') {
    return { key, kind: 'number', value: String(value.value), unit: value.unit }
  }
  const kind = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text'
  return { key, kind, value: String(value), unit: '' }
}

export function decimalOf(amount: number, currency: string): string {
  return isCurrency(currency) ? toDecimal({ amount: BigInt(amount), currency }) : String(amount)
}

/** What was typed as a price in minor units; null for none, undefined when it is no price. */
export function amountOf(text: string, currency: string): number | null | undefined {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return null
  const parsed = parseDecimal(plain, currency as Currency)
  return parsed.ok && parsed.value.amount >= 0n ? Number(parsed.value.amount) : undefined
}

/** The names of fields in which two drafts differ. */
export function changedFields(before: Draft, after: Draft): (keyof Draft)[] {
  return (Object.keys(after) as (keyof Draft)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
}

const fieldsOfPaths: Readonly<Record<string, keyof Draft>> = {
  title: 'texts',
  description: 'texts',
  translations: 'texts',
  media: 'pictures',
  tags: 'tags',
  brand: 'brand',
  categoryId: 'categoryId',
  options: 'options',
  attributes: 'attributes',
  variants: 'variants',
}

/** Whether what a problem is about still stands as it was sent: what was corrected is not called wrong any more. */
export function isUntouched(path: string, sent: Draft, now: Draft): boolean {
  const [, first = '', row = '', part = ''] = path.split('/')
  const isWord = first === 'translations' && (part === 'options' || part === 'attributes')
  const field = isWord ? 'words' : fieldsOfPaths[first]
  if (field === undefined) return true
  const partOf = (draft: Draft) => {
    const value = draft[field]
    return Array.isArray(value) && /^\d+$/.test(row) ? value[Number(row)] : value
  }
  return JSON.stringify(partOf(sent)) === JSON.stringify(partOf(now))
}

/** One variant for every combination of the values, keeping those that are there. */
export function withVariants(draft: Draft, valuesOfOptions: readonly (readonly string[])[]): Draft {
  const combinations = valuesOfOptions.reduce<string[][]>(
    (all, values) => all.flatMap((one) => values.map((value) => [...one, value])),
    [[]],
  )
  const [only] = draft.variants
  const isFresh = draft.variants.length === 1 && only?.values.every((value) => value === '') === true
  const kept = isFresh ? [] : draft.variants
  const has = (values: readonly string[]) =>
    kept.some((one) => values.every((value, index) => one.values[index] === value))
  const base = only?.sku ?? ''
  const made = combinations
    .filter((values) => !has(values))
    .map((values) => ({ ...(only ?? emptyVariant), values, sku: skuOf(base, values), barcode: '' }))
  return { ...draft, variants: [...kept, ...made] }
}

/** A SKU to begin with: the first part of the product's own and the values in capitals. */
function skuOf(base: string, values: readonly string[]): string {
  const word = (text: string) => text.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '')
  return [base, ...values.map(word)].filter(Boolean).join('-').slice(0, 100)
}
