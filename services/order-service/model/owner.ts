import { type Actor, may } from '@rialto/core'

/** Whom a cart or an order belongs to: `user:<id>` or `guest:<id>`. */
export function ownerIdOf(actor: Actor): string {
  return `${actor.kind}:${actor.id}`
}

/** Whether somebody may see an order: its owner, and operators. For everybody else it does not exist. */
export function seesOrder(actor: Actor, ownerId: string): boolean {
  return ownerIdOf(actor) === ownerId || may(actor, 'order.read_all_orders')
}
