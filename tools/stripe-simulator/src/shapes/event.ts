import Type from 'typebox'
import { Metadata, NullableString } from './pieces.ts'

const closed = { additionalProperties: false } as const

export const EventShape = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('event'),
    api_version: NullableString,
    created: Type.Integer(),
    data: Type.Object(
      {
        object: Type.Record(Type.String(), Type.Unknown()),
        previous_attributes: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      },
      closed,
    ),
    livemode: Type.Literal(false),
    pending_webhooks: Type.Integer(),
    request: Type.Object({ id: NullableString, idempotency_key: NullableString }, closed),
    type: Type.String(),
  },
  closed,
)
export type Event = Type.Static<typeof EventShape>

export const WebhookEndpointShape = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('webhook_endpoint'),
    api_version: NullableString,
    application: Type.Null(),
    created: Type.Integer(),
    description: NullableString,
    enabled_events: Type.Array(Type.String()),
    livemode: Type.Literal(false),
    metadata: Metadata,
    secret: Type.Optional(Type.String()),
    status: Type.String(),
    url: Type.String(),
  },
  closed,
)
export type WebhookEndpoint = Type.Static<typeof WebhookEndpointShape>
