import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { getProductBySlug } from '../contract.ts'
import type { ProductPorts } from '../model/ports.ts'
import { readBySlug } from '../store/read.ts'
import { describeProduct } from './describe-product.ts'
import { maySee } from './get-product.ts'

// An old address is answered with the present one, and the page sends its visitor there.
export default feature(getProductBySlug, async (input, ctx: Ctx<ProductPorts>) => {
  const product = await readBySlug(ctx.sql, input.slug)
  if (!product || !maySee(product, ctx.actor)) return refuse('PRODUCT_NOT_FOUND', 'There is no such product')
  if (product.slug !== input.slug)
    return refuse('PRODUCT_MOVED', 'The product has another address now', { redirectTo: product.slug })
  return ok(await describeProduct(ctx, product, input))
})
