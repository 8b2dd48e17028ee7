import { type Ctx, type Result, refuse, type Tx } from '@rialto/core'
import type { Order } from '../model/order.ts'
import type { ReturnStatus } from '../model/returns.ts'
import { lockOrder } from '../store/events.ts'
import { findReturn, type ReturnRow } from '../store/returns.ts'
import { movesPartOf } from './move-order.ts'

export type MovedReturn = {
  returnId: string
  status: ReturnStatus
  refundAmount: number
  currency: string
}

type Move<C extends string> = {
  returnId: string
  /** The state that a return must have to be moved. */
  from: ReturnStatus
  apply: (tx: Tx, own: ReturnRow, order: Order) => Promise<Result<MovedReturn, C>>
}

/**
 * Moves a return under its order's lock: whoever comes second, from another process too, finds it moved. A vendor's
 * people move their own returns; of others they know nothing.
 */
export async function moveReturn<C extends string>(
  ctx: Ctx,
  { returnId, from, apply }: Move<C>,
): Promise<Result<MovedReturn, C | 'NOT_FOUND' | 'INVALID_STATUS_TRANSITION'>> {
  const seen = await findReturn(ctx.sql, returnId)
  if (!seen || !movesPartOf(ctx, seen.vendorId)) return refuse('NOT_FOUND', 'There is no such return')
  return ctx.once(async (tx): Promise<Result<MovedReturn, C | 'NOT_FOUND' | 'INVALID_STATUS_TRANSITION'>> => {
    const order = await lockOrder(tx, seen.orderId)
    const own = await findReturn(tx, returnId)
    if (!order || !own) return refuse('NOT_FOUND', 'There is no such return')
    if (own.status !== from) {
      return refuse('INVALID_STATUS_TRANSITION', `This return is ${own.status} already`)
    }
    return apply(tx, own, order)
  })
}
