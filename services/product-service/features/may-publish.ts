import { type Ctx, may } from '@rialto/core'
import { findPolicy } from '../store/catalogue.ts'

/** Whether the products of this person go into the shop without another's approval. */
export async function mayPublish(ctx: Ctx): Promise<boolean> {
  return may(ctx.actor, 'product.approve_product') || (await findPolicy(ctx.sql)).vendorsPublish
}
