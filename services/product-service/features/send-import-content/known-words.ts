import { type Ctx, may } from '@rialto/core'
import { listWarehouses } from '@rialto/inventory-service/contract'
import type { ImportRow } from '../../contract/import-row.ts'
import { categoryChanged } from '../../contract.ts'
import { type FieldDefinition, learnFields } from '../../model/fields.ts'
import {
  categoryKey,
  categoryNames,
  fieldsOf,
  isCategoryPath,
  type KnownWords,
  picturesOf,
} from '../../model/import-row.ts'
import type { ProductPorts } from '../../model/ports.ts'
import { ownSlug, slugOf } from '../../model/slugs.ts'
import {
  allBrands,
  allDefinitions,
  findBrands,
  findDefinitions,
  findPolicy,
  insertBrands,
  learnDefinitions,
} from '../../store/catalogue.ts'
import { allCategories, type Category, ensureCategory, lockPaths } from '../../store/categories.ts'
import { findMedia } from '../../store/media.ts'

/** What the catalogue knows, kept while an import runs and extended as its rows bring new words. */
export type ImportWords = KnownWords & {
  readonly categories: Map<string, Category>
  readonly definitions: Map<string, FieldDefinition>
  readonly brands: Map<string, string>
  readonly warehouses: Set<string>
  readonly pictures: Set<string>
  /** Whether this import may make categories and typed fields. */
  readonly mayExtend: boolean
}

export async function loadWords(ctx: Ctx<ProductPorts>): Promise<ImportWords> {
  const categories = await allCategories(ctx.sql)
  const byId = new Map(categories.map((category) => [category.id, category]))
  const nameOf = (id: string) => byId.get(id)?.name.en ?? ''
  const keyOf = (category: Category) => categoryKey(category.path.toReversed().map(nameOf))
  const policy = await findPolicy(ctx.sql)
  return {
    categories: new Map(categories.map((category) => [keyOf(category), category])),
    definitions: new Map(
      [...(await allDefinitions(ctx.sql)), ...(ctx.ports.customFields ?? [])].map((one) => [one.key, one]),
    ),
    brands: new Map((await allBrands(ctx.sql)).map((name) => [name.toLowerCase(), name])),
    warehouses: new Set(),
    pictures: new Set(),
    mayExtend: may(ctx.actor, 'product.manage_catalogue') || policy.vendorsExtendCatalogue,
  }
}

/** Learns what a batch of rows names, before any of them is judged. */
export async function learnWords(ctx: Ctx, words: ImportWords, rows: readonly ImportRow[]): Promise<void> {
  await learnWarehouses(ctx, words, rows)
  await learnPictures(ctx, words, rows)
  await learnBrands(ctx, words, rows)
  if (!words.mayExtend) return
  await makeFields(ctx, words, rows)
  await makeCategories(ctx, words, rows)
}

async function learnWarehouses(ctx: Ctx, words: ImportWords, rows: readonly ImportRow[]): Promise<void> {
  const stock = rows.flatMap((row) => row.variants.flatMap((variant) => variant.stock ?? []))
  if (stock.every((entry) => words.warehouses.has(entry.warehouse))) return
  let after: string | null | undefined
  do {
    const page = await ctx.call(listWarehouses, { limit: 100, ...(after ? { after } : {}) })
    if (!page.ok) throw new Error(`The warehouses cannot be read: ${page.code}`)
    for (const warehouse of page.value.items) words.warehouses.add(warehouse.code)
    after = page.value.next
  } while (after)
}

async function learnPictures(ctx: Ctx, words: ImportWords, rows: readonly ImportRow[]): Promise<void> {
  const unknown = rows.flatMap(picturesOf).filter((hash) => !words.pictures.has(hash))
  if (unknown.length === 0) return
  for (const { hash } of await findMedia(ctx.sql, unknown)) words.pictures.add(hash)
}

async function learnBrands(ctx: Ctx, words: ImportWords, rows: readonly ImportRow[]): Promise<void> {
  const missing = new Map<string, string>()
  for (const { brand } of rows)
    if (brand && !words.brands.has(brand.toLowerCase()) && !missing.has(brand.toLowerCase()))
      missing.set(brand.toLowerCase(), brand)
  if (missing.size === 0) return
  const brands = [...missing.values()].map((name) => ({ id: ctx.newId(), name }))
  await ctx.tx((tx) => insertBrands(tx, brands))
  // Read back, because another import may have spelled one of them first.
  for (const name of await findBrands(ctx.sql, [...missing.values()]))
    words.brands.set(name.toLowerCase(), name)
}

async function makeFields(ctx: Ctx, words: ImportWords, rows: readonly ImportRow[]): Promise<void> {
  const learnt = [
    ...learnFields(rows.flatMap(fieldsOf), words.definitions, 'attributes'),
    ...learnFields(
      rows.map((row) => row.metadata ?? {}),
      words.definitions,
      'metadata',
    ),
  ]
  if (learnt.length === 0) return
  const byKey = new Map(learnt.map((definition) => [definition.key, definition]))
  await ctx.tx((tx) => learnDefinitions(tx, [...byKey.values()]))
  for (const definition of await findDefinitions(ctx.sql, [...byKey.keys()]))
    words.definitions.set(definition.key, definition)
}

async function makeCategories(ctx: Ctx, words: ImportWords, rows: readonly ImportRow[]): Promise<void> {
  const paths = new Set(rows.flatMap((row) => row.categories ?? []))
  for (const path of paths) {
    const names = categoryNames(path)
    if (words.categories.has(categoryKey(names)) || !isCategoryPath(names)) continue
    const made = await ctx.tx(async (tx) => {
      await lockPaths(tx)
      const line: Category[] = []
      for (const name of names) {
        const id = ctx.newId()
        const slug = slugOf(name)
        const wanted = { id, parent: line.at(-1) ?? null, name, slug, ownSlug: ownSlug(slug, id) }
        const ensured = await ensureCategory(tx, wanted)
        if (ensured.made) await tx.publish(categoryChanged, id, { categoryId: id })
        line.push(ensured.category)
      }
      return line
    })
    for (const [depth, category] of made.entries())
      words.categories.set(categoryKey(names.slice(0, depth + 1)), category)
  }
}
