import { cardByKey } from '../../cards/test-cards.ts'
import { readableAmount } from '../../payments/currency.ts'
import type { AnyRecord, Records, ResourceTable } from '../../state/records.ts'
import { type Html, html } from '../html.ts'

export type Column<Row> = {
  readonly name: string
  readonly number?: true
  readonly cell: (row: Row) => Html | string
}

const good = ['succeeded', 'available', 'delivered', 'enabled']
const bad = ['failed', 'canceled', 'requires_payment_method', 'dropped', 'disabled']

/** A state in words, with a sign so that colour is never the only clue. */
export function stateMark(state: string): Html {
  if (good.includes(state)) return html`<span class="good">✓ ${state}</span>`
  if (bad.includes(state)) return html`<span class="bad">✕ ${state}</span>`
  return html`<span class="open">● ${state}</span>`
}

/** A time of the virtual clock, to the second. */
export function timeText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

const money = (row: { amount: number; currency: string }) => readableAmount(row.amount, row.currency)
const card = (row: { sim: { card: string } }) =>
  `${cardByKey(row.sim.card).brand} ${cardByKey(row.sim.card).number.slice(-4)}`

type Columns = { readonly [Name in ResourceTable]: readonly Column<Records[Name]>[] }

const columns: Columns = {
  payment_intents: [
    { name: 'Status', cell: (row) => stateMark(row.status) },
    { name: 'Amount', number: true, cell: money },
    { name: 'Received', number: true, cell: (row) => readableAmount(row.amount_received ?? 0, row.currency) },
    { name: 'Metadata', cell: (row) => metadataText(row.metadata) },
  ],
  charges: [
    { name: 'Status', cell: (row) => stateMark(row.status) },
    { name: 'Amount', number: true, cell: money },
    { name: 'Captured', number: true, cell: (row) => readableAmount(row.amount_captured ?? 0, row.currency) },
    {
      name: 'Given back',
      number: true,
      cell: (row) => readableAmount(row.amount_refunded ?? 0, row.currency),
    },
    { name: 'Card', cell: card },
    { name: 'Failure', cell: (row) => row.sim.declineCode ?? row.failure_code ?? '' },
  ],
  refunds: [
    { name: 'Status', cell: (row) => stateMark(row.status ?? '') },
    { name: 'Amount', number: true, cell: money },
    { name: 'Kind', cell: (row) => (row.sim.release === true ? 'authorisation released' : 'refund') },
    { name: 'Charge', cell: (row) => html`<span class="id">${row.charge}</span>` },
  ],
  customers: [
    { name: 'Email', cell: (row) => row.email ?? '' },
    { name: 'Name', cell: (row) => (row.sim.deleted === true ? 'deleted' : (row.name ?? '')) },
  ],
  payment_methods: [
    { name: 'Card', cell: card },
    { name: 'Customer', cell: (row) => html`<span class="id">${row.customer ?? ''}</span>` },
  ],
  confirmation_tokens: [
    { name: 'Card', cell: card },
    { name: 'Used for', cell: (row) => html`<span class="id">${row.payment_intent ?? ''}</span>` },
  ],
  balance_transactions: [
    { name: 'Type', cell: (row) => row.type },
    { name: 'Amount', number: true, cell: money },
    { name: 'Fee', number: true, cell: (row) => readableAmount(row.fee, row.currency) },
    { name: 'Net', number: true, cell: (row) => readableAmount(row.net, row.currency) },
    { name: 'Available on', cell: (row) => timeText(row.available_on) },
  ],
  webhook_endpoints: [
    { name: 'URL', cell: (row) => row.url },
    {
      name: 'Status',
      cell: (row) => stateMark(row.sim.deleted === true ? 'deleted' : (row.status ?? 'enabled')),
    },
    { name: 'Events', cell: (row) => row.enabled_events.join(', ') },
  ],
}

/** The columns of a table. Table and row always come as a pair. */
export function columnsOf(table: ResourceTable): readonly Column<AnyRecord>[] {
  return columns[table] as readonly Column<AnyRecord>[]
}

function metadataText(metadata: Record<string, string> | undefined): string {
  return Object.entries(metadata ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(' ')
}
