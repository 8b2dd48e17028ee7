import type { Delivery, EventRecord } from '../../state/records.ts'
import type { State } from '../../state/state.ts'
import { type Html, html } from '../html.ts'
import { stateMark, timeText } from './columns.ts'

const eventsShown = 100

/** The newest events, with what became of each delivery. */
export function eventsView(state: State): Html {
  const events = [...state.events.rows()].slice(-eventsShown).reverse()
  if (events.length === 0)
    return html`<p>No events yet. The first call that makes or changes something brings one.</p>`
  return html`<table><thead><tr><th>Time</th><th>Event</th><th>Object</th><th>Deliveries</th><th></th></tr></thead>
<tbody>${events.map((event) => eventRow(state, event))}</tbody></table>`
}

function eventRow(state: State, event: EventRecord): Html {
  return html`<tr><td data-label="Time" class="time">${timeText(event.created)}</td>
<td data-label="Event"><div><a href="/?view=events&amp;id=${event.id}">${event.type}</a></div></td>
<td data-label="Object"><span class="id">${event.object.id}</span></td>
<td data-label="Deliveries"><div>${event.deliveries.length === 0 ? 'to nobody' : event.deliveries.map((delivery) => deliveryLine(state, delivery))}</div></td>
<td data-label=""><form class="inline" method="post" action="/_sim/page/resend"><input type="hidden" name="id" value="${event.id}">
<button${event.deliveries.length === 0 ? html` disabled` : ''}>Send again</button></form></td></tr>`
}

function deliveryLine(state: State, delivery: Delivery): Html {
  const url = state.tables.webhook_endpoints.get(delivery.endpoint)?.url ?? delivery.endpoint
  const last = delivery.status === null ? (delivery.error ?? '') : `answered ${delivery.status}`
  const tries = delivery.attempts === 1 ? '1 attempt' : `${delivery.attempts} attempts`
  return html`<div>${stateMark(delivery.state)} <span class="quiet">${tries}${last === '' ? '' : html`, ${last}`} · ${url}</span></div>`
}
