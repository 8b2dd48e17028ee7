import type { Language } from '../model.ts'

export type Written = { rating: number; title: string; text: string; language: Language; shownName: string }

export type ReviewRow = Omit<Written, 'shownName'> & {
  reviewId: string
  productId: string
  vendorId: string
  /** `user:<id>`; null for one that was taken over. */
  authorId: string | null
  shownName: string | null
  verifiedPurchase: boolean
  state: 'published' | 'hidden'
  hiddenReason: string | null
  answer: string | null
  answeredAt: Date | null
  version: number
  createdAt: Date
  editedAt: Date | null
}

const stars = ['1', '2', '3', '4', '5'] as const

/** The average with one decimal, as people say it. */
export function summaryOf(counts: Readonly<Record<string, number>>) {
  const ratingDistribution = Object.fromEntries(stars.map((star) => [star, counts[star] ?? 0]))
  const totalReviews = stars.reduce((sum, star) => sum + (counts[star] ?? 0), 0)
  const points = stars.reduce((sum, star) => sum + Number(star) * (counts[star] ?? 0), 0)
  const averageRating = totalReviews === 0 ? 0 : Math.round((points / totalReviews) * 10) / 10
  return { averageRating, totalReviews, ratingDistribution }
}

/** A review as everybody reads it. */
export function shownReview(row: ReviewRow) {
  const { reviewId, rating, title, text, language, shownName, verifiedPurchase } = row
  return {
    reviewId,
    rating,
    title,
    text,
    language,
    shownName,
    verifiedPurchase,
    answer:
      row.answer === null || row.answeredAt === null
        ? null
        : { text: row.answer, answeredAt: row.answeredAt.toISOString() },
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
  }
}

/** A review as its author, the vendor and operators read it. */
export function wholeReview(row: ReviewRow) {
  const { productId, vendorId, state, hiddenReason, version } = row
  return { ...shownReview(row), productId, vendorId, state, hiddenReason, version }
}

export type ReviewPatch = { [Field in keyof Written]?: Written[Field] | undefined }

/** The review after an edit of its author. */
export function editReview(row: ReviewRow, patch: ReviewPatch, now: Date): ReviewRow {
  return {
    ...row,
    rating: patch.rating ?? row.rating,
    title: patch.title ?? row.title,
    text: patch.text ?? row.text,
    language: patch.language ?? row.language,
    shownName: patch.shownName ?? row.shownName,
    editedAt: now,
  }
}
