import type { CommonCode, Result } from '@rialto/core'
import type { Client } from '@rialto/sdk'
import { createGuest, refreshSession, signIn, signOut } from '@rialto/user-service/contract'
import { type Claims, readClaims } from './claims.ts'

const accessCookie = 'rialto_access'
const refreshCookie = 'rialto_refresh'
const sessionDays = 30
/** A token that ends within this time is renewed before it is used. */
const marginMs = 20_000

type Credentials = { email: string; password: string; userAgent?: string }
type SignInCode = 'INVALID_CREDENTIALS' | 'EMAIL_NOT_VERIFIED' | CommonCode

export type Session = {
  /** Who visits, as far as the token says; null for nobody. A token that has run out is renewed first. */
  visitor(): Promise<Claims | null>
  /** The token to call the API with; null for nobody. */
  accessToken(): Promise<string | null>
  /** Makes a guest of nobody: a cart belongs to somebody. */
  ensureSomebody(): Promise<Result<Claims>>
  signIn(credentials: Credentials): Promise<Result<Claims, SignInCode>>
  signOut(): Promise<void>
}

export type Jar = {
  get(name: string): string | undefined
  set(name: string, value: string | null, days?: number): void
}

/** The tokens of a visitor, kept in cookies that no script can read. `api` is called without any token. */
export function openSession({ jar, api }: { jar: Jar; api: Client }): Session {
  let renewing: Promise<void> | null = null
  const keep = (tokens: { accessToken: string; refreshToken?: string }): Claims => {
    jar.set(accessCookie, tokens.accessToken, sessionDays)
    if (tokens.refreshToken !== undefined) jar.set(refreshCookie, tokens.refreshToken, sessionDays)
    const claims = readClaims(tokens.accessToken)
    if (!claims) throw new Error('The API gave an access token that cannot be read')
    return claims
  }
  const forget = () => {
    for (const name of [accessCookie, refreshCookie]) if (jar.get(name) !== undefined) jar.set(name, null)
  }
  const renew = async () => {
    const refreshToken = jar.get(refreshCookie)
    if (refreshToken === undefined) return forget()
    const renewed = await api.call(refreshSession, { refreshToken })
    if (renewed.ok) keep(renewed.value)
    else if (renewed.code === 'SESSION_ENDED' || renewed.code === 'VALIDATION_FAILED') forget()
    // Anything else is a moment's trouble of the API: the session stays, and this request goes on without it.
  }
  const visitor = async (): Promise<Claims | null> => {
    const claims = readClaims(jar.get(accessCookie))
    if (claims && claims.expiresAt > Date.now() + marginMs) return claims
    if (!claims && jar.get(refreshCookie) === undefined) return null
    renewing ??= renew()
    await renewing
    const renewed = readClaims(jar.get(accessCookie))
    return renewed && renewed.expiresAt > Date.now() ? renewed : null
  }
  return {
    visitor,
    accessToken: async () => ((await visitor()) ? (jar.get(accessCookie) ?? null) : null),
    ensureSomebody: async () => {
      const known = await visitor()
      if (known) return { ok: true, value: known }
      const guest = await api.call(createGuest, {})
      return guest.ok ? { ok: true, value: keep(guest.value) } : guest
    },
    signIn: async (credentials) => {
      const signedIn = await api.call(signIn, credentials)
      return signedIn.ok ? { ok: true, value: keep(signedIn.value) } : signedIn
    },
    signOut: async () => {
      const refreshToken = jar.get(refreshCookie)
      if (refreshToken !== undefined) await api.call(signOut, { refreshToken })
      forget()
    },
  }
}
