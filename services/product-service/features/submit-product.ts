import { feature } from '@rialto/core'
import { submitProduct } from '../contract.ts'
import { moveProduct } from './move-product.ts'

export default feature(submitProduct, ({ productId }, ctx) =>
  moveProduct(ctx, productId, { move: 'submit', reason: null }),
)
