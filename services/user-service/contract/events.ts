import { eventType, id, oneOf, struct, text } from '@rialto/core'
import { Type } from 'typebox'
import { mailKinds } from './internal.ts'

export const mailRequested = eventType({
  type: 'user.mail_requested',
  summary: 'A mail about an account is wanted; read it with user.read_mail_request',
  data: struct({ requestId: id(), kind: oneOf(mailKinds) }),
})

export const userRegistered = eventType({
  type: 'user.registered',
  summary: 'A person made an account',
  data: struct({ userId: id() }),
})

export const rolesChanged = eventType({
  type: 'user.roles_changed',
  summary: 'The roles of a user changed; `by` is who did it',
  data: struct({ userId: id(), roles: Type.Array(text(40)), by: text(80) }),
})
