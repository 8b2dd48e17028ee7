import { type Ctx, feature, ok } from '@rialto/core'
import { listAddresses } from '../contract.ts'
import type { Ports } from '../model/ports.ts'
import { findAccount } from '../store/accounts.ts'
import * as store from '../store/personal-data.ts'
import { ownId } from './own-id.ts'
import { addressReply } from './read-profile.ts'

export default feature(listAddresses, async (_input, ctx: Ctx<Ports>) => {
  const userId = ownId(ctx)
  const account = await findAccount(ctx.sql, userId)
  if (!account) return ok({ items: [] })
  const addresses = await store.listAddresses(ctx.sql, store.placeOf(ctx), userId)
  return ok({ items: addresses.map((address) => addressReply(address, account)) })
})
