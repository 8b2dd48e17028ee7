import Type from 'typebox'
import { missingObject, refuse } from '../outcome.ts'
import { closed } from '../params/pieces.ts'
import { renderEvent } from '../render/event.ts'
import type { EventRecord } from '../state/records.ts'
import { nowMs, type World } from '../state/world.ts'
import { adminRoute } from './admin-route.ts'

const eventsShown = 100

/** An event with what became of each delivery of it. */
function withDeliveries(event: EventRecord): object {
  return { ...renderEvent(event), deliveries: event.deliveries }
}

/** Sends an event again at once to every endpoint it was for, delivered or not. */
export function resend(world: World, event: EventRecord): void {
  for (const [place, delivery] of event.deliveries.entries()) {
    const again = { ...delivery, state: 'waiting' as const, dueAt: nowMs(world) }
    world.journal.append({ counter: world.state.counter, delivery: [event.id, place, again] })
    event.deliveries[place] = again
    world.dueDeliveries.push(again.dueAt, { event: event.id, place })
  }
  world.wakeDeliveries()
}

export const readEvents = adminRoute({
  method: 'GET',
  path: '/_sim/events',
  body: Type.Object({}),
  run({ world }) {
    const events = [...world.state.events.rows()].slice(-eventsShown).reverse()
    return { ok: true, body: { total: world.state.events.size(), data: events.map(withDeliveries) } }
  },
})

export const readEvent = adminRoute({
  method: 'GET',
  path: '/_sim/events/:id',
  body: Type.Object({}),
  run({ world }, _body, { id = '' }) {
    const event = world.state.events.get(id)
    return event === undefined ? missingObject('event', id) : { ok: true, body: withDeliveries(event) }
  },
})

export const resendEvent = adminRoute({
  method: 'POST',
  path: '/_sim/events/:id/resend',
  body: Type.Object({}, closed),
  run({ world }, _body, { id = '' }) {
    const event = world.state.events.get(id)
    if (event === undefined) return missingObject('event', id)
    if (event.deliveries.length === 0) return refuse('No endpoint was listening when this event happened.')
    resend(world, event)
    return { ok: true, body: withDeliveries(event) }
  },
})
