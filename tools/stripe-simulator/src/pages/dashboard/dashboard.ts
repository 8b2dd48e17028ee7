import { booksOf } from '../../admin/books.ts'
import { newest, resourceTables } from '../../admin/objects.ts'
import type { Gate } from '../../http/pipeline.ts'
import { readableAmount } from '../../payments/currency.ts'
import { renderEvent } from '../../render/event.ts'
import { renderRecord } from '../../render/render.ts'
import type { AnyRecord, ResourceTable } from '../../state/records.ts'
import { nowMs } from '../../state/world.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../layout.ts'
import { columnsOf, timeText } from './columns.ts'
import { eventsView } from './events-view.ts'
import { faultsView } from './faults-view.ts'

const first: readonly string[] = ['payment_intents', 'charges', 'refunds', 'customers', 'events', 'faults']
const views = [...first, ...resourceTables.filter((table) => !first.includes(table))]

/** The page at `/`: what there is, newest first, and the buttons. It works without script. */
export function dashboardPage(gate: Gate, query: { view?: string; id?: string }): Page {
  const view = views.find((name) => name === query.view) ?? 'payment_intents'
  const { state } = gate.world
  const size = (name: string) =>
    name === 'events' ? state.events.size() : state.tables[name as ResourceTable | 'faults'].size()
  const link = (
    name: string,
  ) => html`<a href="/?view=${name}"${name === view ? html` aria-current="page"` : ''}>
${title(name)} <span class="quiet">&nbsp;${size(name)}</span></a>`
  const body = html`<header><h1>Stripe simulator</h1>
<p class="quiet">Test money only. Every object here was made by calls to this simulator.</p>${facts(gate)}
<nav aria-label="Objects">${views.map(link)}</nav></header>
<main>${query.id === undefined ? viewOf(gate, view) : detail(gate, view, query.id)}</main>`
  return { title: 'Stripe simulator', body }
}

const title = (name: string) => (name[0] ?? '').toUpperCase() + name.slice(1).replaceAll('_', ' ')

function facts({ world, budget }: Gate): Html {
  const now = Math.floor(nowMs(world) / 1000)
  const books = booksOf(world.state, now).filter((book) => book.captured > 0)
  const perSecond = budget.perSecond()
  const limited = perSecond !== 'unlimited'
  return html`<dl class="facts"><div><dt>Virtual time (UTC)</dt><dd>${timeText(now)}</dd></div>
<div><dt>Budget</dt><dd>${limited ? `${perSecond} a second` : 'unlimited'}</dd></div>
<div><dt>Deliveries waiting</dt><dd>${world.dueDeliveries.size()}</dd></div>
${books.map((book) => html`<div><dt>Balance</dt><dd>${readableAmount(book.balance, book.currency)}</dd></div>`)}
</dl><div class="buttons">${button('Clock + 1 hour', '/_sim/page/clock', { seconds: '3600' })}
${button('Clock + 7 days', '/_sim/page/clock', { seconds: '604800' })}
${limited ? button('Lift the budget', '/_sim/page/budget', { perSecond: 'unlimited' }) : button('Limit to 25 a second', '/_sim/page/budget', { perSecond: '25' })}
<details><summary>Reset everything</summary>${button('Yes, delete all objects', '/_sim/page/reset', {})}</details></div>`
}

function button(text: string, action: string, fields: Record<string, string>): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return html`<form class="inline" method="post" action="${action}">${hidden}<button>${text}</button></form>`
}

function viewOf(gate: Gate, view: string): Html {
  if (view === 'events') return eventsView(gate.world.state)
  if (view === 'faults') return faultsView(gate.world.state)
  const table = view as ResourceTable
  const rows = newest(gate.world.state, table).flatMap((row) => ('record' in row ? [row.record] : []))
  if (rows.length === 0) return html`<p>Nothing here yet. The README shows the first call to make.</p>`
  const columns = columnsOf(table)
  return html`<table><thead><tr><th>Id</th>${columns.map((column) => html`<th class="${column.number ? 'number' : ''}">${column.name}</th>`)}
<th>Made</th><th></th></tr></thead><tbody>${rows.map(
    (
      row,
    ) => html`<tr><td data-label="Id"><a class="id" href="/?view=${table}&amp;id=${row.id}">${row.id}</a></td>
${columns.map((column) => html`<td data-label="${column.name}" class="${column.number ? 'number' : ''}"><div>${column.cell(row)}</div></td>`)}
<td data-label="Made" class="time">${'created' in row ? timeText(row.created) : ''}</td><td data-label=""><div>${rowButtons(table, row)}</div></td></tr>`,
  )}</tbody></table>`
}

function rowButtons(table: ResourceTable, row: AnyRecord): Html | string {
  if (table !== 'payment_intents' || !('status' in row) || row.status !== 'requires_action') return ''
  const answer = (outcome: string, text: string) =>
    button(text, '/_sim/page/authenticate', { id: row.id, outcome })
  return html`${answer('succeed', 'Authenticate')}${answer('fail', 'Fail')}`
}

function detail(gate: Gate, view: string, id: string): Html {
  const { state } = gate.world
  const event = view === 'events' ? state.events.get(id) : undefined
  const record = view === 'events' ? undefined : state.tables[view as ResourceTable | 'faults'].get(id)
  if (event === undefined && record === undefined)
    return html`<p>There is no such object: <span class="id">${id}</span></p>`
  const now = Math.floor(nowMs(gate.world) / 1000)
  const shown =
    event !== undefined
      ? { ...renderEvent(event), deliveries: event.deliveries }
      : view === 'faults'
        ? record
        : renderRecord(view as ResourceTable, record as AnyRecord, now)
  return html`<p><a href="/?view=${view}">Back to the list</a></p><h2 class="id">${id}</h2>
<pre>${JSON.stringify(shown, null, 2)}</pre>`
}
