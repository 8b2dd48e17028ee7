import { type Ctx, ok, type Result, refuse } from '@rialto/core'
import { productUpdated } from '../contract.ts'
import { nextStatus, type ProductMove } from '../model/states.ts'
import type { ProductStatus } from '../model.ts'
import * as store from '../store/products.ts'
import { mayPublish } from './may-publish.ts'
import { isOwn } from './update-product.ts'
import { nameOf } from './write-products.ts'

type Moved = { id: string; status: ProductStatus; version: number }

/** The steps that submitting, approving, rejecting and archiving share. The same move again changes nothing. */
export async function moveProduct(
  ctx: Ctx,
  id: string,
  wanted: { move: ProductMove; reason: string | null },
): Promise<Result<Moved, 'PRODUCT_NOT_FOUND' | 'PRODUCT_STATE_WRONG'>> {
  const publishes = await mayPublish(ctx)
  return ctx.tx(async (tx) => {
    const stored = await store.lockProduct(tx, id)
    if (!stored || !isOwn(stored, ctx.actor)) return refuse('PRODUCT_NOT_FOUND', 'There is no such product')
    const status = nextStatus(stored.status, wanted.move, publishes)
    if (!status) return refuse('PRODUCT_STATE_WRONG', `A product that is ${stored.status} cannot go there`)
    if (status === stored.status) return ok({ id, status, version: stored.version })
    const version = await store.moveProduct(tx, id, { status, reason: wanted.reason })
    await tx.publish(productUpdated, id, {
      productId: id,
      changes: ['status'],
      updatedBy: nameOf(ctx.actor),
    })
    tx.changed(id, { status: stored.status }, { status })
    return ok({ id, status, version })
  })
}
