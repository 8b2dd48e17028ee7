import { endpoint, id, nothing, struct, timestamp } from '@rialto/core'
import { Type } from 'typebox'
import { addressFields } from './fields.ts'

export const savedAddress = struct({
  addressId: id(),
  version: Type.Integer(),
  isDefault: Type.Boolean(),
  ...addressFields,
  createdAt: timestamp(),
})

export const listAddresses = endpoint({
  name: 'user.list_addresses',
  summary: 'The person’s addresses, the oldest first',
  method: 'GET',
  path: '/api/users/addresses',
  permission: 'signed_in',
  input: struct({}),
  reply: struct({ items: Type.Array(savedAddress) }),
})

export const createAddress = endpoint({
  name: 'user.create_address',
  summary: 'Adds an address. The reply holds ids only: it is stored for whoever repeats the request',
  method: 'POST',
  path: '/api/users/addresses',
  permission: 'signed_in',
  input: struct({ ...addressFields, isDefault: Type.Optional(Type.Boolean()) }),
  reply: struct({ addressId: id(), version: Type.Integer(), isDefault: Type.Boolean() }),
  status: 201,
  idempotency: 'key',
  refusals: { USER_NOT_FOUND: 404, ADDRESS_LIMIT_REACHED: 409 },
})

export const updateAddress = endpoint({
  name: 'user.update_address',
  summary: 'Replaces an address, or makes it the default one',
  method: 'PATCH',
  path: '/api/users/addresses/:addressId',
  permission: 'signed_in',
  input: struct({
    addressId: id(),
    version: Type.Integer(),
    ...Type.Partial(struct(addressFields)).properties,
    isDefault: Type.Optional(Type.Boolean()),
  }),
  reply: savedAddress,
})

export const deleteAddress = endpoint({
  name: 'user.delete_address',
  summary: 'Removes an address; orders keep their own copy',
  method: 'DELETE',
  path: '/api/users/addresses/:addressId',
  permission: 'signed_in',
  input: struct({ addressId: id() }),
  reply: nothing,
  status: 204,
})
