/** What an access token says of its bearer. Not checked here: only the API decides what the bearer may do. */
export type Claims = {
  readonly id: string
  readonly kind: 'user' | 'guest'
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
  readonly vendorId: string | null
  readonly expiresAt: number
}

/** Reads the claims of a token without checking its signature; null when it is no token. */
export function readClaims(token: string | undefined): Claims | null {
  const payload = token?.split('.')[1]
  if (!payload) return null
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>
    return {
      id: String(claims['sub']),
      kind: claims['kind'] === 'user' ? 'user' : 'guest',
      roles: listOf(claims['roles']),
      permissions: listOf(claims['permissions']),
      vendorId: vendorOf(claims['claims']),
      expiresAt: Number(claims['exp']) * 1000,
    }
  } catch {
    return null
  }
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function vendorOf(extra: unknown): string | null {
  const vendorId = (extra as { vendorId?: unknown } | null | undefined)?.vendorId
  return typeof vendorId === 'string' ? vendorId : null
}
