import Type from 'typebox'
import { faultKinds } from '../faults/kinds.ts'
import { missingObject } from '../outcome.ts'
import { closed } from '../params/pieces.ts'
import { inUnit } from '../state/in-unit.ts'
import type { FaultRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'
import { adminRoute } from './admin-route.ts'

const delayMsMax = 3 * 24 * 3600 * 1000
const delayMsDefault: Readonly<Record<string, number>> = { slow: 1_000, delay: 5_000, reorder: 2_000 }

const FaultBody = Type.Object(
  {
    kind: Type.Enum([...faultKinds]),
    /** Name of an operation, a prefix such as `payment_intents.*`, or `*`. */
    operation: Type.Optional(Type.String({ maxLength: 100 })),
    /** Type of an event, a prefix such as `refund.*`, or `*`. */
    eventType: Type.Optional(Type.String({ maxLength: 100 })),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
    probability: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    seed: Type.Optional(Type.Integer()),
    delayMs: Type.Optional(Type.Integer({ minimum: 0, maximum: delayMsMax })),
    copies: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  },
  closed,
)
type FaultBody = Type.Static<typeof FaultBody>

/** Plans a fault. Without a count it strikes until it is deleted. */
function planFault(unit: Unit, body: FaultBody): FaultRecord {
  return unit.put('faults', {
    id: unit.newId('fault'),
    kind: body.kind,
    operation: body.operation ?? '*',
    eventType: body.eventType ?? '*',
    left: body.count ?? null,
    probability: body.probability ?? 1,
    random: (body.seed ?? unit.state.counter) | 0,
    delayMs: body.delayMs ?? delayMsDefault[body.kind] ?? 0,
    copies: body.copies ?? 1,
    struck: 0,
  })
}

export const readFaults = adminRoute({
  method: 'GET',
  path: '/_sim/faults',
  body: Type.Object({}),
  run: ({ world }) => ({ ok: true, body: { data: [...world.state.tables.faults.rows()] } }),
})

export const createFault = adminRoute({
  method: 'POST',
  path: '/_sim/faults',
  body: FaultBody,
  run: ({ world }, body) => inUnit(world, (unit) => ({ ok: true, body: planFault(unit, body) })),
})

export const deleteFault = adminRoute({
  method: 'DELETE',
  path: '/_sim/faults/:id',
  body: Type.Object({}, closed),
  run({ world }, _body, { id = '' }) {
    if (world.state.tables.faults.get(id) === undefined) return missingObject('fault', id)
    return inUnit(world, (unit) => {
      unit.remove('faults', id)
      return { ok: true, body: { id, deleted: true } }
    })
  },
})

export const deleteFaults = adminRoute({
  method: 'DELETE',
  path: '/_sim/faults',
  body: Type.Object({}, closed),
  run: ({ world }) =>
    inUnit(world, (unit) => {
      const ids = [...unit.state.tables.faults.rows()].map((fault) => fault.id)
      for (const id of ids) unit.remove('faults', id)
      return { ok: true, body: { deleted: ids.length } }
    }),
})
