import { categories } from '../catalogue.ts'
import { warehouses } from '../stock.ts'
import { atOnce } from './at-once.ts'
import type { Person } from './person.ts'

const requestsAtOnce = 4

export async function ensureWarehouses(operator: Person): Promise<number> {
  const present = await operator.list<{ code: string }>('/api/inventory/warehouses')
  for (const [index, { code, name, country }] of warehouses.entries()) {
    if (present.some((one) => one.code === code)) continue
    await operator.post('/api/inventory/warehouses', { code, name, country, priority: index + 1 })
  }
  return warehouses.length
}

export type CategoryIds = ReadonlyMap<string, string>

/** Makes the category tree from the top, and answers the ids by slug. */
export async function ensureCategories(operator: Person): Promise<CategoryIds> {
  const present = await operator.list<{ id: string; slug: string }>('/api/products/categories')
  const ids = new Map(present.map(({ id, slug }) => [slug, id]))
  const positions = new Map(categories.map(({ slug }, index) => [slug, index]))
  const ensure = async ({ slug, parent, names }: (typeof categories)[number]) => {
    if (ids.has(slug)) return
    const parentId = parent === undefined ? null : (ids.get(parent) ?? null)
    const body = { name: names, slug, parentId, position: positions.get(slug) ?? 0 }
    const made = await operator.post<{ id: string }>('/api/products/categories', body)
    ids.set(slug, made.id)
  }
  for (const isTop of [true, false]) {
    const level = categories.filter(({ parent }) => (parent === undefined) === isTop)
    await atOnce(level, requestsAtOnce, ensure)
  }
  return ids
}
