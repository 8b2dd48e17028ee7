import { openApi } from './api.ts'
import type { Call } from './commands.ts'
import { stop } from './stop.ts'

type Event = {
  version: number
  type: string
  data: Record<string, unknown>
  timestamp: string
  cause: string | null
  by: { kind: string; id: string | null } | null
}
type State = {
  at: string
  version: number
  status: string
  isPaid: boolean
  vendors: {
    vendorId: string
    status: string
    lines: { sku: string; quantity: number; shipped: number; cancelled: number }[]
  }[]
}
type History = { orderId: string; number: string; eventHistory: Event[]; stateAt: State | null }

/** `rialto order history NUMBER`. What happened to an order, why and by whom, and how it was at a moment. */
export async function showOrderHistory(call: Call): Promise<number> {
  const { options, files, terminal } = call
  const number = (files[0] ?? '').toUpperCase()
  const at = readMoment(options['at'])
  const api = await openApi(call)
  const found = await api.ask<{ items: { orderId: string; number: string }[] }>(
    `/api/operator/orders?number=${encodeURIComponent(number)}&limit=2`,
  )
  const order = found.items.find((one) => one.number === number)
  if (!order) throw stop(`There is no order ${number}`)
  const query = at === null ? '' : `?at=${encodeURIComponent(at)}`
  const history = await api.ask<History>(`/api/orders/${order.orderId}/history${query}`)
  if (options['json']) {
    const { orderId, eventHistory, stateAt } = history
    terminal.result(JSON.stringify({ orderId, number, eventHistory, stateAt }))
  } else
    terminal.result([...history.eventHistory.map(describeEvent), '', ...describeState(history)].join('\n'))
  return 0
}

function readMoment(given: string | boolean | undefined): string | null {
  if (typeof given !== 'string') return null
  const moment = new Date(given)
  if (Number.isNaN(moment.getTime()))
    throw stop(`--at "${given}" is no moment such as 2026-11-20T15:04:05Z`, 2)
  return moment.toISOString()
}

function describeEvent({ timestamp, type, data, cause, by }: Event): string {
  const who = by === null ? 'not known' : by.id === null ? by.kind : `${by.kind} ${by.id}`
  const what = type === 'OrderStatusChanged' ? `${data['previousStatus']} → ${data['newStatus']}` : type
  const why = [cause ?? 'not written down', reasonOf(data)].filter((part) => part !== '').join(', ')
  return `${timestamp}  ${what.padEnd(28)} because of ${why}; by ${who}`
}

/** The reason that somebody gave, or the code of the provider. */
function reasonOf(data: Record<string, unknown>): string {
  const metadata = (data['metadata'] ?? {}) as Record<string, unknown>
  const reason = data['reason'] ?? metadata['reason'] ?? data['code'] ?? metadata['code']
  return typeof reason === 'string' ? `reason ${reason}` : ''
}

function describeState({ number, stateAt }: History): string[] {
  if (stateAt === null) return [`${number} did not exist at that moment.`]
  const paid = stateAt.isPaid ? 'paid' : 'not paid'
  return [
    `${number} at ${stateAt.at}: ${stateAt.status}, ${paid}, after ${stateAt.version} events`,
    ...stateAt.vendors.flatMap((part) => [
      `  vendor ${part.vendorId}: ${part.status}`,
      ...part.lines.map(
        (line) =>
          `    ${line.sku}: ${line.quantity} ordered, ${line.shipped} shipped, ${line.cancelled} cancelled`,
      ),
    ]),
  ]
}
