import { type FieldProblem, type Refusal, refuse, type Sql } from '@rialto/core'
import { valuesToJudge } from '../model/custom-fields.ts'
import { findVariantProblems, type ProductDocument } from '../model/documents.ts'
import { type FieldDefinition, findFieldProblems } from '../model/fields.ts'
import { findTranslationProblems } from '../model/words.ts'
import { findBrands, findDefinitions, insertBrands } from '../store/catalogue.ts'
import { findCategories } from '../store/categories.ts'
import { findMedia } from '../store/media.ts'

/** What is known of a product's fields besides the catalogue: those of extensions, and the product before an edit. */
type Known = { customFields?: readonly FieldDefinition[] | undefined; before?: ProductDocument }

/** Everything that a product names and the catalogue does not know, or that does not fit together. */
export async function findProblems(
  sql: Sql,
  document: ProductDocument,
  known: Known,
): Promise<FieldProblem[]> {
  const stored = await findDefinitions(sql, fieldKeysOf(document))
  const definitions = new Map(
    [...stored, ...(known.customFields ?? [])].map((definition) => [definition.key, definition]),
  )
  return [
    ...(await findUnknownCategories(sql, document.categoryIds)),
    ...(await findUnknownMedia(sql, document)),
    ...findFieldProblems(document.attributes, definitions, { path: '/attributes', place: 'attributes' }),
    ...findFieldProblems(valuesToJudge(document.metadata, known.before?.metadata ?? {}), definitions, {
      path: '/metadata',
      place: 'metadata',
    }),
    ...document.variants.flatMap((variant, index) =>
      findFieldProblems(variant.attributes, definitions, {
        path: `/variants/${index}/attributes`,
        place: 'attributes',
      }),
    ),
    ...findVariantProblems(document),
    ...findTranslationProblems(document),
  ]
}

export function refuseInvalid(fields: readonly FieldProblem[]): Refusal<'VALIDATION_FAILED'> {
  return { ...refuse('VALIDATION_FAILED', 'Some fields are not valid. Correct them and send again'), fields }
}

/** A brand as the catalogue spells it; a new one is added. */
export async function spellBrand(sql: Sql, name: string | null, newId: () => string): Promise<string | null> {
  if (name === null) return null
  const [known] = await findBrands(sql, [name])
  if (known) return known
  await insertBrands(sql, [{ id: newId(), name }])
  const [spelled] = await findBrands(sql, [name])
  return spelled ?? name
}

function fieldKeysOf(document: ProductDocument): string[] {
  const all = [document.attributes, document.metadata, ...document.variants.map((one) => one.attributes)]
  return [...new Set(all.flatMap((values) => Object.keys(values)))]
}

async function findUnknownCategories(sql: Sql, ids: readonly string[]): Promise<FieldProblem[]> {
  if (ids.length === 0) return []
  const known = new Set((await findCategories(sql, ids)).map((category) => category.id))
  return ids.flatMap((id, index) => {
    const path = index === 0 ? '/categoryId' : `/moreCategoryIds/${index - 1}`
    return known.has(id) ? [] : [{ path, problem: 'is not a category', code: 'CATEGORY_UNKNOWN' }]
  })
}

async function findUnknownMedia(sql: Sql, document: ProductDocument): Promise<FieldProblem[]> {
  const hashes = document.media.flatMap((picture) => ('hash' in picture ? [picture.hash] : []))
  if (hashes.length === 0) return []
  const known = new Set((await findMedia(sql, hashes)).map((media) => media.hash))
  return document.media.flatMap((picture, index) =>
    'hash' in picture && !known.has(picture.hash)
      ? [
          {
            path: `/media/${index}/hash`,
            problem: 'is not a picture that was uploaded',
            code: 'PICTURE_UNKNOWN',
          },
        ]
      : [],
  )
}
