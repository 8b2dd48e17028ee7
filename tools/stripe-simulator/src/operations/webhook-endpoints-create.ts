import Type from 'typebox'
import { operation } from '../operation.ts'
import { refuse } from '../outcome.ts'
import { mergeMetadata } from '../params/apply.ts'
import { ClearableText, closed, Expand, MetadataParam, Text } from '../params/pieces.ts'
import { renderWebhookEndpoint } from '../render/event.ts'

export const webhookEndpointsCreate = operation({
  name: 'webhook_endpoints.create',
  method: 'POST',
  path: '/v1/webhook_endpoints',
  params: Type.Object(
    {
      enabled_events: Type.Array(Text, { minItems: 1 }),
      url: Text,
      description: Type.Optional(ClearableText),
      metadata: Type.Optional(MetadataParam),
      expand: Type.Optional(Expand),
    },
    closed,
  ),
  run(unit, params) {
    if (!isHttpUrl(params.url))
      return refuse(`Invalid URL: ${params.url}`, { code: 'url_invalid', param: 'url' })
    const secret = `whsec_${unit.letters(32)}`
    const record = unit.put('webhook_endpoints', {
      id: unit.newId('we'),
      created: unit.now,
      url: params.url,
      enabled_events: params.enabled_events,
      ...(params.description === undefined ? {} : { description: params.description || null }),
      ...(params.metadata === undefined ? {} : { metadata: mergeMetadata(undefined, params.metadata) }),
      sim: { secret },
    })
    return { ok: true, body: { ...renderWebhookEndpoint(record), secret } }
  },
})

/** Tells whether a webhook can be sent there. Plain http is fine: everything here is on one machine. */
export function isHttpUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:')
}
