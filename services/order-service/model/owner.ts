import { type Actor, may } from '@rialto/core'

/** Whom a cart or an order belongs to: `user:<id>` or `guest:<id>`. */
export function ownerIdOf(actor: Actor): string {
  return `${actor.kind}:${actor.id}`
}

/** The account that buys, as limits for each person know it; undefined for a guest. */
export function accountOf(ownerId: string): string | undefined {
  return ownerId.startsWith('user:') ? ownerId : undefined
}

/** Whether somebody may see an order: its owner, and operators. For everybody else it does not exist. */
export function seesOrder(actor: Actor, ownerId: string): boolean {
  return ownerIdOf(actor) === ownerId || may(actor, 'order.read_all_orders')
}
