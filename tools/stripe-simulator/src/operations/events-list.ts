import Type from 'typebox'
import { fits } from '../faults/strike.ts'
import { choosePage } from '../list.ts'
import { operation } from '../operation.ts'
import { refuse } from '../outcome.ts'
import { CreatedRange, closed, pageFields, Text } from '../params/pieces.ts'
import type { EventRecord } from '../state/records.ts'

export const eventsList = operation({
  name: 'events.list',
  method: 'GET',
  path: '/v1/events',
  params: Type.Object(
    {
      ...pageFields,
      created: Type.Optional(CreatedRange),
      delivery_success: Type.Optional(Type.Boolean()),
      type: Type.Optional(Text),
      types: Type.Optional(Type.Array(Text, { maxItems: 20 })),
    },
    closed,
  ),
  run(unit, params) {
    if (params.type !== undefined && params.types !== undefined) {
      return refuse('Give type or types, not both.', { code: 'parameters_exclusive', param: 'types' })
    }
    const patterns = params.type === undefined ? params.types : [params.type]
    const wanted = params.delivery_success
    const matches = (event: EventRecord) =>
      (patterns === undefined || patterns.some((pattern) => fits(pattern, event.type))) &&
      (wanted === undefined || wanted === wasDelivered(event))
    const chosen = choosePage({ url: '/v1/events', kind: 'event', rows: unit.state.events, matches }, params)
    if (!chosen.ok) return chosen
    const rows = chosen.rows.map((event) => ({ event }))
    return { ok: true, page: { url: '/v1/events', has_more: chosen.hasMore, rows } }
  },
})

/** Every endpoint has it. An event that went to nobody counts as delivered: nothing is missing. */
function wasDelivered(event: EventRecord): boolean {
  return event.deliveries.every((delivery) => delivery.state === 'delivered')
}
