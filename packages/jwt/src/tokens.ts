import { hash, randomUUID } from 'node:crypto'
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { readClaims, type TokenClaims, type TokenKind } from './claims.ts'
import { type PublicJwk, readKeySet } from './key-set.ts'
import { verifiedCache } from './verified-cache.ts'

const tokenCharactersMax = 8_192

/** What a token is made of. */
export type NewToken = {
  readonly subject: string
  readonly tenant: string
  readonly kind: TokenKind
  readonly permissions: readonly string[]
  readonly roles: readonly string[]
  readonly sessionId?: string
  readonly expiresInSeconds: number
  /** Anything more, as JSON. It travels readable: no secret and no personal data. */
  readonly claims?: Readonly<Record<string, unknown>>
}

/** What reading a token answers. Whatever is wrong but its age is one code, so that nobody learns more. */
export type ReadResult =
  | { readonly ok: true; readonly claims: TokenClaims }
  | { readonly ok: false; readonly code: 'TOKEN_EXPIRED' | 'TOKEN_INVALID' }

/** Makes and reads the tokens of one issuer. */
export type Tokens = {
  make(token: NewToken): Promise<string>
  read(token: string): Promise<ReadResult>
  /** The key set that others verify our tokens with; it holds no private part. */
  publicJwks(): { readonly keys: readonly PublicJwk[] }
}

/** Settings of `createTokens`. */
export type TokenSettings = {
  /** A JSON Web Key Set as text (`generateKeySet`): the first key signs, all verify. */
  readonly keys: string
  readonly issuer: string
  readonly audience: string
  /** How long a verified token is not verified again; never beyond its own expiry. 0 switches it off. */
  readonly cacheSeconds: number
  readonly cacheEntriesMax?: number
  readonly now?: () => Date
}

/** Opens the tokens of one issuer. Broken keys are thrown here, at the start. */
export function createTokens(settings: TokenSettings): Tokens {
  const { issuer, audience, cacheSeconds, cacheEntriesMax = 10_000, now = () => new Date() } = settings
  const keySet = readKeySet(settings.keys)
  const cache = verifiedCache<TokenClaims>(cacheEntriesMax)

  const make = async (token: NewToken) => {
    checkNewToken(token)
    const issuedAt = Math.floor(now().getTime() / 1000)
    const signed = await new SignJWT(payloadOf(token))
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: keySet.signing.kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + token.expiresInSeconds)
      .setJti(randomUUID())
      .sign(keySet.signing.key)
    if (signed.length > tokenCharactersMax) throw new RangeError('a token is longer than we would read')
    return signed
  }

  const verify = async (token: string, at: Date): Promise<ReadResult> => {
    try {
      const { payload } = await jwtVerify(token, (header) => keyFor(keySet.verifying, header.kid), {
        issuer,
        audience,
        algorithms: ['EdDSA'],
        typ: 'JWT',
        requiredClaims: ['exp', 'iat', 'jti', 'sub'],
        currentDate: at,
      })
      const claims = readClaims(payload)
      return claims ? { ok: true, claims } : { ok: false, code: 'TOKEN_INVALID' }
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { ok: false, code: 'TOKEN_EXPIRED' }
      if (error instanceof errors.JOSEError) return { ok: false, code: 'TOKEN_INVALID' }
      throw error
    }
  }

  const read = async (token: string): Promise<ReadResult> => {
    if (token.length > tokenCharactersMax) return { ok: false, code: 'TOKEN_INVALID' }
    const at = now()
    // The hash, not the token, is the key: a dump of the memory then holds no usable tokens.
    const key = hash('sha256', token, 'base64url')
    const known = cache.find(key, at.getTime())
    if (known) return { ok: true, claims: known }
    const result = await verify(token, at)
    if (result.ok && cacheSeconds > 0) {
      const until = Math.min(at.getTime() + cacheSeconds * 1000, result.claims.expiresAtSeconds * 1000)
      cache.keep(key, result.claims, until)
    }
    return result
  }

  return { make, read, publicJwks: () => ({ keys: keySet.publicKeys }) }
}

function keyFor<Key>(keys: ReadonlyMap<string, Key>, kid: string | undefined): Key {
  const key = kid === undefined ? undefined : keys.get(kid)
  if (!key) throw new errors.JWKSNoMatchingKey()
  return key
}

function checkNewToken(token: NewToken): void {
  if (token.subject === '' || token.tenant === '' || token.sessionId === '') {
    throw new Error('a token needs a subject and a tenant, and no empty session')
  }
  if (!Number.isSafeInteger(token.expiresInSeconds) || token.expiresInSeconds <= 0) {
    throw new RangeError(`a token cannot expire in ${token.expiresInSeconds} seconds`)
  }
}

function payloadOf(token: NewToken): JWTPayload {
  const { subject, tenant, kind, permissions, roles, sessionId, claims } = token
  return {
    sub: subject,
    tenant,
    kind,
    permissions: [...permissions],
    roles: [...roles],
    ...(sessionId === undefined ? {} : { sid: sessionId }),
    ...(claims === undefined ? {} : { claims }),
  }
}
