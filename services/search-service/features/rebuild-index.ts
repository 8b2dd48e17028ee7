import { feature, type Job, ok } from '@rialto/core'
import { listProductIds } from '@rialto/product-service/contract'
import { rebuildIndex } from '../contract.ts'
import { deleteDocument, upsertDocument } from '../store.ts'
import { readDocuments } from './index-products.ts'

const productsAtOnce = 100

export default feature(rebuildIndex, async (_input, ctx) => {
  await ctx.tx((tx) =>
    tx.schedule({ kind: 'search.rebuild', key: 'all', dueInSeconds: 0, data: { after: null } }),
  )
  return ok({ state: 'started' as const })
})

/** Goes through the catalogue part by part; each part schedules the next, so a crash repeats one part only. */
export const rebuildJob = {
  kind: 'search.rebuild',
  run: async ({ data }, ctx) => {
    const { after } = data as { after: string | null }
    const listed = await ctx.call(listProductIds, { limit: productsAtOnce, ...(after ? { after } : {}) })
    if (!listed.ok) throw new Error(`The catalogue cannot be listed now: ${listed.code}`)
    const ids = listed.value.productIds
    const documents = await readDocuments(ctx, ids)
    await ctx.tx(async (tx) => {
      for (const id of ids) {
        const document = documents.get(id)
        if (document) await upsertDocument(tx, document)
        else await deleteDocument(tx, id)
      }
      const last = ids.at(-1)
      if (ids.length < productsAtOnce || last === undefined) return
      await tx.schedule({
        kind: 'search.rebuild',
        key: `after ${last}`,
        dueInSeconds: 0,
        data: { after: last },
      })
    })
  },
} satisfies Job
