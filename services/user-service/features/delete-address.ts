import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { deleteAddress } from '../contract.ts'
import type { Ports } from '../model/ports.ts'
import { clearDefaultAddress, lockAccount } from '../store/accounts.ts'
import * as store from '../store/personal-data.ts'
import { ownId } from './own-id.ts'

export default feature(deleteAddress, ({ addressId }, ctx: Ctx<Ports>) =>
  ctx.tx(async (tx) => {
    const userId = ownId(ctx)
    await lockAccount(tx, userId)
    if (!(await store.deleteAddress(tx, addressId, userId))) {
      return refuse('NOT_FOUND', 'You have no such address')
    }
    await clearDefaultAddress(tx, userId, addressId)
    return ok(null)
  }),
)
