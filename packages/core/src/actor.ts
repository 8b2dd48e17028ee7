/** Who asks. `nobody` has not signed in; a `service` acts for the product itself. */
export type Actor = {
  readonly kind: 'nobody' | 'guest' | 'user' | 'service'
  /** The user's or guest's id, or the service's name; null for nobody. */
  readonly id: string | null
  readonly permissions: ReadonlySet<string>
  /** Set when the person acts for one vendor: they see that vendor's rows only. */
  readonly vendorId: string | null
  /** The names of the roles that gave the permissions, for the audit log; nothing is decided by them. */
  readonly roles?: readonly string[]
}

export const nobody: Actor = { kind: 'nobody', id: null, permissions: new Set(), vendorId: null }

/** Makes the actor of a service that calls another. Internal endpoints trust it; public ones do not know it. */
export function serviceActor(name: string): Actor {
  return { kind: 'service', id: name, permissions: new Set(), vendorId: null }
}

/** Whether the actor holds a permission. `anyone` and `signed_in` are the two that need no role. */
export function may(actor: Actor, permission: string): boolean {
  if (permission === 'anyone') return true
  // A service proved itself with its token; what it may see is decided by what it asks for.
  if (actor.kind === 'service') return true
  if (permission === 'signed_in') return actor.kind === 'user'
  return actor.permissions.has(permission)
}

/** The vendor whose rows the actor may see, or null for operators and services, who see all. */
export function vendorScope(actor: Actor): string | null {
  return actor.vendorId
}
