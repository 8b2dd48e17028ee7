import { createHash, timingSafeEqual } from 'node:crypto'
import { type Actor, nobody, type Refusal, refuse, serviceActor } from '@rialto/core'

/** What the edge needs to know of a verified access token. */
export type AccessClaims = {
  subject: string
  tenant: string
  kind: 'user' | 'guest' | 'service'
  permissions: readonly string[]
  roles: readonly string[]
  claims: Readonly<Record<string, unknown>>
}

export type TokenReader = {
  read(token: string): Promise<{ ok: true; claims: AccessClaims } | { ok: false; code: string }>
}

export type Authentication = {
  /** Tokens of people, signed by user-service. */
  accessTokens: TokenReader
  /** Tokens of services, signed with INTERNAL_KEY. */
  serviceTokens: TokenReader
  /** SERVICE_TOKEN: a fixed token for other systems that read stock (requirement 002.27). */
  fixedServiceToken: string | null
  resolveTenant: (host: string) => Promise<string | null>
}

/** Other systems that come with SERVICE_TOKEN act under this name. */
export const keyActorId = 'service-token'

export type Identity = { tenant: string; actor: Actor }

/**
 * Finds out who asks and in which marketplace. The tenant comes from the host name, or from the gateway's own token;
 * a token of one marketplace is worth nothing in another.
 */
export async function authenticate(
  authentication: Authentication,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Promise<({ ok: true } & Identity) | Refusal> {
  const passed = await readService(authentication, headers['x-rialto-service'])
  if (passed && !passed.ok) return passed
  const tenant = passed?.tenant ?? (await authentication.resolveTenant(String(headers['host'] ?? '')))
  if (!tenant) return refuse('NOT_FOUND', 'There is no marketplace at this address')
  const bearer = bearerOf(headers['authorization'])
  if (bearer === null) {
    const fromGateway = passed?.service === 'api-gateway'
    return { ok: true, tenant, actor: passed && !fromGateway ? serviceActor(passed.service) : nobody }
  }
  if (authentication.fixedServiceToken && sameSecret(bearer, authentication.fixedServiceToken)) {
    return { ok: true, tenant, actor: serviceActor(keyActorId) }
  }
  const read = await authentication.accessTokens.read(bearer)
  if (!read.ok || read.claims.tenant !== tenant) {
    return refuse('SIGN_IN_REQUIRED', 'The access token is not valid here. Sign in again')
  }
  return { ok: true, tenant, actor: actorOf(read.claims) }
}

function actorOf(claims: AccessClaims): Actor {
  const vendorId = claims.claims['vendorId']
  return {
    kind: claims.kind,
    id: claims.subject,
    permissions: new Set(claims.permissions),
    roles: claims.roles,
    vendorId: typeof vendorId === 'string' ? vendorId : null,
  }
}

async function readService(authentication: Authentication, header: string | string[] | undefined) {
  if (typeof header !== 'string') return null
  const read = await authentication.serviceTokens.read(header)
  if (!read.ok) return refuse('SIGN_IN_REQUIRED', 'The service token is not valid')
  return { ok: true as const, service: read.claims.subject, tenant: read.claims.tenant }
}

function bearerOf(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string') return null
  const match = /^Bearer ([\w.~+/=-]+)$/i.exec(header)
  return match?.[1] ?? ''
}

function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}
