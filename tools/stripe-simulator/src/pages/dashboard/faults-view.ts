import { faultKinds, webhookFaults } from '../../faults/kinds.ts'
import type { FaultRecord } from '../../state/records.ts'
import type { State } from '../../state/state.ts'
import { type Html, html } from '../html.ts'

/** The planned faults, and a form to plan one more. */
export function faultsView(state: State): Html {
  const faults = [...state.tables.faults.rows()]
  return html`<form class="row" method="post" action="/_sim/page/faults">
<label>Kind<select name="kind">${faultKinds.map((kind) => html`<option>${kind}</option>`)}</select></label>
<label>Operation<input name="operation" value="*"></label>
<label>Event type<input name="eventType" value="*"></label>
<label>How many times<input name="count" inputmode="numeric" placeholder="without end"></label>
<label>Probability<input name="probability" inputmode="decimal" value="1"></label>
<label>Delay, ms<input name="delayMs" inputmode="numeric"></label>
<label>Extra copies<input name="copies" inputmode="numeric" value="1"></label>
<button class="main">Plan fault</button></form>
${faults.length === 0 ? html`<p>No fault is planned: everything works.</p>` : faultTable(faults)}`
}

/** What a fault is about: operations of the API, or types of events. */
function targetOf({ kind, operation, eventType }: FaultRecord): string {
  const aboutEvents = webhookFaults.some((name) => name === kind)
  const pattern = aboutEvents ? eventType : operation
  if (pattern === '*') return aboutEvents ? 'every event' : 'every call'
  return pattern
}

function faultTable(faults: readonly FaultRecord[]): Html {
  return html`<table><thead><tr><th>Kind</th><th>Strikes</th><th class="number">Left</th><th class="number">Struck</th><th class="number">Probability</th><th></th></tr></thead>
<tbody>${faults.map(
    (fault) => html`<tr><td data-label="Kind">${fault.kind}</td>
<td data-label="Strikes">${targetOf(fault)}</td>
<td data-label="Left" class="number">${fault.left ?? '∞'}</td><td data-label="Struck" class="number">${fault.struck}</td>
<td data-label="Probability" class="number">${fault.probability}</td>
<td data-label=""><form class="inline" method="post" action="/_sim/page/faults/delete"><input type="hidden" name="id" value="${fault.id}"><button>Remove</button></form></td></tr>`,
  )}</tbody></table>`
}
