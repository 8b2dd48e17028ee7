import { endpoint, id, nullable, oneOf, struct, text } from '@rialto/core'
import { Type } from 'typebox'
import { email, grantableRoles, language, newPassword, words } from './fields.ts'

export const mailKinds = ['verify_email', 'reset_password', 'account_exists'] as const

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
    kind: oneOf(mailKinds),
    email: text(320),
    firstName: nullable(text(120)),
    language,
    /** Null where the mail has no link of its own (`account_exists`). */
    token: nullable(text(200)),
    expiresInSeconds: Type.Integer(),
  }),
})

export const listMailRequests = endpoint({
  name: 'user.list_mail_requests',
  summary: 'The mails of a user that can still be sent, newest first',
  method: 'GET',
  path: '/internal/users/:userId/mail-requests',
  exposure: 'internal',
  permission: 'user.read_contacts',
  input: struct({ userId: id() }),
  reply: struct({ items: Type.Array(struct({ requestId: id(), kind: oneOf(mailKinds) })) }),
})

/** For the first operator, the demo and tests: accounts whose mail address needs no proof. */
export const ensureAccounts = endpoint({
  name: 'user.ensure_accounts',
  summary:
    'Makes accounts that do not exist yet and grants roles that are missing; passwords stay as they are',
  method: 'POST',
  path: '/api/operator/accounts',
  permission: 'user.ensure_accounts',
  input: struct({
    accounts: Type.Array(
      struct({
        email,
        password: newPassword,
        firstName: words(120),
        lastName: words(120),
        roles: Type.Array(oneOf(grantableRoles), { maxItems: grantableRoles.length }),
        language: Type.Optional(language),
        verified: Type.Optional(Type.Boolean({ default: true })),
        replacePassword: Type.Optional(
          Type.Boolean({
            description: 'Sets the password of an existing account too, and ends its sessions',
          }),
        ),
      }),
      { minItems: 1, maxItems: 50 },
    ),
  }),
  reply: struct({ items: Type.Array(struct({ userId: id(), created: Type.Boolean() })) }),
  retry: 'keyed',
  deadlineMs: 60_000,
})
