import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject, refuse } from '../outcome.ts'
import { mergeMetadata } from '../params/apply.ts'
import { ClearableText, closed, Expand, MetadataParam, Text } from '../params/pieces.ts'
import { isHttpUrl } from './webhook-endpoints-create.ts'

export const webhookEndpointsUpdate = operation({
  name: 'webhook_endpoints.update',
  method: 'POST',
  path: '/v1/webhook_endpoints/:id',
  params: Type.Object(
    {
      description: Type.Optional(ClearableText),
      disabled: Type.Optional(Type.Boolean()),
      enabled_events: Type.Optional(Type.Array(Text, { minItems: 1 })),
      metadata: Type.Optional(MetadataParam),
      url: Type.Optional(Text),
      expand: Type.Optional(Expand),
    },
    closed,
  ),
  run(unit, params, { id = '' }) {
    const known = unit.state.tables.webhook_endpoints.get(id)
    if (known === undefined || known.sim.deleted === true) return missingObject('webhook endpoint', id)
    if (params.url !== undefined && !isHttpUrl(params.url)) {
      return refuse(`Invalid URL: ${params.url}`, { code: 'url_invalid', param: 'url' })
    }
    const record = unit.put('webhook_endpoints', {
      ...known,
      url: params.url ?? known.url,
      enabled_events: params.enabled_events ?? known.enabled_events,
      ...(params.description === undefined ? {} : { description: params.description || null }),
      ...(params.disabled === undefined ? {} : { status: params.disabled ? 'disabled' : 'enabled' }),
      ...(params.metadata === undefined ? {} : { metadata: mergeMetadata(known.metadata, params.metadata) }),
    })
    return { ok: true, table: 'webhook_endpoints', record }
  },
})
