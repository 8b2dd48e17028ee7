//
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Actor, feature, newId, ok, service, serviceActor } from '@rialto/core'
import inventory from '@rialto/inventory-service'
import { findPurchase } from '@rialto/order-service/contract'
import pricing from '@rialto/pricing-service'
import { actorWith } from '@rialto/testing'
import {
  answerReview,
  approveProduct,
  createProduct,
  createReview,
  deleteReview,
  findProducts,
  getOwnReview,
  getProduct,
  hideReview,
  importReviews,
  listAllReviews,
  listReviews,
  showReview,
  updateReview,
} from '../contract.ts'
import { openWorld, operator, otherOwner, owner, standInVendors, type World } from '../test-world.ts'

const shopper = actorWith([], { id: newId() })
const catalogue = serviceActor('search-service')
const moderator = actorWith(['product.moderate_reviews', 'product.read_products'], { id: newId() })
const written = {
  rating: 5,
  title: 'Warm light',
  text: 'It stands on my desk.',
  language: 'en',
  shownName: 'Ada L.',
} as const
/** Stands for order-service: what people bought. */
const purchases = new Set<string>()
const orders = service({
  name: 'order-service',
  directory: '/',
  features: [
    feature(findPurchase, async ({ userId, productId }) => {
      const purchase = { orderId: newId(), state: 'bought' as const, createdAt: new Date().toISOString() }
      return ok({ purchase: purchases.has(`${userId} ${productId}`) ? purchase : null })
    }),
  ],
})

