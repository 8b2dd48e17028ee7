import { feature } from '@rialto/core'
import { countStock } from '../contract.ts'
import { changeOwnStock } from './change-stock.ts'

export default feature(countStock, ({ counted, ...input }, ctx) =>
  changeOwnStock(ctx, { ...input, kind: 'count', quantity: counted }, () => null),
)
