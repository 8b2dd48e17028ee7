import { feature, ok } from '@rialto/core'
import { findVariants } from '../contract.ts'
import { localOptionsOf } from '../model/words.ts'
import * as store from '../store/facts.ts'

export default feature(findVariants, async ({ skus, variantIds }, ctx) =>
  ok({ items: (await store.findVariants(ctx.sql, skus, variantIds)).map(toFacts) }),
)

function toFacts({ words, ...row }: store.VariantFacts) {
  return { ...row, localOptions: localOptionsOf(row.options, words) }
}
