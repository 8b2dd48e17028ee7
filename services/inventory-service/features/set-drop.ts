import { feature, ok, refuse } from '@rialto/core'
import { setDrop } from '../contract.ts'
import * as store from '../store.ts'

// One commit: what the drop had is given back and what it shall have is set aside, all or none (INV-8).
export default feature(setDrop, async (terms, ctx) => {
  const outcome = await ctx.tx((tx) => store.setDrop(tx, { tenantId: ctx.tenant, ...terms }))
  const { dropId, version } = terms
  switch (outcome.code) {
    case 'done':
    case 'same':
      return ok({ dropId, version })
    case 'VERSION_CONFLICT':
      return refuse('VERSION_CONFLICT', 'The drop was changed meanwhile. Read it again')
    case 'DROP_OPEN':
      return refuse('DROP_OPEN', 'A drop that has opened cannot be changed')
    case 'DROP_ENDED':
      return refuse('DROP_ENDED', 'This drop is over')
    case 'STOCK_TOO_LOW':
      return refuse('STOCK_TOO_LOW', `There are not so many free units of ${outcome.sku}`, {
        sku: outcome.sku,
        left: outcome.left,
      })
    default:
      throw new Error(`A drop could not be set: ${outcome.code}`)
  }
})
