import { feature } from '@rialto/core'
import { approveProduct } from '../contract.ts'
import { moveProduct } from './move-product.ts'

export default feature(approveProduct, ({ productId }, ctx) =>
  moveProduct(ctx, productId, { move: 'approve', reason: null }),
)
