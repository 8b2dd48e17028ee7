import { type CommonCode, type Ctx, feature, type Result, refuse, type Tx } from '@rialto/core'
import { createProduct } from '../contract.ts'
import { editDocument, emptyDocument } from '../model/edit.ts'
import type { ProductPorts } from '../model/ports.ts'
import { firstStatus } from '../model/states.ts'
import { findPolicy } from '../store/catalogue.ts'
import { lockByExternal } from '../store/products.ts'
import { againWhenTaken } from '../store/taken.ts'
import { findProblems, refuseInvalid, spellBrand } from './check-document.ts'
import { findVendor } from './find-vendor.ts'
import { type Written, writeProduct } from './write-products.ts'

type Code = 'SKU_TAKEN' | 'SLUG_TAKEN' | 'EXTERNAL_ID_TAKEN' | CommonCode

// A product starts as `pending_approval`, so that nothing reaches shoppers unseen (INV-2).
export default feature(createProduct, async (input, ctx: Ctx<ProductPorts>) => {
  const vendor = await findVendor(ctx, input.vendorId)
  if (!vendor.ok) return vendor
  const document = editDocument(emptyDocument, input)
  const problems = await findProblems(ctx.sql, document, ctx.ports)
  if (problems.length > 0) return refuseInvalid(problems)
  const policy = await findPolicy(ctx.sql)
  const wish = {
    id: ctx.newId(),
    vendorId: vendor.value,
    externalId: input.externalId ?? null,
    status: firstStatus(input.draft ? 'draft' : 'active', policy.vendorsPublish),
    slug: input.slug,
  }
  return againWhenTaken(() =>
    ctx.once(async (tx): Promise<Result<Written, Code>> => {
      if (await isImported(tx, wish))
        return refuse('EXTERNAL_ID_TAKEN', 'Another product has this external id')
      const brand = await spellBrand(tx, document.brand, ctx.newId)
      return writeProduct(tx, ctx, { wish: { ...wish, document: { ...document, brand } }, stored: undefined })
    }),
  )
})

async function isImported(tx: Tx, wish: { vendorId: string; externalId: string | null }): Promise<boolean> {
  if (wish.externalId === null) return false
  return (await lockByExternal(tx, wish.vendorId, [wish.externalId])).length > 0
}
