import type { ImportRow } from '../contract/import-row.ts'
import type { StoredProduct } from './documents.ts'
import { translationsOf } from './reading.ts'

type Price = NonNullable<ImportRow['variants'][number]['prices']>[number]

/** What a row needs besides its product. */
export type ExportFacts = {
  categoryPath: (id: string) => string | undefined
  pricesOf: (sku: string) => Price[]
}

/**
 * A stored product as a line of an import file: importing it again changes nothing. Only `active` products are exported
 * as such, because a row never moves a product that is there back, and a draft elsewhere is safe.
 */
export function exportRow(product: StoredProduct, facts: ExportFacts): ImportRow {
  const { document } = product
  const { en: _en, ...translations } = translationsOf(document)
  const categories = document.categoryIds.flatMap((id) => facts.categoryPath(id) ?? [])
  return {
    id: product.externalId ?? product.id,
    slug: product.slug,
    title: document.title.en,
    description: document.description.en,
    ...(document.brand === null ? {} : { brand: document.brand }),
    categories,
    taxClass: document.taxClass,
    status: product.status === 'active' ? 'active' : 'draft',
    tags: [...document.tags],
    options: [...document.optionNames],
    attributes: { ...document.attributes },
    metadata: { ...document.metadata },
    translations,
    media: document.media.map((picture) => ({
      url: 'hash' in picture ? `media:${picture.hash}` : picture.url,
      alt: picture.alt,
    })),
    variants: document.variants.map(({ barcode, options, attributes, ...variant }) => ({
      ...variant,
      ...(barcode === null ? {} : { barcode }),
      options: { ...options },
      attributes: { ...attributes },
      ...pricesPart(facts.pricesOf(variant.sku)),
    })),
  }
}

function pricesPart(prices: Price[]): { prices?: Price[] } {
  return prices.length === 0 ? {} : { prices }
}
