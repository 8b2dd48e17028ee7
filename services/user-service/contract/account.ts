import { endpoint, id, oneOf, struct, text } from '@rialto/core'
import { Type } from 'typebox'
import { email, language, newPassword, phone, token, words } from './fields.ts'

const verificationSent = struct({ status: oneOf(['verification_sent']) })

/**
 * No idempotency key: a repeated registration changes nothing by itself, and the stored fingerprint of a keyed request
 * would be a fast hash of the password.
 */
export const registerUser = endpoint({
  name: 'user.register',
  summary: 'Makes an account and sends a verification mail; the answer is the same for a known mail address',
  method: 'POST',
  path: '/api/users/register',
  permission: 'anyone',
  input: struct({
    email,
    password: newPassword,
    firstName: words(120),
    lastName: words(120),
    phone: Type.Optional(phone),
    language: Type.Optional(language),
  }),
  reply: verificationSent,
  status: 202,
  refusals: { PASSWORD_TOO_COMMON: 422 },
})

export const resendVerification = endpoint({
  name: 'user.resend_verification',
  summary: 'Sends the verification mail again; the answer is the same for an unknown mail address',
  method: 'POST',
  path: '/api/users/resend-verification',
  permission: 'anyone',
  ratePlan: 'sign_in',
  input: struct({ email }),
  reply: verificationSent,
  status: 202,
})

export const verifyEmail = endpoint({
  name: 'user.verify_email',
  summary: 'Marks the mail address as verified, with the token of the mail. A second click answers the same',
  method: 'POST',
  path: '/api/users/verify-email',
  permission: 'anyone',
  input: struct({ token }),
  reply: struct({ status: oneOf(['verified']) }),
  refusals: { LINK_INVALID: 404, LINK_EXPIRED: 410 },
})

export const createGuest = endpoint({
  name: 'user.create_guest',
  summary: 'An access token for somebody without an account; a guest that sends its token keeps its id',
  method: 'POST',
  path: '/api/users/guest',
  permission: 'anyone',
  input: struct({}),
  reply: struct({
    guestId: id(),
    accessToken: text(8_192),
    expiresInSeconds: Type.Integer({ minimum: 1 }),
  }),
  status: 201,
})
