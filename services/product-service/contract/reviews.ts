import {
  endpoint,
  eventType,
  id,
  nothing,
  nullable,
  oneOf,
  page,
  pageQuery,
  struct,
  text,
  timestamp,
} from '@rialto/core'
import { Type } from 'typebox'
import { languages } from './words.ts'

export const reviewStates = ['published', 'hidden'] as const
export const reviewOrders = ['newest', 'highest', 'lowest'] as const
const reviewsMax = 500

const rating = Type.Integer({ minimum: 1, maximum: 5, description: 'Stars' })
const written = {
  rating,
  title: text(120),
  text: text(4_000),
  language: oneOf(languages, 'The language it is written in'),
  shownName: text(60, { description: 'How the author is named beside it: a first name and an initial' }),
}

/** How a product is rated: hidden reviews do not count. */
export const reviewSummary = struct({
  averageRating: Type.Number({ description: 'With one decimal; 0 without reviews' }),
  totalReviews: Type.Integer(),
  ratingDistribution: Type.Record(Type.String({ pattern: '^[1-5]$' }), Type.Integer()),
})

const shown = {
  reviewId: id(),
  rating,
  title: text(120),
  text: text(4_000),
  language: oneOf(languages),
  shownName: nullable(text(60, { description: 'Null when the author wished to be forgotten' })),
  verifiedPurchase: Type.Boolean({
    description: 'Bought here, or in the shop from which the review was taken over',
  }),
  answer: nullable(struct({ text: text(2_000), answeredAt: timestamp() })),
  createdAt: timestamp(),
  editedAt: nullable(timestamp()),
}

const review = struct(shown)
const wholeReview = struct({
  ...shown,
  productId: id(),
  vendorId: id(),
  state: oneOf(reviewStates),
  hiddenReason: nullable(text(500)),
  version: Type.Integer(),
})

export const listReviews = endpoint({
  name: 'product.list_reviews',
  summary: 'What people say of a product, with how it is rated in all',
  method: 'GET',
  path: '/api/products/:productId/reviews',
  permission: 'anyone',
  input: struct({
    productId: id(),
    ...pageQuery,
    sortBy: Type.Optional(oneOf(reviewOrders)),
    rating: Type.Optional(rating),
  }),
  reply: struct({ items: Type.Array(review), next: nullable(Type.String()), summary: reviewSummary }),
  refusals: { PRODUCT_NOT_FOUND: 404 },
})

export const getOwnReview = endpoint({
  name: 'product.get_own_review',
  summary: 'The review that the person wrote of a product, and whether they may write one',
  method: 'GET',
  path: '/api/products/:productId/reviews/own',
  permission: 'signed_in',
  input: struct({ productId: id() }),
  reply: struct({
    review: nullable(wholeReview),
    mayReview: Type.Boolean({ description: 'They bought it here and wrote none yet' }),
  }),
  refusals: { PRODUCT_NOT_FOUND: 404 },
})

export const createReview = endpoint({
  name: 'product.create_review',
  summary: 'Reviews a product that the person bought here; once for each product',
  method: 'POST',
  path: '/api/products/:productId/reviews',
  permission: 'signed_in',
  input: struct({ productId: id(), ...written }),
  reply: wholeReview,
  status: 201,
  idempotency: 'key',
  refusals: { PRODUCT_NOT_FOUND: 404, PURCHASE_REQUIRED: 403, REVIEW_EXISTS: 409 },
})

const found = { REVIEW_NOT_FOUND: 404 } as const

export const updateReview = endpoint({
  name: 'product.update_review',
  summary: 'Changes one’s own review',
  method: 'PATCH',
  path: '/api/products/reviews/:reviewId',
  permission: 'signed_in',
  input: struct({ reviewId: id(), version: Type.Integer(), ...Type.Partial(struct(written)).properties }),
  reply: wholeReview,
  refusals: found,
})

export const deleteReview = endpoint({
  name: 'product.delete_review',
  summary: 'Deletes one’s own review',
  method: 'DELETE',
  path: '/api/products/reviews/:reviewId',
  permission: 'signed_in',
  input: struct({ reviewId: id() }),
  reply: nothing,
  status: 204,
  refusals: found,
})

export const listAllReviews = endpoint({
  name: 'product.list_all_reviews',
  summary: 'Reviews in any state, newest first; a vendor sees those of its products',
  method: 'GET',
  path: '/api/products/reviews',
  permission: 'product.read_products',
  input: struct({
    ...pageQuery,
    state: Type.Optional(oneOf(reviewStates)),
    productId: Type.Optional(id()),
    vendorId: Type.Optional(id()),
  }),
  reply: page(wholeReview),
})

export const hideReview = endpoint({
  name: 'product.hide_review',
  summary: 'Takes a review out of the shop, with a reason that its author sees',
  method: 'POST',
  path: '/api/products/reviews/:reviewId/hide',
  permission: 'product.moderate_reviews',
  input: struct({ reviewId: id(), reason: text(500) }),
  reply: wholeReview,
  retry: 'keyed',
  refusals: found,
})

export const showReview = endpoint({
  name: 'product.show_review',
  summary: 'Lets a hidden review into the shop again',
  method: 'POST',
  path: '/api/products/reviews/:reviewId/show',
  permission: 'product.moderate_reviews',
  input: struct({ reviewId: id() }),
  reply: wholeReview,
  retry: 'keyed',
  refusals: found,
})

export const answerReview = endpoint({
  name: 'product.answer_review',
  summary: 'The vendor’s answer to a review; one, and it stands',
  method: 'POST',
  path: '/api/products/reviews/:reviewId/answer',
  permission: 'product.edit_products',
  input: struct({ reviewId: id(), text: text(2_000) }),
  reply: wholeReview,
  retry: 'keyed',
  refusals: { ...found, REVIEW_ANSWERED: 409 },
})

export const importReviews = endpoint({
  name: 'product.import_reviews',
  summary: 'Takes reviews over from an earlier shop. One that is known by its `externalId` is left alone',
  method: 'POST',
  path: '/api/products/reviews/import',
  permission: 'product.moderate_reviews',
  input: struct({
    reviews: Type.Array(
      struct({
        externalId: text(200, { description: 'Its id in the earlier shop' }),
        sku: text(100, { description: 'Any SKU of the product' }),
        ...written,
        verifiedPurchase: Type.Boolean({ description: 'The earlier shop knew the purchase' }),
        createdAt: timestamp(),
        answer: Type.Optional(struct({ text: text(2_000), answeredAt: timestamp() })),
      }),
      { minItems: 1, maxItems: reviewsMax },
    ),
  }),
  reply: struct({
    added: Type.Integer(),
    unknownSkus: Type.Array(text(100), { description: 'Reviews of these were left out' }),
  }),
  retry: 'keyed',
})

export const reviewPublished = eventType({
  type: 'review.published',
  summary: 'A review came into the shop, or its rating changed',
  data: struct({ reviewId: id(), productId: id(), rating }),
})

export const reviewHidden = eventType({
  type: 'review.hidden',
  summary: 'A review left the shop: an operator hid it, or its author deleted it',
  data: struct({ reviewId: id(), productId: id() }),
})
