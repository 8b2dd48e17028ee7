import { feature } from '@rialto/core'
import { adjustStock } from '../contract.ts'
import type { StockOutcome } from '../store.ts'
import { changeOwnStock } from './change-stock.ts'

export default feature(adjustStock, (input, ctx) => changeOwnStock(ctx, { ...input, kind: 'adjust' }, decide))

/** An adjustment never takes what is promised; a stocktake (count-stock) may, and opens a shortage case. */
export function decide(outcome: StockOutcome) {
  return outcome.code === 'done' ? null : outcome.code
}
