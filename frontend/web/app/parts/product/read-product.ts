import type { Result } from '@rialto/core'
import { findDelivery, getPriceHistory, listTaxRates } from '@rialto/pricing-service/contract'
import { getProductBySlug, listAttributes, listReviews } from '@rialto/product-service/contract'
import { addLanguage, type Language } from '@rialto/ui/language'
import { getVendor } from '@rialto/vendor-service/contract'
import type { Visit } from '@rialto/visit'
import { redirect } from 'react-router'
import { openMemory } from '../../market/memory.ts'
import { readPreferences } from '../../preferences.ts'
import { textsIn } from '../../texts.ts'
import { required } from '../../visit.ts'
import type { Crumb } from '../page-meta.ts'
import { chosenVariant } from './choice.ts'

type Output<E extends { types?: { output: unknown } }> = NonNullable<E['types']>['output']

export type Product = Output<typeof getProductBySlug>
export type Variant = Product['variants'][number]
export type Vendor = Output<typeof getVendor>
export type Review = Output<typeof listReviews>['items'][number]
export type DeliveryWay = Output<typeof findDelivery>['options'][number]
export type TaxNote = { readonly isInside: boolean; readonly ratePpm: number }

const relatedMax = 8
const reviewsShown = 3
/** Among how many of the newest those in the visitor’s language are looked for. */
const reviewsRead = 12
const permanently = 301

/** Everything that the page of a product shows. What one source cannot tell now is left out; the page stands. */
export type ProductPage = {
  readonly product: Product
  readonly variant: Variant | undefined
  readonly vendor: Vendor | null
  /** From the cheapest way on; null while it cannot be read. */
  readonly delivery: readonly DeliveryWay[] | null
  readonly tax: TaxNote | null
  readonly history: Output<typeof getPriceHistory>['items']
  /** Some of the newest, those in the visitor’s language first. */
  readonly reviews: readonly Review[]
  /** What the keys of attributes are called. */
  readonly labels: Readonly<Record<string, string>>
  readonly crumbs: readonly Crumb[]
  readonly language: Language
  readonly publicUrl: string
  readonly now: string
}

/** The product of an address. One that it had before leads to the present one, for ever. */
export async function findProduct(visit: Visit, slug: string, suffix = ''): Promise<Product> {
  const { currency } = readPreferences(visit)
  const answer = await visit.api.call(getProductBySlug, {
    slug,
    language: visit.language,
    currency,
    related: relatedMax,
  })
  if (!answer.ok && answer.code === 'PRODUCT_MOVED') {
    const { redirectTo } = answer.data as { redirectTo: string }
    throw redirect(addLanguage(visit.language, `/products/${redirectTo}${suffix}`), permanently)
  }
  return required(answer)
}

export async function readProductPage(visit: Visit, slug: string, sku: string | null): Promise<ProductPage> {
  const product = await findProduct(visit, slug)
  const variant = chosenVariant(product.variants, sku)
  const { language } = visit
  const [around, history, labels] = await Promise.all([
    readAround(visit, product, variant),
    readHistory(visit, variant),
    readLabels(visit, { ...product.attributes, ...variant?.attributes }),
  ])
  return {
    product,
    variant,
    ...around,
    history,
    labels,
    crumbs: [
      { name: textsIn(language)('market.crumbs.home'), path: '/' },
      ...product.categories.toReversed().map(({ slug: category, name }) => ({
        name: name[language] ?? name.en,
        path: `/categories/${category}`,
      })),
    ],
    language,
    publicUrl: visit.settings.publicUrl,
    now: new Date().toISOString(),
  }
}

async function readAround(visit: Visit, product: Product, variant: Variant | undefined) {
  const { currency, country } = readPreferences(visit)
  const { vendorId, id: productId } = product
  const weightGrams = variant?.weightGrams ?? 0
  const [vendor, delivery, taxes, reviews] = await Promise.all([
    visit.api.call(getVendor, { slugOrId: vendorId }),
    visit.api.call(findDelivery, { vendorId, country, currency, weightGrams }),
    readTaxRates(visit, country),
    visit.api.call(listReviews, { productId, limit: reviewsRead }),
  ])
  return {
    vendor: orNull(vendor),
    delivery: orNull(delivery)?.options ?? null,
    tax: taxNote(taxes, product.taxClass),
    reviews: orNull(reviews)?.items.toSorted(ownLanguageFirst(visit.language)).slice(0, reviewsShown) ?? [],
  }
}

function ownLanguageFirst(language: Language) {
  return (left: Review, right: Review) =>
    Number(right.language === language) - Number(left.language === language)
}

type TaxRate = Output<typeof listTaxRates>['items'][number]
type Labels = Readonly<Record<string, string>>

// What all may read, many products share and seldom changes is asked for once in a while.
const rememberTaxRates = openMemory<readonly TaxRate[]>({ lifeSeconds: 30, entriesMax: 1_000 })
const rememberLabels = openMemory<Labels>({ lifeSeconds: 30, entriesMax: 5_000 })

function readTaxRates(visit: Visit, country: string): Promise<readonly TaxRate[]> {
  const read = async () => required(await visit.api.call(listTaxRates, { country, limit: 100 })).items
  return rememberTaxRates(`${visit.host} ${country}`, read).catch(() => [])
}

/** How the price stands to the tax of the country: the rate of today, where the country has one for all its parts. */
function taxNote(rates: readonly TaxRate[], taxClass: string): TaxNote | null {
  const today = new Date().toISOString().slice(0, 10)
  const valid = rates
    .filter((rate) => rate.taxClass === taxClass && rate.region === null && rate.validFrom <= today)
    .toSorted((left, right) => (left.validFrom < right.validFrom ? 1 : -1))[0]
  return valid ? { isInside: valid.inclusive, ratePpm: valid.ratePpm } : null
}

async function readHistory(visit: Visit, variant: Variant | undefined) {
  if (!variant?.price) return []
  const { sku, price } = variant
  const answer = await visit.api.call(getPriceHistory, { sku, currency: price.currency })
  return orNull(answer)?.items ?? []
}

async function readLabels(visit: Visit, attributes: Readonly<Record<string, unknown>>): Promise<Labels> {
  const keys = Object.keys(attributes).slice(0, 100)
  if (keys.length === 0) return {}
  const read = async () => {
    const { items } = required(await visit.api.call(listAttributes, { keys, limit: 100 }))
    return Object.fromEntries(items.map(({ key, label }) => [key, label[visit.language] ?? label.en]))
  }
  return rememberLabels(`${visit.host} ${visit.language} ${keys.join(' ')}`, read).catch(() => ({}))
}

function orNull<T>(answer: Result<T>): T | null {
  return answer.ok ? answer.value : null
}
