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

/** The state as it is at a time in seconds. */
export type View = { readonly state: State; readonly now: number }

/** Replaces ids by the objects they name, along each path. The object is fresh from its renderer, so it may change. */
export function expandAll(view: View, object: object, paths: readonly string[]): Refusal | undefined {
  for (const path of paths) {
    const steps = path.split('.')
    if (steps.length > depthMax) return refused(path)
    if (!expandPath(view, object as Wire, steps)) return refused(path)
  }
  return undefined
}

function refused(path: string): Refusal {
  return refuse(`This property cannot be expanded (${path}).`, { param: 'expand' })
}

function expandPath(view: View, object: Wire, [step, ...rest]: string[]): boolean {
  if (step === undefined) return true
  const kind = typeof object['object'] === 'string' ? object['object'] : ''
  if (expandable[kind]?.includes(step) !== true) return false
  if (kind === 'charge' && step === 'refunds') object[step] ??= refundsOf(view, String(object['id']))
  const value = object[step]
  if (typeof value === 'string') object[step] = resolve(view, value)
  const inner = object[step]
  if (Array.isArray(inner)) return inner.every((item) => expandPath(view, item, rest))
  if (typeof inner !== 'object' || inner === null) return true
  return expandPath(view, inner as Wire, rest)
}

function resolve({ state, now }: View, id: string): object | string {
  const table = tables[id.slice(0, id.indexOf('_'))]
  const record = table === undefined ? undefined : state.tables[table].get(id)
  if (table === undefined || record === undefined) return id
  return renderRecord(table, record, now)
}

function refundsOf({ state, now }: View, charge: string): object {
  const newestFirst = state.tables.refunds.by('charge', charge).reverse()
  return {
    object: 'list',
    data: newestFirst.slice(0, 10).map((record) => renderRecord('refunds', record, now)),
    has_more: newestFirst.length > 10,
    url: `/v1/charges/${charge}/refunds`,
  }
}
