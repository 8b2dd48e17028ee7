import { type Ctx, feature, ok } from '@rialto/core'
import { stopPayment } from '../contract.ts'
import type { Ports } from '../ports.ts'
import { findTenderByOrder } from '../store/tenders.ts'
import { voidTender } from './settle-tender.ts'

// Only what the provider says ends a payment: a hold is released after it, never before.
export default feature(stopPayment, async ({ orderId }, ctx: Ctx<Ports>) => {
  const tender = await findTenderByOrder(ctx.sql, orderId)
  if (!tender || tender.state === 'voided') return ok({ outcome: 'stopped' as const })
  if (tender.state === 'captured') return ok({ outcome: 'captured' as const })
  const { provider } = ctx.ports
  if (!provider) return ok({ outcome: 'unknown' as const })
  await voidTender(ctx, provider, tender)
  const after = await findTenderByOrder(ctx.sql, orderId)
  if (after?.state === 'voided') return ok({ outcome: 'stopped' as const })
  return ok({ outcome: after?.state === 'captured' ? ('captured' as const) : ('unknown' as const) })
})
