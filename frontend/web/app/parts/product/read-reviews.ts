import { randomUUID } from 'node:crypto'
import { getOwnReview, listReviews } from '@rialto/product-service/contract'
import { getProfile } from '@rialto/user-service/contract'
import { getVendor } from '@rialto/vendor-service/contract'
import type { Visit } from '@rialto/visit'
import { required } from '../../visit.ts'
import { findProduct, type Product } from './read-product.ts'
import { suggestedName } from './review-form.ts'
import type { Writing } from './review-write.tsx'

const pageReviews = 20
const orders = ['newest', 'highest', 'lowest'] as const
export type ReviewOrder = (typeof orders)[number]

export type ReviewQuery = {
  readonly sortBy: ReviewOrder
  readonly rating: number | undefined
  readonly after: string | undefined
}

/** What of the reviews an address asks for. */
export function readQuery(query: URLSearchParams): ReviewQuery {
  const rating = Number(query.get('rating'))
  return {
    sortBy: orders.find((one) => one === query.get('sort')) ?? 'newest',
    rating: Number.isInteger(rating) && rating >= 1 && rating <= 5 ? rating : undefined,
    after: query.get('after') ?? undefined,
  }
}

export async function readReviewsPage(visit: Visit, slug: string, query: ReviewQuery) {
  const product = await findProduct(visit, slug, '/reviews')
  const { sortBy, rating, after } = query
  const wanted = { productId: product.id, limit: pageReviews, sortBy }
  const shown = { ...wanted, ...(rating ? { rating } : {}) }
  const [reviews, vendor, writing] = await Promise.all([
    readFrom(visit, shown, after),
    visit.api.call(getVendor, { slugOrId: product.vendorId }),
    readWriting(visit, product),
  ])
  return {
    product,
    reviews: required(reviews),
    vendorName: vendor.ok ? vendor.value.name : '',
    writing,
    query,
    language: visit.language,
    publicUrl: visit.settings.publicUrl,
  }
}

/** The reviews behind a place; an address whose place is none of ours shows the first ones. */
async function readFrom(
  visit: Visit,
  shown: { productId: string; limit: number; sortBy: ReviewOrder; rating?: number },
  after: string | undefined,
) {
  const answer = await visit.api.call(listReviews, { ...shown, ...(after ? { after } : {}) })
  const isLost = !answer.ok && answer.code === 'VALIDATION_FAILED' && after !== undefined
  return isLost ? visit.api.call(listReviews, shown) : answer
}

const nothingTyped = { rating: '', title: '', text: '', shownName: '' }

/** Whether the visitor may write, and what the form begins with. */
async function readWriting(visit: Visit, product: Product): Promise<Writing> {
  const none = {
    own: null,
    typed: nothingTyped,
    language: visit.language,
    key: randomUUID(),
    wrong: [],
    problem: null,
  }
  const visitor = await visit.session.visitor()
  if (visitor?.kind !== 'user') return { ...none, state: 'signIn' }
  const [answer, profile] = await Promise.all([
    visit.api.call(getOwnReview, { productId: product.id }),
    visit.api.call(getProfile, {}),
  ])
  if (!answer.ok) return { ...none, state: 'notBought' }
  const { review, mayReview } = answer.value
  if (review) {
    const { reviewId, version, hiddenReason, language, rating, title, text, shownName } = review
    const typed = { rating: String(rating), title, text, shownName: shownName ?? '' }
    return { ...none, state: 'open', own: { reviewId, version, hiddenReason }, typed, language }
  }
  const shownName = profile.ok ? suggestedName(profile.value.firstName, profile.value.lastName) : ''
  return { ...none, state: mayReview ? 'open' : 'notBought', typed: { ...nothingTyped, shownName } }
}
