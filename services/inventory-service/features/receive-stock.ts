import { feature } from '@rialto/core'
import { receiveStock } from '../contract.ts'
import { changeOwnStock } from './change-stock.ts'

export default feature(receiveStock, (input, ctx) =>
  changeOwnStock(ctx, { ...input, kind: 'receive' }, () => null),
)
