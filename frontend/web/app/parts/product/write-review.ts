import type { Result } from '@rialto/core'
import { createReview, deleteReview, updateReview } from '@rialto/product-service/contract'
import type { Visit } from '@rialto/visit'
import { findProduct } from './read-product.ts'
import { type ReviewField, readReview, type Typed } from './review-form.ts'
import type { WriteProblem } from './review-write.tsx'

export type Done = 'thanks' | 'saved' | 'deleted'
/** What the form shows again when it was not taken. */
export type Again = {
  readonly typed: Typed
  readonly language: string
  readonly wrong: readonly ReviewField[]
  readonly problem: WriteProblem
}

const problems: Readonly<Record<string, WriteProblem>> = {
  REVIEW_EXISTS: 'exists',
  PURCHASE_REQUIRED: 'notBought',
  SIGN_IN_REQUIRED: 'notBought',
  VERSION_CONFLICT: 'changed',
  REVIEW_NOT_FOUND: 'changed',
  VALIDATION_FAILED: 'fields',
}

/** Does what the form of the reviews page asks: writes, changes or deletes one’s own review. */
export async function writeReview(
  visit: Visit,
  slug: string,
  form: FormData,
): Promise<{ ok: true; value: Done } | { ok: false; data: Again }> {
  const text = (name: string) => String(form.get(name) ?? '')
  const { typed, wrong, written } = readReview(form, visit.language)
  const again = (problem: WriteProblem) => ({
    ok: false as const,
    data: { typed, language: written.language, wrong, problem },
  })
  if (text('do') === 'delete') {
    const deleted = await visit.api.call(deleteReview, { reviewId: text('reviewId') })
    // Gone is gone, whoever was first.
    if (deleted.ok || deleted.code === 'REVIEW_NOT_FOUND') return { ok: true, value: 'deleted' }
    return again('busy')
  }
  if (wrong.length > 0) return again('fields')
  const isUpdate = text('do') === 'update'
  const answer: Result<unknown> = isUpdate
    ? await visit.api.call(updateReview, {
        reviewId: text('reviewId'),
        version: Number(text('version')),
        ...written,
      })
    : await visit.api.call(
        createReview,
        { productId: (await findProduct(visit, slug)).id, ...written },
        { key: text('key') },
      )
  if (answer.ok) return { ok: true, value: isUpdate ? 'saved' : 'thanks' }
  return again(problems[answer.code] ?? 'busy')
}
