import Type from 'typebox'
import type { PageOf } from '../outcome.ts'
import { missingObject } from '../outcome.ts'
import type { ResourceTable } from '../state/records.ts'
import type { State } from '../state/state.ts'
import { nowMs } from '../state/world.ts'
import { adminRoute } from './admin-route.ts'

const objectsShown = 100

export const resourceTables: readonly ResourceTable[] = [
  'payment_intents',
  'charges',
  'refunds',
  'customers',
  'payment_methods',
  'confirmation_tokens',
  'balance_transactions',
  'webhook_endpoints',
]

/** The newest rows of a table. */
export function newest(state: State, table: ResourceTable, count = objectsShown): PageOf['rows'] {
  const ids = state.tables[table].ids()
  const rows: PageOf['rows'][number][] = []
  for (let at = ids.length - 1; at >= 0 && rows.length < count; at -= 1) {
    const record = state.tables[table].get(ids[at] ?? '')
    if (record !== undefined) rows.push({ table, record })
  }
  return rows
}

export const readSummary = adminRoute({
  method: 'GET',
  path: '/_sim/state',
  body: Type.Object({}),
  run({ world, budget }) {
    const counts = Object.fromEntries(
      resourceTables.map((table) => [table, world.state.tables[table].size()]),
    )
    const deliveriesWaiting = world.dueDeliveries.size()
    const body = {
      now: Math.floor(nowMs(world) / 1000),
      seed: world.state.seed,
      perSecond: budget.perSecond(),
      counts: { ...counts, events: world.state.events.size(), faults: world.state.tables.faults.size() },
      deliveriesWaiting,
      tasksWaiting: world.state.tasks.size,
    }
    return { ok: true, body }
  },
})

export const readObjects = adminRoute({
  method: 'GET',
  path: '/_sim/objects/:table',
  body: Type.Object({}),
  run({ world }, _body, { table = '' }) {
    const known = resourceTables.find((name) => name === table)
    if (known === undefined) return missingObject('table', table)
    const rows = newest(world.state, known)
    const has_more = world.state.tables[known].size() > rows.length
    return { ok: true, page: { url: `/_sim/objects/${table}`, has_more, rows } }
  },
})
