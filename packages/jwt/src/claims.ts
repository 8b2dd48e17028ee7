import type { JWTPayload } from 'jose'

const kinds = ['user', 'guest', 'service'] as const

/** Whom a token stands for. */
export type TokenKind = (typeof kinds)[number]

/** What a verified token says. The object is frozen: it is shared by all who present the same token. */
export type TokenClaims = {
  /** The id of this token, for deny lists. */
  readonly tokenId: string
  /** The user, the guest, or the name of the service. */
  readonly subject: string
  readonly tenant: string
  readonly kind: TokenKind
  readonly permissions: readonly string[]
  readonly roles: readonly string[]
  readonly sessionId: string | null
  /** Seconds since 1970, as in the token. */
  readonly issuedAtSeconds: number
  /** Seconds since 1970; from this second on the token is refused. */
  readonly expiresAtSeconds: number
  /** What the issuer added; empty when nothing was. */
  readonly claims: Readonly<Record<string, unknown>>
}

/** Reads the payload of a token whose signature is verified; null when it is not one of ours in shape. */
export function readClaims(payload: JWTPayload): TokenClaims | null {
  const { jti, sub, iat, exp, tenant, kind, permissions, roles, sid, claims = {} } = payload
  if (!isName(jti) || !isName(sub) || !isName(tenant) || !isKind(kind)) return null
  if (typeof iat !== 'number' || typeof exp !== 'number') return null
  if (!isTextList(permissions) || !isTextList(roles)) return null
  if (sid !== undefined && !isName(sid)) return null
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) return null
  return deepFreeze({
    tokenId: jti,
    subject: sub,
    tenant,
    kind,
    permissions,
    roles,
    sessionId: sid ?? null,
    issuedAtSeconds: iat,
    expiresAtSeconds: exp,
    claims: claims as Record<string, unknown>,
  })
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isKind(value: unknown): value is TokenKind {
  return kinds.some((kind) => kind === value)
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}
