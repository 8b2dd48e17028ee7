import type { Job, Tx } from '@rialto/core'
import type { Ports } from '../ports.ts'
import { applyRefund } from './send-refund.ts'

/**
 * A refund that came back, as the provider's balance says, while its message of it never arrived: the customer is owed
 * the money again.
 */
export default {
  kind: 'payment.fail_refund',
  run: async ({ data }, ctx) =>
    applyRefund(ctx, (data as { refundId: string }).refundId, { id: null, status: 'failed' }),
} satisfies Job<Ports>

export function scheduleFailure(tx: Tx, refundId: string): Promise<void> {
  return tx.schedule({ kind: 'payment.fail_refund', key: refundId, dueInSeconds: 0, data: { refundId } })
}
