import { type Ctx, feature, type Job, ok } from '@rialto/core'
import { listProductIds } from '@rialto/product-service/contract'
import { rebuildIndex } from '../contract.ts'
import { rebuildSales } from './follow-sales.ts'
import { indexProducts } from './index-products.ts'

const productsAtOnce = 200

type Part = { after: string | null; categoryId?: string }

export default feature(rebuildIndex, async (_input, ctx) => {
  await ctx.tx(async (tx) => {
    for (const kind of [rebuildJob.kind, rebuildSales.kind])
      await tx.schedule({ kind, key: 'all', dueInSeconds: 0, data: { after: null } })
  })
  return ok({ state: 'started' as const })
})

/** Goes through the catalogue part by part; each part schedules the next, so a crash repeats one part only. */
export const rebuildJob = {
  kind: 'search.rebuild',
  run: async ({ data }, ctx) => {
    const part = data as Part
    const last = await indexPart(ctx, part)
    if (last === undefined) return
    const key = `${part.categoryId ?? 'all'} after ${last}`
    const next = { ...part, after: last }
    await ctx.tx((tx) => tx.schedule({ kind: 'search.rebuild', key, dueInSeconds: 0, data: next }))
  },
} satisfies Job

/** The last product of this part, when there are more behind it. */
async function indexPart(ctx: Ctx, { after, categoryId }: Part): Promise<string | undefined> {
  const listed = await ctx.call(listProductIds, {
    limit: productsAtOnce,
    ...(after ? { after } : {}),
    ...(categoryId ? { categoryId } : {}),
  })
  if (!listed.ok) throw new Error(`The catalogue cannot be listed now: ${listed.code}`)
  const { productIds } = listed.value
  await indexProducts(ctx, productIds)
  return productIds.length < productsAtOnce ? undefined : productIds.at(-1)
}
