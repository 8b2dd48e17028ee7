import { type Ctx, feature, ok } from '@rialto/core'
import { createIntent } from '../contract.ts'
import type { Ports } from '../ports.ts'
import { openTender } from './open-tender.ts'
import { showPayment } from './show-payment.ts'

// The work at the provider repeats harmlessly under its own keys; only the answer is stored under the caller's.
export default feature(createIntent, async ({ orderId }, ctx: Ctx<Ports>) => {
  const opened = await openTender(ctx, orderId)
  if (!opened.ok) return opened
  return ctx.once(async () => ok(showPayment(opened.value)))
})
