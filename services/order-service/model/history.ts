import { type Actor, may } from '@rialto/core'
import { fold, type Order, type OrderEvent } from './order.ts'
import { ownerIdOf } from './owner.ts'
import type { StoredEvent } from './timeline.ts'

/** Who moved an order, and the operation, job or event that made it move. */
export type Origin = { readonly actor: string; readonly cause: string }

/** An event of the stream with its place and its origin; null where nobody wrote one down. */
export type HistoryEvent = StoredEvent & {
  readonly version: number
  readonly actor: string | null
  readonly cause: string | null
}

const kinds = ['customer', 'vendor', 'operator', 'system'] as const
type Kind = (typeof kinds)[number]
const creationCause = 'order.create_order'
/** Written in one statement for many orders, by their owners. */
const creations = new Set(['OrderCreated', 'InventoryReserved', 'OrderCreationFailed'])

/** The origin of a move: a customer is told apart from an operator by whose order it is. */
export function originOf(actor: Actor, order: Pick<Order, 'ownerId'>, cause: string): Origin {
  if (actor.kind === 'service') return { actor: `service:${actor.id}`, cause }
  if (actor.vendorId !== null) return { actor: `vendor:${actor.id}`, cause }
  const kind = ownerIdOf(actor) === order.ownerId ? 'customer' : 'operator'
  return { actor: `${kind}:${actor.id}`, cause }
}

/** One entry of a history as somebody may read it: ids of people are for operators. */
export function entryOf(event: HistoryEvent, events: readonly HistoryEvent[], reader: Actor) {
  const isCreation = creations.has(event.type)
  const origin = event.actor ?? (isCreation ? creatorOf(events) : null)
  return {
    version: event.version,
    type: event.type,
    data: event.data,
    timestamp: event.at.toISOString(),
    cause: event.cause ?? (isCreation ? creationCause : null),
    by: origin === null ? null : whoIs(origin, may(reader, 'order.read_all_orders')),
  }
}

function creatorOf(events: readonly HistoryEvent[]): string | null {
  const owner = events[0]?.data['ownerId']
  return typeof owner === 'string' ? `customer:${owner.slice(owner.indexOf(':') + 1)}` : null
}

function whoIs(origin: string, seesIds: boolean): { kind: Kind; id: string | null } {
  const [kind = '', id = ''] = origin.split(/:(.*)/s)
  const known = kinds.find((one) => one === kind) ?? 'system'
  return { kind: known, id: seesIds || known === 'system' ? id : null }
}

/** An order as it was at a moment: the fold of what had happened; null before it existed. */
export function stateAt(events: readonly HistoryEvent[], at: Date): Order | null {
  return fold(
    events.filter((event) => event.at <= at).map(({ type, data }) => ({ type, data }) as OrderEvent),
  )
}
