import type { Ctx } from '@rialto/core'
import { findMemberships } from '@rialto/vendor-service/contract'
import { accessTokenSeconds } from '../model/limits.ts'
import type { Ports } from '../model/ports.ts'
import { permissionsOf } from '../model/roles.ts'

export type Membership = { vendorId: string; role: string }

/**
 * Which vendor a person works for. Asked before the transaction. When vendor-service does not answer, people sign in
 * without their vendor's rights: a shop must not close because of that, and the next renewal asks again.
 */
export async function findMembership(ctx: Ctx<Ports>, userId: string): Promise<Membership | null> {
  const found = await ctx.call(findMemberships, { userId })
  if (!found.ok) {
    ctx.log.warn('the vendors of a person are unknown; signed in without them', { code: found.code, userId })
    return null
  }
  return found.value.items[0] ?? null
}

type Bearer = { userId: string; sessionId: string; roles: readonly string[]; membership: Membership | null }

/** Roles of the account and of its vendor become the permissions of an access token. */
export function makeAccessToken(ctx: Ctx<Ports>, bearer: Bearer): Promise<string> {
  const { userId, sessionId, membership } = bearer
  const roles = rolesOf(bearer)
  return ctx.ports.accessTokens.make({
    subject: userId,
    tenant: ctx.tenant,
    kind: 'user',
    roles,
    permissions: permissionsOf(roles),
    sessionId,
    expiresInSeconds: accessTokenSeconds,
    ...(membership ? { claims: { vendorId: membership.vendorId } } : {}),
  })
}

export function rolesOf(bearer: { roles: readonly string[]; membership: Membership | null }): string[] {
  return [...bearer.roles, ...(bearer.membership ? [bearer.membership.role] : [])]
}
