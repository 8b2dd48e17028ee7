import type { Ctx, Result } from '@rialto/core'
import { findAvailability, getProductStock } from '@rialto/inventory-service/contract'
import { findPrices } from '@rialto/pricing-service/contract'
import type { Picture } from '../model/documents.ts'
import type { ProductPorts } from '../model/ports.ts'
import { inventoryOf, pickRelated, pricingOf, textIn, translationsOf } from '../model/reading.ts'
import { summaryOf } from '../model/reviews.ts'
import type { Language } from '../model.ts'
import type { ProductRow } from '../store/read.ts'
import { isInsider } from './get-product.ts'

const currencyDefault = 'EUR'
const relatedDefault = 4
const skusMax = 500

/** What only those who work on the product may read. */
const hidden = { externalId: null, metadata: {}, rejectionReason: null }

export type Reading = {
  language?: Language | undefined
  currency?: string | undefined
  related?: number | undefined
}

/** A product as people read it, with stock and prices of the services that own them. */
export async function describeProduct(ctx: Ctx<ProductPorts>, product: ProductRow, reading: Reading) {
  const language = reading.language ?? 'en'
  const extras = await findExtras(ctx, product, reading.currency ?? currencyDefault)
  const inventory = inventoryOf(extras.stock)
  return {
    ...basics(product),
    ...(isInsider(product, ctx.actor) ? {} : hidden),
    title: textIn(product.title, language),
    description: textIn(product.description, language),
    words: language === 'en' ? {} : (product.words[language] ?? {}),
    media: product.media.map((picture, position) => describePicture(picture, position, ctx.ports.mediaUrl)),
    variants: product.variants.map((variant) => ({
      ...variant,
      options: { ...variant.options },
      attributes: { ...variant.attributes },
      price: extras.prices.get(variant.sku) ?? null,
      available: extras.available.get(variant.sku) ?? null,
    })),
    inventoryCount: extras.stock?.totalStock ?? 0,
    inventory,
    pricing: pricingOf(
      pricesOf(
        extras.prices,
        product.variants.map(({ sku }) => sku),
      ),
    ),
    reviews: summaryOf(product.ratings),
    relatedProducts: describeRelated(product, extras, {
      language,
      countMax: reading.related ?? relatedDefault,
    }),
  }
}

type Extras = Awaited<ReturnType<typeof findExtras>>

function describeRelated(
  product: ProductRow,
  { available, prices }: Extras,
  how: { language: Language; countMax: number },
) {
  return pickRelated(product.neighbours, available, how.countMax).map(({ skus, title, ...one }) => {
    const pricing = pricingOf(pricesOf(prices, skus))
    const { basePrice = 0, salePrice = null, currency = '' } = pricing ?? {}
    return {
      ...one,
      title: textIn(title, how.language),
      price: pricing === null ? null : { basePrice, salePrice, currency },
    }
  })
}

function pricesOf(prices: Extras['prices'], skus: readonly string[]) {
  return skus.flatMap((sku) => {
    const price = prices.get(sku)
    return price ? [{ sku, ...price }] : []
  })
}

function basics(product: ProductRow) {
  const [categoryId, ...moreCategoryIds] = product.categoryIds
  const { categoryIds: _ids, optionNames, neighbours: _neighbours, ratings: _ratings, ...row } = product
  return {
    ...row,
    isActive: product.status === 'active',
    translations: translationsOf(product),
    categoryId: categoryId ?? null,
    moreCategoryIds,
    options: optionNames,
    attributes: { ...product.attributes },
    metadata: { ...product.metadata },
    sku: product.variants[0]?.sku ?? null,
    createdAt: product.createdAt.toISOString(),
    updatedAt: product.updatedAt.toISOString(),
  }
}

function describePicture(picture: Picture, position: number, mediaUrl: string) {
  if ('url' in picture) return { hash: null, url: picture.url, alt: picture.alt, position }
  return { hash: picture.hash, url: `${mediaUrl}/${picture.hash}/800.webp`, alt: picture.alt, position }
}

async function findExtras(ctx: Ctx<ProductPorts>, product: ProductRow, currency: string) {
  const own = product.variants.map((variant) => variant.sku)
  const skus = [...own, ...product.neighbours.flatMap((neighbour) => neighbour.skus)].slice(0, skusMax)
  const [stock, availability, prices] = await Promise.all([
    ifAnswered(ctx, ctx.call(getProductStock, { productId: product.id })),
    ifAnswered(ctx, ctx.call(findAvailability, { skus })),
    ifAnswered(ctx, ctx.call(findPrices, { skus, currency })),
  ])
  return {
    stock,
    available: new Map(availability?.items.map((one) => [one.sku, one.available])),
    prices: new Map(prices?.items.map(({ sku, ...price }) => [sku, price])),
  }
}

/** A product page without stock or prices is better than none: what fails is left out and logged. */
async function ifAnswered<T>(ctx: Ctx<ProductPorts>, call: Promise<Result<T>>): Promise<T | undefined> {
  try {
    const result = await call
    if (result.ok) return result.value
    ctx.log.warn('a product is shown without all its facts', { code: result.code })
  } catch (error) {
    ctx.log.warn('a product is shown without all its facts', { problem: String(error) })
  }
  return undefined
}
