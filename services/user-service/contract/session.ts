import { endpoint, id, nothing, nullable, oneOf, struct, text, timestamp } from '@rialto/core'
import { Type } from 'typebox'
import { email, newPassword, token } from './fields.ts'

const tokens = {
  accessToken: text(8_192),
  refreshToken: text(200),
  expiresInSeconds: Type.Integer({ minimum: 1, description: 'Life of the access token' }),
}

export const signIn = endpoint({
  name: 'user.sign_in',
  summary: 'Signs in with mail address and password',
  method: 'POST',
  path: '/api/users/sign-in',
  permission: 'anyone',
  ratePlan: 'sign_in',
  headers: { userAgent: 'user-agent' },
  input: struct({
    email,
    password: text(200),
    userAgent: Type.Optional(Type.String({ maxLength: 16_384 })),
  }),
  reply: struct({
    ...tokens,
    user: struct({
      id: id(),
      email: text(320),
      firstName: text(120),
      lastName: text(120),
      roles: Type.Array(text(40)),
      vendorId: nullable(id('The vendor that the person works for')),
    }),
  }),
  refusals: { INVALID_CREDENTIALS: 401, EMAIL_NOT_VERIFIED: 403 },
})

export const refreshSession = endpoint({
  name: 'user.refresh_session',
  summary: 'Exchanges a refresh token for new tokens. A token that was exchanged before ends the session',
  method: 'POST',
  path: '/api/users/refresh',
  permission: 'anyone',
  input: struct({ refreshToken: text(200) }),
  reply: struct(tokens),
  refusals: { SESSION_ENDED: 401 },
})

export const signOut = endpoint({
  name: 'user.sign_out',
  summary: 'Ends the session of a refresh token; an unknown token is no error',
  method: 'POST',
  path: '/api/users/sign-out',
  permission: 'anyone',
  input: struct({ refreshToken: text(200) }),
  reply: nothing,
  status: 204,
})

export const forgotPassword = endpoint({
  name: 'user.forgot_password',
  summary: 'Sends a mail to set a new password; the answer is the same for an unknown mail address',
  method: 'POST',
  path: '/api/users/forgot-password',
  permission: 'anyone',
  ratePlan: 'sign_in',
  input: struct({ email }),
  reply: struct({ status: oneOf(['reset_sent']) }),
  status: 202,
})

export const resetPassword = endpoint({
  name: 'user.reset_password',
  summary: 'Sets a new password with the token of the mail, and ends all sessions',
  method: 'POST',
  path: '/api/users/reset-password',
  permission: 'anyone',
  ratePlan: 'sign_in',
  input: struct({ token, password: newPassword }),
  reply: struct({ status: oneOf(['password_set']) }),
  refusals: { LINK_INVALID: 404, LINK_EXPIRED: 410, PASSWORD_TOO_COMMON: 422 },
})

export const listSessions = endpoint({
  name: 'user.list_sessions',
  summary: 'Where the person is signed in',
  method: 'GET',
  path: '/api/users/sessions',
  permission: 'signed_in',
  input: struct({}),
  reply: struct({
    items: Type.Array(
      struct({
        sessionId: id(),
        device: text(80, { description: 'Such as "Firefox on Windows"' }),
        createdAt: timestamp(),
        lastUsedAt: timestamp(),
        expiresAt: timestamp(),
      }),
    ),
  }),
})

export const endSession = endpoint({
  name: 'user.end_session',
  summary: 'Signs one of the person’s devices out',
  method: 'DELETE',
  path: '/api/users/sessions/:sessionId',
  permission: 'signed_in',
  input: struct({ sessionId: id() }),
  reply: nothing,
  status: 204,
})
