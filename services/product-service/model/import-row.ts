import { isCurrency } from '@rialto/money'
import type { ImportRow } from '../contract/import-row.ts'
import type { FieldValues } from '../model.ts'
import { findVariantProblems, type Picture, type ProductDocument } from './documents.ts'
import { editDocument, emptyDocument } from './edit.ts'
import { type Definitions, findFieldProblems } from './fields.ts'
import { partProblem, type RowProblem, rowProblem } from './row-problem.ts'
import { findTranslationProblems } from './words.ts'

const ownPicture = /^media:([0-9a-f]{64})$/
const laterPicture = /^(https?:\/\/|demo:)/
const depthMax = 8
const nameCharactersMax = 120

/** What a row may name: everything the catalogue knows when the row is read. */
export type KnownWords = {
  /** Category ids by their path in lower case, as `categoryKey` writes it. */
  readonly categories: ReadonlyMap<string, { id: string }>
  readonly definitions: Definitions
  /** Spelling by name in lower case. */
  readonly brands: ReadonlyMap<string, string>
  readonly warehouses: ReadonlySet<string>
  readonly pictures: ReadonlySet<string>
}

/** `Home > Kitchen ` is the names `Home` and `Kitchen`. */
export function categoryNames(path: string): string[] {
  return path.split('>').map((name) => name.trim())
}

export function categoryKey(names: readonly string[]): string {
  return names.join(' > ').toLowerCase()
}

export function isCategoryPath(names: readonly string[]): boolean {
  return names.length <= depthMax && names.every((name) => name !== '' && name.length <= nameCharactersMax)
}

export function picturesOf(row: ImportRow): string[] {
  return (row.media ?? []).flatMap((picture) => ownPicture.exec(picture.url ?? '')?.[1] ?? [])
}

export function fieldsOf(row: ImportRow): FieldValues[] {
  return [row.attributes ?? {}, ...row.variants.map((variant) => variant.attributes ?? {})]
}

/** The row as a product, or everything that is wrong with it. */
export function readRow(
  row: ImportRow,
  known: KnownWords,
): { ok: true; document: ProductDocument } | { ok: false; problems: RowProblem[] } {
  const { media: _media, categories: _categories, ...edit } = row
  const brand = edit.brand === undefined ? null : (known.brands.get(edit.brand.toLowerCase()) ?? edit.brand)
  const document: ProductDocument = {
    ...editDocument(emptyDocument, { ...edit, brand }),
    categoryIds: categoriesOf(row, known),
    media: (row.media ?? []).map(toPicture),
  }
  const problems = [
    ...findWordProblems(row, known),
    ...findValueProblems(document, known.definitions),
    ...findPriceProblems(row),
  ]
  return problems.length === 0 ? { ok: true, document } : { ok: false, problems }
}

function categoriesOf(row: ImportRow, known: KnownWords): string[] {
  const ids = (row.categories ?? []).map((path) => known.categories.get(categoryKey(categoryNames(path)))?.id)
  return [...new Set(ids.filter((id) => id !== undefined))]
}

function toPicture({ url = '', alt = '' }: { url?: string; alt?: string }): Picture {
  const hash = ownPicture.exec(url)?.[1]
  return hash ? { hash, alt } : { url, alt }
}

function findWordProblems(row: ImportRow, known: KnownWords): RowProblem[] {
  const problems: RowProblem[] = []
  const say = (...told: Parameters<typeof rowProblem>) => problems.push(rowProblem(...told))
  for (const category of row.categories ?? []) {
    const names = categoryNames(category)
    if (!isCategoryPath(names)) say('CATEGORY_WRONG', `"${category}" cannot be a category`, { category })
    else if (!known.categories.has(categoryKey(names)))
      say('CATEGORY_UNKNOWN', `There is no category "${category}"`, { category })
  }
  for (const { url, file } of row.media ?? []) {
    if (file !== undefined) {
      const text = `The picture ${file} was not uploaded: import the file with rialto`
      say('PICTURE_NOT_UPLOADED', text, { file })
    } else if (!url || !(ownPicture.test(url) || laterPicture.test(url)))
      say('PICTURE_ADDRESS_WRONG', 'A picture needs a url that begins with media:, https:// or demo:')
  }
  for (const hash of picturesOf(row)) {
    const picture = `media:${hash}`
    if (!known.pictures.has(hash)) say('PICTURE_UNKNOWN', `There is no picture ${picture}`, { picture })
  }
  for (const { sku, stock } of row.variants)
    for (const { warehouse } of stock ?? [])
      if (!known.warehouses.has(warehouse))
        say('WAREHOUSE_UNKNOWN', `${sku}: there is no warehouse ${warehouse}`, { sku, warehouse })
  return problems
}

function findValueProblems(document: ProductDocument, definitions: Definitions): RowProblem[] {
  const fields = [
    ...findFieldProblems(document.attributes, definitions, { path: '/attributes', place: 'attributes' }),
    ...findFieldProblems(document.metadata, definitions, { path: '/metadata', place: 'metadata' }),
    ...document.variants.flatMap((variant, index) =>
      findFieldProblems(variant.attributes, definitions, {
        path: `/variants/${index}/attributes`,
        place: 'attributes',
      }),
    ),
    ...findVariantProblems(document),
    ...findTranslationProblems(document),
  ]
  return fields.map(partProblem)
}

function findPriceProblems(row: ImportRow): RowProblem[] {
  return row.variants.flatMap(({ sku, prices = [] }) => {
    const currencies = prices.map((price) => price.currency)
    const unknown = currencies.filter((currency) => !isCurrency(currency))
    const twice = currencies.filter((currency, index) => currencies.indexOf(currency) !== index)
    return [
      ...unknown.map((currency) =>
        rowProblem('CURRENCY_UNKNOWN', `${sku}: ${currency} is not a currency`, { sku, currency }),
      ),
      ...twice.map((currency) =>
        rowProblem('PRICE_TWICE', `${sku} has two prices in ${currency}`, { sku, currency }),
      ),
    ]
  })
}
