import { listCategories } from '@rialto/product-service/contract'
import type { Language } from '@rialto/ui'
import type { Visit } from '@rialto/visit'
import { required } from '../visit.ts'
import { openMemory } from './memory.ts'

export type Category = {
  readonly id: string
  readonly parentId: string | null
  readonly slug: string
  readonly path: readonly string[]
  readonly name: { readonly en: string; readonly de?: string; readonly ar?: string }
}

/** A category as a page names it. */
export type NamedCategory = { readonly id: string; readonly slug: string; readonly name: string }

const remember = openMemory<readonly Category[]>({ lifeSeconds: 30, entriesMax: 1_000 })

/** All categories of the marketplace, parents first. They change seldom and stand on every page. */
export function readCategories(visit: Visit): Promise<readonly Category[]> {
  return remember(visit.host, async () => required(await visit.api.call(listCategories, {})).items)
}

export function nameIn(name: Category['name'], language: Language): string {
  return name[language] ?? name.en
}

export function named(language: Language): (category: Category) => NamedCategory {
  return ({ id, slug, name }) => ({ id, slug, name: nameIn(name, language) })
}
