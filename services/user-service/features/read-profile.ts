import { type Ctx, refuse, type Sql } from '@rialto/core'
import type { Ports } from '../model/ports.ts'
import { type Account, findAccount } from '../store/accounts.ts'
import { findPerson, listAddresses, placeOf, type SavedAddress } from '../store/personal-data.ts'

/** Points and levels are earned by rules that do not exist yet: everybody stands at the start. */
const loyalty = { loyaltyPoints: 0, membershipLevel: 'standard' }

/** The account of a person as the API shows it (requirement 002.22). */
export async function readProfile(ctx: Ctx<Ports>, sql: Sql, userId: string) {
  const account = await findAccount(sql, userId)
  const person = await findPerson(sql, placeOf(ctx), userId)
  if (!account || !person) return refuse('USER_NOT_FOUND', 'This account does not exist any more')
  const addresses = await listAddresses(sql, placeOf(ctx), userId)
  return {
    ok: true as const,
    value: {
      id: userId,
      version: account.version,
      ...person,
      emailVerified: account.verified,
      avatar: null,
      preferences: account.preferences,
      addresses: addresses.map((address) => addressReply(address, account)),
      ...loyalty,
      createdAt: account.createdAt.toISOString(),
      lastLoginAt: account.lastSignInAt?.toISOString() ?? null,
    },
  }
}

export function addressReply(address: SavedAddress, account: Account) {
  return {
    ...address,
    isDefault: account.defaultAddressId === address.addressId,
    createdAt: address.createdAt.toISOString(),
  }
}
