import { type Ctx, feature, ok, refuse, type Tx } from '@rialto/core'
import { updateAddress } from '../contract.ts'
import { type Address, normaliseAddress } from '../model/person.ts'
import type { Ports } from '../model/ports.ts'
import { lockAccount, setDefaultAddress } from '../store/accounts.ts'
import * as store from '../store/personal-data.ts'
import { ownId } from './own-id.ts'
import { addressReply } from './read-profile.ts'

type Edit = { addressId: string; version: number; isDefault?: boolean | undefined; change: Partial<Address> }

export default feature(updateAddress, ({ addressId, version, isDefault, ...change }, ctx: Ctx<Ports>) =>
  ctx.tx((tx) => edit(ctx, tx, { addressId, version, isDefault, change })),
)

/** Edits of one person wait for each other at the account, so the version read here is the one that is replaced. */
async function edit(ctx: Ctx<Ports>, tx: Tx, wish: Edit) {
  const userId = ownId(ctx)
  const place = store.placeOf(ctx)
  const account = await lockAccount(tx, userId)
  const key = { id: wish.addressId, userId }
  const found = account && (await store.findAddress(tx, place, key))
  if (!found) return refuse('NOT_FOUND', 'You have no such address')
  if (found.version !== wish.version) {
    return refuse('VERSION_CONFLICT', 'The address was changed elsewhere. Read it again')
  }
  const { addressId: _id, version: _version, createdAt: _createdAt, ...before } = found
  const change = normaliseAddress(wish.change)
  const address = isWhole(change) ? change : { ...before, ...change }
  await store.updateAddress(tx, place, { ...key, address })
  if (wish.isDefault) await setDefaultAddress(tx, userId, wish.addressId)
  const defaultAddressId = wish.isDefault ? wish.addressId : account.defaultAddressId
  const saved = {
    ...address,
    addressId: wish.addressId,
    version: found.version + 1,
    createdAt: found.createdAt,
  }
  return ok(addressReply(saved, { ...account, defaultAddressId }))
}

/** A change that names a whole address replaces it: a company or region that is not named any more goes. */
function isWhole(change: Partial<Address>): change is Address {
  return [change.name, change.lines, change.city, change.country].every((part) => part !== undefined)
}
