import { webhookFaults } from '../faults/kinds.ts'
import { fits, strike } from '../faults/strike.ts'
import { nextRandom } from '../state/ids.ts'
import type { Delivery, FaultRecord } from '../state/records.ts'
import type { State } from '../state/state.ts'

/** To whom an event goes and when, after the fault plans had their say. */
export function planDeliveries(
  state: State,
  event: { type: string; nowMs: number },
  keep: (fault: FaultRecord) => void,
): Delivery[] {
  const deliveries: Delivery[] = []
  for (const endpoint of state.tables.webhook_endpoints.rows()) {
    if (endpoint.sim.deleted === true || endpoint.status === 'disabled') continue
    if (!endpoint.enabled_events.some((pattern) => fits(pattern, event.type))) continue
    const faults = strike(state, { kinds: webhookFaults, eventType: event.type }, keep)
    deliveries.push(...deliveriesTo(endpoint.id, event.nowMs, faults))
  }
  return deliveries
}

function deliveriesTo(endpoint: string, nowMs: number, faults: readonly FaultRecord[]): Delivery[] {
  let dueAt = nowMs
  let copies = 1
  let dropped = false
  for (const fault of faults) {
    if (fault.kind === 'drop') dropped = true
    if (fault.kind === 'delay') dueAt += fault.delayMs
    if (fault.kind === 'duplicate') copies += fault.copies
    if (fault.kind === 'reorder') dueAt += Math.floor(nextRandom(fault.random + 1).fraction * fault.delayMs)
  }
  const delivery: Delivery = {
    endpoint,
    state: dropped ? 'dropped' : 'waiting',
    attempts: 0,
    dueAt,
    status: null,
    error: null,
  }
  return Array.from({ length: copies }, () => delivery)
}
