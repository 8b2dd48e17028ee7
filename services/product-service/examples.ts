import { createHash } from 'node:crypto'
import type { Example, Examples, ExampleWorld } from '@rialto/testing'

type Made = { id: string; slug: string; version: number }

/** A picture of one pixel, of which every byte is a character. */
const tinyGif = 'GIF89a\u0001\0\u0001\0\0\0\0,\0\0\0\0\u0001\0\u0001\0\0\u0002\u0002D\u0001\0;'
const tinyGifHash = createHash('sha256').update(tinyGif).digest('hex')

const productInput = (world: ExampleWorld) => ({
  title: 'Example lamp',
  variants: [{ sku: world.unique('EXAMPLE') }],
})
const makeProduct = (world: ExampleWorld, more: object = {}) =>
  world.call<Made>('product.create_product', { ...productInput(world), ...more }, 'vendorOwner')
const makeCategory = (world: ExampleWorld) =>
  world.call<Made>('product.create_category', { name: { en: world.unique('Example') } }, 'operator')
const makeImport = (world: ExampleWorld) =>
  world.call<Made>('product.create_import', { format: 'jsonl', name: 'example.jsonl' }, 'vendorOwner')
const line = (world: ExampleWorld) => {
  const sku = world.unique('ROW')
  return JSON.stringify({ id: sku, title: 'Example row', variants: [{ sku }] })
}

function shared(as: Example['as'], make: Example['make']): Example {
  return { as, scope: 'shared', make }
}

function mine(make: Example['make']): Example {
  return { as: 'vendorOwner', scope: 'mine', make }
}

type Own = { review: { reviewId: string; version: number } | null }

const written = {
  rating: 5,
  title: 'A good lamp',
  text: 'It gives the light that was promised.',
  language: 'en',
  shownName: 'Ada E.',
}

/** A product that the shopper bought and has not reviewed (any more). */
async function boughtProduct(world: ExampleWorld) {
  const { productId } = await world.product()
  const { review } = await world.call<Own>('product.get_own_review', { productId }, 'shopper')
  if (review) await world.call('product.delete_review', { reviewId: review.reviewId }, 'shopper')
  await world.paidOrder()
  return { productId }
}
async function makeReview(world: ExampleWorld) {
  const review = { ...(await boughtProduct(world)), ...written }
  return world.call<{ reviewId: string; version: number }>('product.create_review', review, 'shopper')
}
const reviewOf = async (world: ExampleWorld) => ({ reviewId: (await makeReview(world)).reviewId })

const reviews: Examples = {
  'product.list_reviews': shared('nobody', async (world) => ({
    productId: (await world.product()).productId,
    sortBy: 'highest',
  })),
  'product.get_own_review': shared('shopper', async (world) => ({
    productId: (await world.product()).productId,
  })),
  'product.create_review': shared('shopper', async (world) => ({
    ...(await boughtProduct(world)),
    ...written,
  })),
  'product.update_review': {
    as: 'shopper',
    scope: 'mine',
    make: async (world) => {
      const { reviewId, version } = await makeReview(world)
      return { reviewId, version, rating: 4 }
    },
  },
  'product.delete_review': { as: 'shopper', scope: 'mine', make: reviewOf },
  'product.list_all_reviews': shared('vendorOwner', async () => ({ limit: 5 })),
  'product.hide_review': shared('operator', async (world) => ({
    ...(await reviewOf(world)),
    reason: 'It speaks of another product',
  })),
  'product.show_review': shared('operator', reviewOf),
  'product.answer_review': mine(async (world) => ({ ...(await reviewOf(world)), text: 'Thank you' })),
  'product.import_reviews': shared('operator', async (world) => {
    const { sku } = await world.product()
    const known = { externalId: world.unique('old'), createdAt: '2025-05-01T10:00:00Z' }
    return { reviews: [{ ...written, ...known, sku, verifiedPurchase: true }] }
  }),
}

