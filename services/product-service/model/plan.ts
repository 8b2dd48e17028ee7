import { changesBetween, type ProductWish, type StoredProduct } from './documents.ts'
import { ownSlug, slugOf } from './slugs.ts'

/** Who holds the SKUs and addresses that a batch wants: product ids. Planning notes what it gives away. */
export type Owners = { skus: Map<string, string>; slugs: Map<string, string> }

export type PlanRefusal = {
  ok: false
  code: 'SKU_TAKEN' | 'SLUG_TAKEN'
  detail: string
  /** What the detail names. */
  values: Readonly<Record<string, string>>
}

export type Plan =
  | { ok: true; kind: 'unchanged'; id: string; slug: string; version: number }
  | {
      ok: true
      kind: 'create' | 'change'
      wish: ProductWish
      slug: string
      version: number
      changes: string[]
    }
  | PlanRefusal

/**
 * Decides what to write for one product. A wanted address that another product has is refused when `strict`, and made
 * its own otherwise.
 */
export function planProduct(
  wish: ProductWish,
  stored: StoredProduct | undefined,
  decided: { owners: Owners; strict: boolean },
): Plan {
  const { owners, strict } = decided
  const taken = wish.document.variants.find((variant) => isOthers(owners.skus, variant.sku, wish.id))
  if (taken) return refuseTaken('SKU_TAKEN', `The SKU ${taken.sku}`, { sku: taken.sku })
  const wanted = wish.slug ?? stored?.slug ?? slugOf(wish.document.title.en)
  const isFree = !isOthers(owners.slugs, wanted, wish.id)
  if (!isFree && strict && wish.slug)
    return refuseTaken('SLUG_TAKEN', `The address ${wanted}`, { slug: wanted })
  const slug = isFree ? wanted : ownSlug(wanted, wish.id)
  for (const variant of wish.document.variants) owners.skus.set(variant.sku, wish.id)
  owners.slugs.set(slug, wish.id)
  if (!stored) return { ok: true, kind: 'create', wish, slug, version: 1, changes: [] }
  const changes = changesBetween(stored.document, wish.document)
  if (slug !== stored.slug) changes.push('slug')
  if (wish.status !== stored.status) changes.push('status')
  if (changes.length === 0)
    return { ok: true, kind: 'unchanged', id: stored.id, slug, version: stored.version }
  return { ok: true, kind: 'change', wish, slug, version: stored.version + 1, changes }
}

function refuseTaken(code: PlanRefusal['code'], what: string, values: PlanRefusal['values']): PlanRefusal {
  return { ok: false, code, detail: `${what} belongs to another product`, values }
}

function isOthers(owners: ReadonlyMap<string, string>, key: string, id: string): boolean {
  const owner = owners.get(key)
  return owner !== undefined && owner !== id
}
