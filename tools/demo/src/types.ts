import type { Scene } from './pictures/scene.ts'

export interface Vendor {
  slug: string
  name: string
  /** Begins the ids and SKUs of its products. */
  code: string
  tagline: string
  story: string
  country: string
  city: string
  /** The paper its pictures are taken on, as #RRGGBB. */
  tint: string
  /** The colour and the sign on its labels. */
  ink: string
  mark: string
  shipsFrom: string
  returnDays: number
}

export interface Category {
  slug: string
  /** The slug of the category above; the six at the top have none. */
  parent?: string
  names: { en: string; de: string; ar: string }
}

export interface Warehouse {
  code: string
  name: string
  city: string
  country: string
}

export interface Price {
  amount: number
  currency: string
  compareAtAmount?: number
}

type Fact = string | number | boolean | { value: number; unit: string }

export interface Variant {
  sku: string
  options: Record<string, string>
  prices: Price[]
  weightGrams: number
  stock: { warehouse: string; quantity: number }[]
}

/** What options and facts are called in another language, by the words themselves. */
export interface Words {
  options: Record<string, { name: string; values: Record<string, string> }>
  attributes: Record<string, Record<string, string>>
}

/** A product as the import reads it (docs/guides/import-format.md). */
export interface Product {
  id: string
  slug: string
  title: string
  description: string
  brand: string
  categories: string[]
  taxClass: 'standard' | 'reduced'
  status: 'active'
  tags: string[]
  options: string[]
  attributes: Record<string, Fact>
  translations: Record<'de' | 'ar', { title: string; description: string } & Words>
  media: { url: string; alt: string }[]
  variants: Variant[]
}

/** A product as it is written down in catalogue/: one price, and only what differs. */
export interface Entry {
  id: string
  vendor: string
  title: string
  text: string
  de: [title: string, text: string]
  ar: [title: string, text: string]
  eur: number
  grams: number
  options?: Record<string, string[]>
  /** Values of an option that change price and weight. */
  steps?: Record<string, { eur: number; grams: number }>
  facts: Record<string, Fact>
  taxClass?: 'standard' | 'reduced'
  tags: string[]
  picture: Scene
}

export interface Promotion {
  code: string
  name: string
  kind: 'percent' | 'fixed' | 'free_shipping'
  percent?: number
  off?: Price[]
  minimum: Price[]
  usesPerPersonMax: number
  usesMax?: number
  /** The vendor that pays for it and whose goods it covers; the marketplace pays for the others. */
  fundedBy: 'platform' | 'vendor'
  vendor?: string
}

/** A price that is lower for a while; days count from the day the demo is loaded. */
export interface Reduction {
  vendor: string
  productId: string
  percent: number
  startsInDays: number
  endsInDays: number
}

export interface ShippingRate {
  vendor: string
  zone: string
  name: string
  localNames: { de: string; ar: string }
  daysMin: number
  daysMax: number
  bands: { weightGramsMax: number; prices: Price[] }[]
  freeFrom?: Price[]
}

export interface ShippingZone {
  code: string
  /** What a parcel to there is called. */
  names: { en: string; de: string; ar: string }
  /** ISO 3166 codes; an empty list is every country that no other zone names. */
  countries: string[]
}

export interface Account {
  email: string
  name: string
  role: 'operator' | 'vendor_owner' | 'packer' | 'shopper'
  vendor?: string
  language: 'en' | 'de' | 'ar'
}

/** What somebody says of a product; it comes into the shop as a review of an earlier one. */
export interface Review {
  productId: string
  externalId: string
  rating: number
  title: string
  text: string
  language: 'en' | 'de' | 'ar'
  shownName: string
  verifiedPurchase: boolean
  createdAt: string
  answer?: { text: string; answeredAt: string }
}
