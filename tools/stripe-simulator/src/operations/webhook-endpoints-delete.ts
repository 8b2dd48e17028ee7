import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { closed } from '../params/pieces.ts'

export const webhookEndpointsDelete = operation({
  name: 'webhook_endpoints.delete',
  method: 'DELETE',
  path: '/v1/webhook_endpoints/:id',
  params: Type.Object({}, closed),
  run(unit, _params, { id = '' }) {
    const known = unit.state.tables.webhook_endpoints.get(id)
    if (known === undefined || known.sim.deleted === true) return missingObject('webhook endpoint', id)
    unit.put('webhook_endpoints', { ...known, sim: { ...known.sim, deleted: true } })
    return { ok: true, body: { id, object: 'webhook_endpoint', deleted: true } }
  },
})
