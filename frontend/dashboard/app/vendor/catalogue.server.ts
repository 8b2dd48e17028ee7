import { listAttributes, listBrands, listCategories } from '@rialto/product-service/contract'
import type { Language } from '@rialto/ui'
import type { Staff } from '../visit.ts'
import type { FieldKind } from './product/draft.ts'

type Named = { readonly en: string; readonly de?: string; readonly ar?: string }

export type AttributeChoice = {
  readonly key: string
  readonly label: string
  readonly kind: FieldKind
  readonly units: readonly string[]
  readonly choices: readonly string[]
}

export type Catalogue = {
  readonly categories: readonly { readonly value: string; readonly label: string }[]
  readonly brands: readonly string[]
  readonly attributes: readonly AttributeChoice[]
}

const pageMax = 100

function nameIn(name: Named, language: Language): string {
  return name[language] ?? name.en
}

/** The categories by their whole path, as a person chooses them: `Home › Kitchen`. */
export async function categoryChoices(api: Staff['visit']['api'], language: Language) {
  const answer = await api.call(listCategories, {})
  if (!answer.ok) return []
  const names = new Map(answer.value.items.map((one) => [one.id, nameIn(one.name, language)]))
  return answer.value.items
    .map((one) => ({
      value: one.id,
      label: [...one.path]
        .reverse()
        .map((id) => names.get(id) ?? '')
        .join(' › '),
    }))
    .sort((left, right) => left.label.localeCompare(right.label, language))
}

/**
 * What an editor chooses from, with the attributes that the product has. A list that cannot be read is empty: the rest
 * can be edited without it.
 */
export async function readCatalogue(
  api: Staff['visit']['api'],
  language: Language,
  keys: readonly string[],
): Promise<Catalogue> {
  const [categories, brands, attributes, own] = await Promise.all([
    categoryChoices(api, language),
    api.call(listBrands, { limit: pageMax }),
    api.call(listAttributes, { limit: pageMax }),
    keys.length > 0 ? api.call(listAttributes, { keys: keys.slice(0, pageMax), limit: pageMax }) : null,
  ])
  const ofOthers = attributes.ok ? attributes.value.items : []
  const definitions = new Map([...ofOthers, ...(own?.ok ? own.value.items : [])].map((one) => [one.key, one]))
  return {
    categories,
    brands: brands.ok ? brands.value.items.map((one) => one.name) : [],
    attributes: [...definitions.values()]
      .filter((one) => one.place === 'attributes')
      .map(({ key, label, kind, units, choices }) => ({
        key,
        label: nameIn(label, language) || key,
        kind,
        units,
        choices,
      })),
  }
}
