import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { closed, Expand } from '../params/pieces.ts'

export const webhookEndpointsRetrieve = operation({
  name: 'webhook_endpoints.retrieve',
  method: 'GET',
  path: '/v1/webhook_endpoints/:id',
  params: Type.Object({ expand: Type.Optional(Expand) }, closed),
  run(unit, _params, { id = '' }) {
    const record = unit.state.tables.webhook_endpoints.get(id)
    if (record === undefined || record.sim.deleted === true) return missingObject('webhook endpoint', id)
    return { ok: true, table: 'webhook_endpoints', record }
  },
})
