import Type from 'typebox'
import { listRecords } from '../list.ts'
import { operation } from '../operation.ts'
import { closed, pageFields } from '../params/pieces.ts'
import type { WebhookEndpointRecord } from '../state/records.ts'

export const webhookEndpointsList = operation({
  name: 'webhook_endpoints.list',
  method: 'GET',
  path: '/v1/webhook_endpoints',
  params: Type.Object(pageFields, closed),
  run(unit, params) {
    const rows = unit.state.tables.webhook_endpoints
    const matches = (row: WebhookEndpointRecord) => row.sim.deleted !== true
    return listRecords(
      'webhook_endpoints',
      { url: '/v1/webhook_endpoints', kind: 'webhook endpoint', rows, matches },
      params,
    )
  },
})
