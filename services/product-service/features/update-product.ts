import {
  type Actor,
  type CommonCode,
  type Ctx,
  feature,
  type Result,
  refuse,
  vendorScope,
} from '@rialto/core'
import { updateProduct } from '../contract.ts'
import type { StoredProduct } from '../model/documents.ts'
import { editDocument } from '../model/edit.ts'
import type { ProductPorts } from '../model/ports.ts'
import { nextStatus } from '../model/states.ts'
import { lockProduct } from '../store/products.ts'
import { againWhenTaken } from '../store/taken.ts'
import { findProblems, refuseInvalid, spellBrand } from './check-document.ts'
import { mayPublish } from './may-publish.ts'
import { type Written, writeProduct } from './write-products.ts'

type Code = 'PRODUCT_NOT_FOUND' | 'PRODUCT_STATE_WRONG' | 'SKU_TAKEN' | 'SLUG_TAKEN' | CommonCode

export default feature(updateProduct, async (input, ctx: Ctx<ProductPorts>) => {
  const publishes = await mayPublish(ctx)
  return againWhenTaken(() =>
    ctx.tx(async (tx): Promise<Result<Written, Code>> => {
      const stored = await lockProduct(tx, input.productId)
      if (!stored || !isOwn(stored, ctx.actor)) return refuse('PRODUCT_NOT_FOUND', 'There is no such product')
      if (stored.version !== input.version) {
        const seen = { version: stored.version }
        return refuse('VERSION_CONFLICT', 'Somebody changed the product since. Read it again', seen)
      }
      const status = moveBy(stored, input.isActive, publishes)
      if (!status) return refuse('PRODUCT_STATE_WRONG', `A product that is ${stored.status} cannot go there`)
      const document = editDocument(stored.document, input)
      const problems = await findProblems(tx, document, { ...ctx.ports, before: stored.document })
      if (problems.length > 0) return refuseInvalid(problems)
      const brand = await spellBrand(tx, document.brand, ctx.newId)
      const { id, vendorId, externalId } = stored
      const wish = { id, vendorId, externalId, status, slug: input.slug, document: { ...document, brand } }
      return writeProduct(tx, ctx, { wish, stored })
    }),
  )
})

/** Another vendor's product does not exist for its people. */
export function isOwn(stored: StoredProduct, actor: Actor): boolean {
  const own = vendorScope(actor)
  return own === null || stored.vendorId === own
}

function moveBy(stored: StoredProduct, isActive: boolean | undefined, publishes: boolean) {
  if (isActive === undefined || isActive === (stored.status === 'active')) return stored.status
  return nextStatus(stored.status, isActive ? 'submit' : 'archive', publishes)
}
