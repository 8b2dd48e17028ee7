import type { EventType, Tx } from '@rialto/core'
import type { dropOpened } from '../contract.ts'
import type { DropRow } from '../store.ts'

type Moment = NonNullable<(typeof dropOpened)['types']>['data']

/** Publishes a moment of a drop, in the commit that marks it as told. */
export function tell(tx: Tx, event: EventType<Moment>, parts: { row: DropRow; at: string }): Promise<void> {
  const { dropId, slug, productId, vendorId } = parts.row
  return tx.publish(event, `drop:${dropId}`, { dropId, slug, productId, vendorId, at: parts.at })
}
