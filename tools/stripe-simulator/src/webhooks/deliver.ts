import { reportFault } from '../http/report-fault.ts'
import { renderEvent } from '../render/event.ts'
import type { Delivery, EventRecord } from '../state/records.ts'
import { nowMs, type World } from '../state/world.ts'
import { createSender, type Sent } from './send.ts'
import { signatureHeader } from './sign.ts'

const deliveriesInFlightMax = 16
const retryMsMax = 60_000
const retryForMs = 3 * 24 * 3600 * 1000
const timerMsMax = 60_000

type Due = { readonly event: string; readonly place: number }

/** Delivers what is due, a bounded number at a time, until each endpoint has answered 2xx or three days are over. */
export function startDeliverer(world: World): { stop(): Promise<void> } {
  const sender = createSender(deliveriesInFlightMax)
  const running = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const pump = () => {
    clearTimeout(timer)
    while (!stopped && running.size < deliveriesInFlightMax) {
      const due = world.dueDeliveries.takeDue(nowMs(world))
      if (due === undefined) break
      const work = attempt(due)
        .catch((fault) => reportFault(fault, { event: due.event }))
        .finally(() => {
          running.delete(work)
          pump()
        })
      running.add(work)
    }
    const next = world.dueDeliveries.nextAt()
    if (stopped || next === undefined || running.size >= deliveriesInFlightMax) return
    timer = setTimeout(pump, Math.min(Math.max(next - nowMs(world), 0), timerMsMax))
  }

  const attempt = async ({ event: id, place }: Due): Promise<void> => {
    const { state } = world
    const event = state.events.get(id)
    const delivery = event?.deliveries[place]
    if (event === undefined || delivery === undefined || delivery.state !== 'waiting') return
    const endpoint = state.tables.webhook_endpoints.get(delivery.endpoint)
    if (endpoint === undefined || endpoint.sim.deleted === true) {
      store({ event, place }, { ...delivery, state: 'failed', error: 'the endpoint was deleted' })
      return
    }
    const body = JSON.stringify(renderEvent(event))
    // Receivers check the age of a signature against the real time, so it is never the virtual one.
    const signature = signatureHeader(endpoint.sim.secret, body, Math.floor(Date.now() / 1000))
    const sent = await sender.send(endpoint.url, body, signature)
    // A reset while it was under way: there is nothing left to note.
    if (world.state === state && !stopped)
      store({ event, place }, afterAttempt(world, { event, delivery, sent }))
  }

  const store = ({ event, place }: { event: EventRecord; place: number }, delivery: Delivery) => {
    world.journal.append({ counter: world.state.counter, delivery: [event.id, place, delivery] })
    event.deliveries[place] = delivery
    if (delivery.state === 'waiting') world.dueDeliveries.push(delivery.dueAt, { event: event.id, place })
  }

  world.wakeDeliveries = pump
  pump()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      sender.close()
      await Promise.all(running)
    },
  }
}

function afterAttempt(
  world: World,
  { event, delivery, sent }: { event: EventRecord; delivery: Delivery; sent: Sent },
): Delivery {
  const attempts = delivery.attempts + 1
  const noted = { ...delivery, attempts, status: sent.status, error: sent.error }
  if (sent.status !== null && sent.status >= 200 && sent.status < 300) return { ...noted, state: 'delivered' }
  const waitMs = Math.min(world.settings.webhookRetryMs * 2 ** Math.min(attempts - 1, 16), retryMsMax)
  const dueAt = nowMs(world) + waitMs
  const givenUp = dueAt > event.created * 1000 + retryForMs
  return givenUp ? { ...noted, state: 'failed' } : { ...noted, dueAt }
}