export const examples: Examples = {
  ...reviews,
  'product.list_categories': shared('nobody', async () => ({ limit: 5 })),
  'product.create_category': shared('operator', async (world) => ({
    name: { en: world.unique('Example') },
    position: 3,
  })),
  'product.update_category': shared('operator', async (world) => {
    const { id, version } = await makeCategory(world)
    return { categoryId: id, version, name: { en: world.unique('Renamed') } }
  }),
  'product.delete_category': shared('operator', async (world) => ({
    categoryId: (await makeCategory(world)).id,
  })),
  'product.list_brands': shared('nobody', async () => ({ limit: 5 })),
  'product.create_brand': shared('operator', async (world) => ({ name: world.unique('Brand') })),
  'product.list_attributes': shared('nobody', async () => ({ limit: 5 })),
  'product.create_attribute': shared('operator', async (world) => ({
    key: world.unique('example').replace('-', ''),
    place: 'attributes',
    kind: 'number',
    label: { en: 'Example' },
    units: ['mm'],
  })),
  'product.update_attribute': shared('operator', async (world) => {
    const key = world.unique('example').replace('-', '')
    const definition = { key, place: 'metadata', kind: 'enum', label: { en: 'Example' }, choices: ['a'] }
    await world.call('product.create_attribute', definition, 'operator')
    return { key, version: 1, addChoices: ['b'] }
  }),
  'product.get_policy': shared('operator', async () => ({})),
  'product.set_policy': shared('operator', (world) => world.call('product.get_policy', {}, 'operator')),
  'product.list_products': shared('vendorOwner', async () => ({ limit: 5 })),
  'product.create_product': shared('vendorOwner', async (world) => ({
    title: 'Example lamp',
    options: ['Size'],
    variants: [{ sku: world.unique('EXAMPLE'), options: { Size: 'Small' } }],
    translations: {
      de: { title: 'Beispiellampe', options: { Size: { name: 'Größe', values: { Small: 'Klein' } } } },
    },
  })),
  'product.get_product': shared('nobody', async (world) => ({
    productId: (await world.product()).productId,
  })),
  'product.get_product_by_slug': shared('vendorOwner', async (world) => ({
    slug: (await makeProduct(world)).slug,
  })),
  'product.update_product': mine(async (world) => {
    const { id, version } = await makeProduct(world)
    return { productId: id, version, title: 'Another lamp' }
  }),
  'product.submit_product': mine(async (world) => ({
    productId: (await makeProduct(world, { draft: true })).id,
  })),
  'product.approve_product': shared('operator', async (world) => ({
    productId: (await makeProduct(world)).id,
  })),
  'product.reject_product': shared('operator', async (world) => ({
    productId: (await makeProduct(world)).id,
    reason: 'The picture is missing',
  })),
  'product.archive_product': mine(async (world) => ({ productId: (await makeProduct(world)).id })),
  'product.upload_media': {
    as: 'vendorOwner',
    scope: 'shared',
    make: async () => ({}),
    content: async () => ({ text: tinyGif, contentType: 'image/gif' }),
  },
  // The picture is the one that the example before sent.
  'product.get_media': shared('nobody', async () => ({ hash: tinyGifHash, file: '160.webp' })),
  'product.list_imports': shared('vendorOwner', async () => ({ limit: 5 })),
  'product.create_import': shared('vendorOwner', async () => ({ format: 'jsonl', name: 'example.jsonl' })),
  'product.get_import': mine(async (world) => ({ importId: (await makeImport(world)).id })),
  'product.send_import_content': {
    as: 'vendorOwner',
    scope: 'mine',
    make: async (world) => ({ importId: (await makeImport(world)).id }),
    content: async (world) => ({ text: line(world), contentType: 'application/x-ndjson' }),
  },
  'product.list_rejections': mine(async (world) => ({ importId: (await makeImport(world)).id })),
  'product.export_products': shared('vendorOwner', async () => ({})),
  'product.find_variants': shared('service', async (world) => ({
    skus: [(await world.product()).sku],
    variantIds: [],
  })),
  'product.find_products': shared('service', async (world) => ({
    productIds: [(await world.product()).productId],
  })),
  'product.list_product_ids': shared('service', async () => ({ limit: 5 })),
}
