import { exponentOf, isCurrency } from '@rialto/money'
import { breadcrumbFacts, pageAddress, pictureAddress } from '../page-meta.ts'
import { canBeBought } from './choice.ts'
import type { ProductPage } from './read-product.ts'

const descriptionCharactersMax = 5_000

/** The product in the words of schema.org, for search engines, with the way to it. */
export function productFacts(page: ProductPage): Readonly<Record<string, unknown>>[] {
  const { product, publicUrl, language, crumbs } = page
  const url = pageAddress({ publicUrl, path: `/products/${product.slug}` }, language)
  const { averageRating, totalReviews } = product.reviews
  const images = product.media.flatMap(({ hash, url: address }) => {
    const picture = hash ?? address
    return picture ? [pictureAddress(publicUrl, picture)] : []
  })
  const facts = {
    '@type': 'Product',
    '@id': url,
    name: product.title,
    url,
    description: product.description.slice(0, descriptionCharactersMax),
    ...(product.sku === null ? {} : { sku: product.sku }),
    ...(product.brand === null ? {} : { brand: { '@type': 'Brand', name: product.brand } }),
    ...(images.length === 0 ? {} : { image: images }),
    ...(totalReviews === 0
      ? {}
      : {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: averageRating,
            reviewCount: totalReviews,
            bestRating: 5,
            worstRating: 1,
          },
        }),
    offers: offersOf(page, url),
  }
  return [
    facts,
    breadcrumbFacts([...crumbs, { name: product.title, path: `/products/${product.slug}` }], page),
  ]
}

function offersOf({ product, vendor }: ProductPage, url: string) {
  return product.variants.flatMap((variant) => {
    if (variant.price === null) return []
    const { basePrice, salePrice, saleUntil, currency } = variant.price
    return [
      {
        '@type': 'Offer',
        sku: variant.sku,
        url: product.variants.length > 1 ? `${url}?variant=${encodeURIComponent(variant.sku)}` : url,
        price: decimal(salePrice ?? basePrice, currency),
        priceCurrency: currency,
        ...(saleUntil === null ? {} : { priceValidUntil: saleUntil.slice(0, 10) }),
        itemCondition: 'https://schema.org/NewCondition',
        availability: `https://schema.org/${canBeBought(variant) ? 'InStock' : 'OutOfStock'}`,
        ...(vendor === null ? {} : { seller: { '@type': 'Organization', name: vendor.name } }),
      },
    ]
  })
}

function decimal(amount: number, currency: string): string {
  const exponent = isCurrency(currency) ? exponentOf(currency) : 2
  return (amount / 10 ** exponent).toFixed(exponent)
}
