import { type Refusal, refuse } from './outcome.ts'
import { renderRecord } from './render/render.ts'
import type { ResourceTable } from './state/records.ts'
import type { State } from './state/state.ts'

const depthMax = 4

/** Fields that hold an id and can show the object instead, by resource. */
const expandable: Readonly<Record<string, readonly string[]>> = {
  payment_intent: ['customer', 'latest_charge', 'payment_method'],
  charge: ['balance_transaction', 'customer', 'failure_balance_transaction', 'payment_intent', 'refunds'],
  refund: [
    'balance_transaction',
    'charge',
    'customer',
    'failure_balance_transaction',
    'payment_intent',
    'payment_method',
  ],
  balance_transaction: ['source'],
  payment_method: ['customer'],
  customer: ['default_source', 'invoice_settings'],
  list: ['data'],
  '': ['default_payment_method'],
}

const tables: Readonly<Record<string, ResourceTable>> = {
  cus: 'customers',
  pm: 'payment_methods',
  pi: 'payment_intents',
  ch: 'charges',
  re: 'refunds',
  txn: 'balance_transactions',
}

type Wire = Record<string, unknown>

/** Replaces ids by the objects they name, along each path. The object is fresh from its renderer, so it may change. */
export function expandAll(
  state: State,
  object: object,
  paths: readonly string[],
  now: number,
): Refusal | undefined {
  for (const path of paths) {
    const steps = path.split('.')
    if (steps.length > depthMax) return refused(path)
    if (!expandPath(state, object as Wire, steps, now)) return refused(path)
  }
  return undefined
}

function refused(path: string): Refusal {
  return refuse(`This property cannot be expanded (${path}).`, { param: 'expand' })
}

function expandPath(state: State, object: Wire, [step, ...rest]: string[], now: number): boolean {
  if (step === undefined) return true
  const kind = typeof object['object'] === 'string' ? object['object'] : ''
  if (expandable[kind]?.includes(step) !== true) return false
  if (kind === 'charge' && step === 'refunds') object[step] ??= refundsOf(state, String(object['id']), now)
  const value = object[step]
  if (typeof value === 'string') object[step] = resolve(state, value, now)
  const inner = object[step]
  if (Array.isArray(inner)) return inner.every((item) => expandPath(state, item, rest, now))
  if (typeof inner !== 'object' || inner === null) return true
  return expandPath(state, inner as Wire, rest, now)
}

function resolve(state: State, id: string, now: number): object | string {
  const table = tables[id.slice(0, id.indexOf('_'))]
  const record = table === undefined ? undefined : state.tables[table].get(id)
  if (table === undefined || record === undefined) return id
  return renderRecord(table, record, now)
}

function refundsOf(state: State, charge: string, now: number): object {
  const newestFirst = state.tables.refunds.by('charge', charge).reverse()
  return {
    object: 'list',
    data: newestFirst.slice(0, 10).map((record) => renderRecord('refunds', record, now)),
    has_more: newestFirst.length > 10,
    url: `/v1/charges/${charge}/refunds`,
  }
}
