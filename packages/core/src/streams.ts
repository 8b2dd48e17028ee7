import { Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { id, nullable, struct, text, timestamp } from './schema.ts'

const streamName = {
  consumer: text(100, { description: 'Who could not take an event, such as `order.follow_payments`' }),
  subject: text(400, { description: 'The stream, such as `order:<id>`' }),
}

/** A stream that waits because an event of it failed. Its later events wait behind it, in order. */
export const parkedStream = struct({
  service: text(60),
  ...streamName,
  events: Type.Integer({ description: 'How many events wait' }),
  attempts: Type.Integer({ description: 'How often the first of them was tried' }),
  problem: text(600),
  retryAt: timestamp('When it is tried again by itself'),
  event: struct({ id: id(), type: text(100), time: timestamp(), traceId: nullable(text(60)) }),
})

const parkedStreams = struct({ items: Type.Array(parkedStream) })

/** Reads the parked streams of a service's consumers. Every service with consumers answers this, by its own path. */
export function streamsOf(service: string) {
  return endpoint({
    name: `event.read_streams_of_${service.replaceAll('-', '_')}`,
    summary: `Parked streams of the consumers of ${service}, those that wait longest first`,
    method: 'GET',
    path: `/internal/streams/${service}`,
    exposure: 'internal',
    permission: 'event.read_streams',
    input: struct({}),
    reply: parkedStreams,
  })
}

/** Tries a parked stream again now. Every service with consumers answers this, by its own path. */
export function replayOf(service: string) {
  return endpoint({
    name: `event.replay_stream_of_${service.replaceAll('-', '_')}`,
    summary: `Tries a parked stream of ${service} again at once; the answer comes before the attempt is over`,
    method: 'POST',
    path: `/api/streams/${service}/replay`,
    permission: 'event.replay_streams',
    input: struct(streamName),
    reply: struct({ events: Type.Integer({ description: 'How many events wait; 0 when the stream flows' }) }),
  })
}
