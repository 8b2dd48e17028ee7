import { apiVersion } from '../api-version.ts'
import type { Event, WebhookEndpoint } from '../shapes/event.ts'
import type { EventRecord, WebhookEndpointRecord } from '../state/records.ts'
import { renderRecord } from './render.ts'

/** An event with the object as it was when the event happened. */
export function renderEvent(event: EventRecord): Event {
  const object = renderRecord(event.table, event.object, event.created) as Record<string, unknown>
  return {
    id: event.id,
    object: 'event',
    api_version: apiVersion,
    created: event.created,
    data: event.previous === null ? { object } : { object, previous_attributes: event.previous },
    livemode: false,
    pending_webhooks: event.deliveries.filter((delivery) => delivery.state !== 'delivered').length,
    request: { id: event.request.id, idempotency_key: event.request.key },
    type: event.type,
  }
}

/** A webhook endpoint; its secret is only in the answer to its creation. */
export function renderWebhookEndpoint(record: WebhookEndpointRecord): WebhookEndpoint {
  const { sim: _, ...kept } = record
  return {
    object: 'webhook_endpoint',
    api_version: apiVersion,
    application: null,
    description: null,
    livemode: false,
    metadata: {},
    status: 'enabled',
    ...kept,
  }
}
