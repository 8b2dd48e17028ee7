import { feature } from '@rialto/core'
import { archiveProduct } from '../contract.ts'
import { moveProduct } from './move-product.ts'

export default feature(archiveProduct, ({ productId }, ctx) =>
  moveProduct(ctx, productId, { move: 'archive', reason: null }),
)
