import type { Ctx, Tx } from '../context.ts'
import type { EventType, PublishedEvent } from '../event.ts'
import { type Consumer, consumer } from '../feature.ts'

type Effect<Data> = (event: PublishedEvent<Data>, tx: Tx, ctx: Ctx) => Promise<void>

/** What a subscriber does for one type of event. */
export type Reaction = { readonly event: EventType; readonly effect: Effect<unknown> }

/** Joins a type of event with its effect, which is one commit with the mark that the event is done. */
export function on<Data>(event: EventType<Data>, effect: Effect<Data>): Reaction {
  return { event, effect: effect as Effect<unknown> }
}

/**
 * A subscriber with one cursor for several types of events: those of one subject come in the order in which they
 * happened, each takes effect once, and one that fails stops its subject only.
 */
export function subscriber(spec: {
  name: string
  kind: 'projection' | 'reaction'
  on: readonly Reaction[]
}): Consumer {
  const effects = new Map(spec.on.map(({ event, effect }) => [event.type, effect]))
  return consumer<unknown>({
    name: spec.name,
    kind: spec.kind,
    on: spec.on.map(({ event }) => event),
    apply: async (event, tx, { ctx }) => effects.get(event.type)?.(event, tx, ctx),
  })
}
