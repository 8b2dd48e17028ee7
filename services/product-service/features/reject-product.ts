import { feature } from '@rialto/core'
import { rejectProduct } from '../contract.ts'
import { moveProduct } from './move-product.ts'

export default feature(rejectProduct, ({ productId, reason }, ctx) =>
  moveProduct(ctx, productId, { move: 'reject', reason }),
)
