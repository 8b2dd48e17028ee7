import { type Ctx, feature, ok, refuse, type Tx } from '@rialto/core'
import { createAddress } from '../contract.ts'
import { addressesMax } from '../model/limits.ts'
import { type Address, normaliseAddress } from '../model/person.ts'
import type { Ports } from '../model/ports.ts'
import { lockAccount, setDefaultAddress } from '../store/accounts.ts'
import { insertAddress, listAddresses, placeOf } from '../store/personal-data.ts'
import { ownId } from './own-id.ts'

export default feature(createAddress, ({ isDefault = false, ...address }, ctx: Ctx<Ports>) =>
  ctx.once((tx) => add(ctx, tx, { address, isDefault })),
)

/** The first address is the default one. The account is locked, so that two cannot both be first. */
async function add(ctx: Ctx<Ports>, tx: Tx, wish: { address: Address; isDefault: boolean }) {
  const userId = ownId(ctx)
  const account = await lockAccount(tx, userId)
  if (!account) return refuse('USER_NOT_FOUND', 'This account does not exist any more')
  const place = placeOf(ctx)
  const count = (await listAddresses(tx, place, userId)).length
  if (count >= addressesMax) {
    return refuse('ADDRESS_LIMIT_REACHED', `An account holds ${addressesMax} addresses. Remove one first`)
  }
  const id = ctx.newId()
  await insertAddress(tx, place, { id, userId, address: normaliseAddress(wish.address) })
  const isDefault = wish.isDefault || account.defaultAddressId === null
  if (isDefault) await setDefaultAddress(tx, userId, id)
  return ok({ addressId: id, version: 1, isDefault })
}
