import { searchProducts } from '@rialto/search-service/contract'
import { type Language, languageDefault } from '@rialto/ui'
import { listVendors } from '@rialto/vendor-service/contract'
import type { Visit } from '@rialto/visit'
import { readPreferences } from '../preferences.ts'
import { required } from '../visit.ts'
import type { ListedProduct } from './list-products.ts'
import { openMemory } from './memory.ts'

export type Vendor = NonNullable<(typeof listVendors)['types']>['output']['items'][number]

/** A stall as it stands on the market: who it is, and some of what lies on it. */
export type Stall = {
  readonly vendorId: string
  readonly slug: string
  readonly name: string
  readonly country: string
  readonly tagline: string
  readonly story: string
  /** What tagline and story are written in: the page's language where the vendor wrote it, else English. */
  readonly writtenIn: Language
  readonly products: readonly ListedProduct[]
}

const vendorsAtOnce = 100
/** So many times more than are shown are looked at for pictures. */
const choiceFactor = 6

export type VendorPage = { readonly items: readonly Vendor[]; readonly next: string | null }

const remember = openMemory<VendorPage>({ lifeSeconds: 30, entriesMax: 1_000 })

/** The vendors who sell now, by name; a hundred at once. */
export function readVendors(visit: Visit, after: string | null = null): Promise<VendorPage> {
  return remember(`${visit.host} ${after ?? ''}`, async () => {
    const page = { limit: vendorsAtOnce, ...(after === null ? {} : { after }) }
    return required(await visit.api.call(listVendors, page))
  })
}

/** A stall with the newest things on it, those with a picture before those that wait for one. */
export async function readStall(visit: Visit, vendor: Vendor, productsMax: number): Promise<Stall> {
  const { language } = visit
  const { currency } = readPreferences(visit)
  const found = await visit.api.call(searchProducts, {
    vendor: vendor.vendorId,
    inStock: true,
    limit: productsMax * choiceFactor,
    currency,
    language,
  })
  // A stall whose things cannot be read now still has its story.
  const newest = found.ok ? found.value.products : []
  const shown = newest.toSorted((left, right) => Number(left.image === null) - Number(right.image === null))
  return { ...nameStall(vendor, language), products: shown.slice(0, productsMax) }
}

/** A stall in the language of the page. */
export function nameStall(vendor: Vendor, language: Language): Omit<Stall, 'products'> {
  const { vendorId, slug, name, country, tagline, story } = vendor
  const writtenIn = story[language] ? language : languageDefault
  return {
    vendorId,
    slug,
    name,
    country,
    tagline: tagline[writtenIn] || tagline.en,
    story: story[writtenIn] || story.en,
    writtenIn,
  }
}
