import { endpoint, id, nullable, oneOf, page, pageQuery, struct, text, timestamp } from '@rialto/core'
import { Type } from 'typebox'
import { email, grantableRoles } from './fields.ts'

const roles = Type.Array(oneOf(grantableRoles), { maxItems: grantableRoles.length, uniqueItems: true })

export const listUsers = endpoint({
  name: 'user.list_users',
  summary: 'Accounts, the newest first; by exact mail address if one is given',
  method: 'GET',
  path: '/api/operator/users',
  permission: 'user.read_users',
  input: struct({ ...pageQuery, email: Type.Optional(email) }),
  reply: page(
    struct({
      userId: id(),
      email: text(320),
      emailVerified: Type.Boolean(),
      firstName: text(120),
      lastName: text(120),
      roles: Type.Array(text(40)),
      createdAt: timestamp(),
      lastLoginAt: nullable(timestamp()),
    }),
  ),
})

export const changeRoles = endpoint({
  name: 'user.change_roles',
  summary: 'Grants and takes away roles; access tokens follow when they are renewed',
  method: 'POST',
  path: '/api/operator/users/:userId/roles',
  permission: 'user.grant_roles',
  input: struct({ userId: id(), grant: Type.Optional(roles), revoke: Type.Optional(roles) }),
  reply: struct({ userId: id(), roles: Type.Array(text(40)) }),
  idempotency: 'key',
  refusals: { USER_NOT_FOUND: 404, LAST_ADMIN: 409 },
})
