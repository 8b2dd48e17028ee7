import { endpoint, eventType, id, nullable, oneOf, struct, text } from '@rialto/core'
import { Type } from 'typebox'

export const language = oneOf(['en', 'de', 'ar'])

export const findContact = endpoint({
  name: 'user.find_contact',
  summary: 'How to reach a user',
  method: 'GET',
  path: '/internal/users/:userId/contact',
  exposure: 'internal',
  permission: 'user.read_contacts',
  input: struct({ userId: id() }),
  reply: struct({ userId: id(), email: text(320), firstName: nullable(text(120)), language }),
})

/** A mail that user-service wants sent. The secret in it never travels in an event. */
export const readMailRequest = endpoint({
  name: 'user.read_mail_request',
  summary: 'What a requested mail says and to whom; gone once it is used or out of date',
  method: 'GET',
  path: '/internal/users/mail-requests/:requestId',
  exposure: 'internal',
  permission: 'user.read_contacts',
  input: struct({ requestId: id() }),
  reply: struct({
    requestId: id(),
    kind: oneOf(['verify_email', 'reset_password']),
    email: text(320),
    firstName: nullable(text(120)),
    language,
    token: text(200),
    expiresInSeconds: Type.Integer(),
  }),
})

export const mailRequested = eventType({
  type: 'user.mail_requested',
  summary: 'A verification or reset mail is wanted; read it with user.read_mail_request',
  data: struct({ requestId: id(), kind: oneOf(['verify_email', 'reset_password']) }),
})

export const userRegistered = eventType({
  type: 'user.registered',
  summary: 'A person made an account',
  data: struct({ userId: id() }),
})
