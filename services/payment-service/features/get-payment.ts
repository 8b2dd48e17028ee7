import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { getPayment } from '../contract.ts'
import type { Ports } from '../ports.ts'
import { findTenderByOrder } from '../store/tenders.ts'
import { resolve } from './resolve-payment.ts'
import { ownerOf, showPayment } from './show-payment.ts'

// The payer may come back from 3-D Secure before the webhook does: then we ask the provider ourselves.
export default feature(getPayment, async ({ orderId }, ctx: Ctx<Ports>) => {
  const owner = ownerOf(ctx.actor)
  const tender = await findTenderByOrder(ctx.sql, orderId)
  if (!tender || (owner !== null && tender.ownerId !== owner))
    return refuse('NOT_FOUND', 'There is no such payment')
  const waits =
    tender.state === 'requires_action' || tender.state === 'unknown' || tender.state === 'authorised'
  if (!waits) return ok(showPayment(tender))
  await resolve(ctx, tender)
  const present = await findTenderByOrder(ctx.sql, orderId)
  return present ? ok(showPayment(present)) : refuse('NOT_FOUND')
})
