import { feature, ok } from '@rialto/core'
import { findProducts } from '../contract.ts'
import { wordListsOf } from '../model/words.ts'
import { plainValue } from '../model.ts'
import * as store from '../store/facts.ts'

export default feature(findProducts, async ({ productIds }, ctx) => {
  const rows = await store.findProducts(ctx.sql, productIds)
  return ok({ items: rows.map(toFacts) })
})

function toFacts({ attributes, words, createdAt, ...row }: store.ProductFacts) {
  return {
    ...row,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [key, plainValue(value)]),
    ),
    words: wordListsOf(words),
    createdAt: createdAt.toISOString(),
  }
}
