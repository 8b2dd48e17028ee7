import { endpoint, id, nullable, struct, text, timestamp } from '@rialto/core'
import { Type } from 'typebox'
import { savedAddress } from './address.ts'
import { phone, preferences, words } from './fields.ts'

const profile = struct({
  id: id(),
  version: Type.Integer(),
  email: text(320),
  emailVerified: Type.Boolean(),
  firstName: text(120),
  lastName: text(120),
  phone: nullable(text(30)),
  avatar: nullable(text(2_000)),
  preferences,
  addresses: Type.Array(savedAddress),
  loyaltyPoints: Type.Integer({ minimum: 0 }),
  membershipLevel: text(40),
  createdAt: timestamp(),
  lastLoginAt: nullable(timestamp()),
})

export const getProfile = endpoint({
  name: 'user.get_profile',
  summary: 'The account of the person who asks',
  method: 'GET',
  path: '/api/users/profile',
  permission: 'signed_in',
  input: struct({}),
  reply: profile,
  refusals: { USER_NOT_FOUND: 404 },
})

export const updateProfile = endpoint({
  name: 'user.update_profile',
  summary: 'Changes names, phone and preferences',
  method: 'PATCH',
  path: '/api/users/profile',
  permission: 'signed_in',
  input: struct({
    version: Type.Integer(),
    firstName: Type.Optional(words(120)),
    lastName: Type.Optional(words(120)),
    phone: Type.Optional(nullable(phone)),
    preferences: Type.Optional(struct(Type.Partial(preferences).properties)),
  }),
  reply: profile,
  refusals: { USER_NOT_FOUND: 404 },
})
