import { type Actor, type Ctx, feature, ok, refuse } from '@rialto/core'
import { getProduct } from '../contract.ts'
import type { ProductPorts } from '../model/ports.ts'
import { type ProductRow, readById } from '../store/read.ts'
import { describeProduct } from './describe-product.ts'

export default feature(getProduct, async (input, ctx: Ctx<ProductPorts>) => {
  const product = await readById(ctx.sql, input.productId)
  if (!product || !maySee(product, ctx.actor)) return refuse('PRODUCT_NOT_FOUND', 'There is no such product')
  return ok(await describeProduct(ctx, product, input))
})

/** Shoppers see what is in the shop; a vendor's people and operators also what is not. */
export function maySee(product: Pick<ProductRow, 'status' | 'vendorId'>, actor: Actor): boolean {
  return product.status === 'active' || isInsider(product, actor)
}

/** Whether somebody works on this product: for the others, custom fields and notes are left out. */
export function isInsider(product: Pick<ProductRow, 'vendorId'>, actor: Actor): boolean {
  if (actor.kind === 'service') return true
  if (actor.vendorId !== null) return actor.vendorId === product.vendorId
  return actor.permissions.has('product.read_products')
}