describe('reviews', () => {
  let world: World
  before(async () => {
    world = await openWorld({ besides: [pricing, inventory, standInVendors, orders] })
  })
  after(() => world.close())

  it('are written by those who bought, once', async () => {
    const productId = await product()
    const wish = { productId, ...written }
    assert.deepEqual(await codes(world.ask(createReview, wish, shopper)), 'PURCHASE_REQUIRED')
    const buyer = buyerOf(productId)
    assert.equal((await world.call(getOwnReview, { productId }, buyer)).mayReview, true)
    const made = await world.call(createReview, wish, buyer)
    assert.deepEqual([made.verifiedPurchase, made.state, made.shownName], [true, 'published', 'Ada L.'])
    assert.equal(await codes(world.ask(createReview, wish, buyer)), 'REVIEW_EXISTS')
    const own = await world.call(getOwnReview, { productId }, buyer)
    assert.deepEqual([own.review?.reviewId, own.mayReview], [made.reviewId, false])
    const unknown = { ...wish, productId: newId() }
    assert.equal(await codes(world.ask(createReview, unknown, buyer)), 'PRODUCT_NOT_FOUND')
  })

  it('that two windows of one person send at once are one', async () => {
    const productId = await product()
    const buyer = buyerOf(productId)
    const answers = await Promise.all(
      [1, 2, 3].map(() => codes(world.ask(createReview, { productId, ...written }, buyer))),
    )
    assert.deepEqual(answers.toSorted(), ['', 'REVIEW_EXISTS', 'REVIEW_EXISTS'])
    assert.equal((await world.call(listReviews, { productId })).summary.totalReviews, 1)
  })

  it('are summed up, sorted, filtered and paged', async () => {
    const productId = await product()
    for (const rating of [5, 5, 4, 1]) await review(productId, rating)
    const first = await world.call(listReviews, { productId, sortBy: 'highest', limit: 3 })
    assert.deepEqual(first.summary, {
      averageRating: 3.8,
      totalReviews: 4,
      ratingDistribution: { '1': 1, '2': 0, '3': 0, '4': 1, '5': 2 },
    })
    assert.deepEqual(
      first.items.map((one) => one.rating),
      [5, 5, 4],
    )
    const next = { productId, sortBy: 'highest' as const, limit: 3, after: first.next ?? '' }
    const second = await world.call(listReviews, next)
    assert.deepEqual([second.items.map((one) => one.rating), second.next], [[1], null])
    const newest = await world.call(listReviews, { productId, limit: 1 })
    assert.equal(newest.items[0]?.rating, 1)
    const lowest = await world.call(listReviews, { productId, sortBy: 'lowest', limit: 1 })
    assert.equal(lowest.items[0]?.rating, 1)
    assert.equal((await world.call(listReviews, { productId, rating: 5 })).items.length, 2)
  })

  it('are part of the product, and of what search knows of it', async () => {
    const productId = await product()
    assert.equal((await world.call(getProduct, { productId }, shopper)).reviews.totalReviews, 0)
    assert.equal(await ratingInFacts(productId), null)
    await review(productId, 4)
    const { reviews } = await world.call(getProduct, { productId }, shopper)
    assert.deepEqual([reviews.averageRating, reviews.ratingDistribution['4']], [4, 1])
    assert.equal(await ratingInFacts(productId), 4)
  })

  it('are changed and deleted by their author alone', async () => {
    const productId = await product()
    const made = await review(productId, 2)
    const edit = { reviewId: made.reviewId, version: made.version, rating: 4, shownName: 'A. L.' }
    assert.equal(await codes(world.ask(updateReview, edit, shopper)), 'REVIEW_NOT_FOUND')
    await world.events()
    const changed = await world.call(updateReview, edit, made.author)
    assert.deepEqual([changed.rating, changed.shownName, changed.title], [4, 'A. L.', written.title])
    assert.ok(changed.editedAt)
    assert.equal(await codes(world.ask(updateReview, edit, made.author)), 'VERSION_CONFLICT')
    const reviewId = made.reviewId
    assert.equal(await codes(world.ask(deleteReview, { reviewId }, shopper)), 'REVIEW_NOT_FOUND')
    await world.call(deleteReview, { reviewId }, made.author)
    assert.deepEqual(
      (await world.events()).map(({ type, data }) => [type, data['rating']]),
      [
        ['review.published', 4],
        ['review.hidden', undefined],
      ],
    )
    assert.equal((await world.call(listReviews, { productId })).summary.totalReviews, 0)
    const { rows } = await world.services.database.system.query(
      'select from product_review_name where review_id = $1',
      [reviewId],
    )
    assert.equal(rows.length, 0, 'the name went with the review')
  })

  it('are hidden with a reason, mended by their author, and shown again by an operator only', async () => {
    const productId = await product()
    const { reviewId, author } = await review(productId, 1)
    await world.events()
    const hide = { reviewId, reason: 'Insults' }
    const hidden = await world.call(hideReview, hide, moderator)
    assert.equal((await world.call(hideReview, hide, moderator)).version, hidden.version)
    assert.equal((await world.call(listReviews, { productId })).items.length, 0)
    const own = await world.call(getOwnReview, { productId }, author)
    assert.equal(own.review?.hiddenReason, 'Insults')
    const mended = await world.call(updateReview, { reviewId, version: hidden.version, text: 'Meh.' }, author)
    assert.equal(mended.state, 'hidden')
    await world.call(showReview, { reviewId }, moderator)
    assert.equal((await world.call(listReviews, { productId })).items[0]?.text, 'Meh.')
    const types = (await world.events()).map(({ type }) => type)
    assert.deepEqual(types, ['review.hidden', 'review.published'], 'an edit of a hidden one is not told')
  })

  it('get one answer, by the vendor whose product it is', async () => {
    const productId = await product()
    const { reviewId } = await review(productId, 3)
    const answer = { reviewId, text: 'We are sorry.' }
    assert.equal(await codes(world.ask(answerReview, answer, otherOwner)), 'REVIEW_NOT_FOUND')
    await world.call(answerReview, answer, owner)
    await world.call(answerReview, answer, owner)
    const other = { reviewId, text: 'We are not.' }
    assert.equal(await codes(world.ask(answerReview, other, owner)), 'REVIEW_ANSWERED')
    const { items } = await world.call(listReviews, { productId })
    assert.equal(items[0]?.answer?.text, 'We are sorry.')
    const mine = await world.call(listAllReviews, { productId }, owner)
    assert.equal(mine.items[0]?.reviewId, reviewId)
    assert.deepEqual((await world.call(listAllReviews, { productId }, otherOwner)).items, [])
  })

  it('of an earlier shop are taken over once', async () => {
    const productId = await product()
    const { variants } = await world.call(getProduct, { productId }, shopper)
    const sku = variants[0]?.sku ?? ''
    const old = { ...written, sku, verifiedPurchase: true, createdAt: '2025-03-01T09:00:00Z' }
    const reviews = [
      { ...old, externalId: 'a', answer: { text: 'Thank you', answeredAt: '2025-03-02T09:00:00Z' } },
      { ...old, externalId: 'b', rating: 3 },
      { ...old, externalId: 'c', sku: 'NOBODY-HAS-THIS' },
    ]
    await world.events()
    const first = await world.call(importReviews, { reviews }, moderator)
    assert.deepEqual(first, { added: 2, unknownSkus: ['NOBODY-HAS-THIS'] })
    assert.equal((await world.events()).length, 2)
    const again = await world.call(importReviews, { reviews }, moderator)
    assert.equal(again.added, 0)
    const { items, summary } = await world.call(listReviews, { productId })
    assert.deepEqual([summary.averageRating, items[0]?.createdAt], [4, '2025-03-01T09:00:00.000Z'])
    assert.deepEqual(items.map((one) => one.answer?.text).filter(Boolean), ['Thank you'])
  })

  async function product(): Promise<string> {
    const { id } = await world.call(createProduct, { title: 'Lamp', variants: [{ sku: newId() }] })
    await world.call(approveProduct, { productId: id }, operator)
    return id
  }

  function buyerOf(productId: string): Actor {
    const buyer = actorWith([], { id: newId() })
    purchases.add(`${buyer.id} ${productId}`)
    return buyer
  }

  async function review(productId: string, rating: number) {
    const author = buyerOf(productId)
    return { ...(await world.call(createReview, { productId, ...written, rating }, author)), author }
  }

  async function ratingInFacts(productId: string) {
    return (await world.call(findProducts, { productIds: [productId] }, catalogue)).items[0]?.rating
  }
})

async function codes(answer: Promise<{ ok: boolean; code?: string }>): Promise<string> {
  return (await answer).code ?? ''
}
