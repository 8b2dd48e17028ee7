import { feature, ok, replayOf, type Service, streamsOf } from '@rialto/core'
import { listParked, type ParkedStream, replayParked } from './parked.ts'

/** The service with two endpoints more, if it has consumers: their parked streams, and one that tries a stream again. */
export function withStreams(service: Service): Service {
  if (service.consumers.length === 0) return service
  const consumers = service.consumers.map((consumer) => consumer.name)
  const list = feature(streamsOf(service.name), async (_input, ctx) => {
    const parked = await listParked(ctx.sql, consumers)
    return ok({ items: parked.map((stream) => ({ service: service.name, ...showStream(stream) })) })
  })
  const replay = feature(replayOf(service.name), async (stream, ctx) => {
    if (!consumers.includes(stream.consumer)) return ok({ events: 0 })
    return ctx.tx(async (tx) => {
      const due = await replayParked(tx, stream)
      if (!due) return ok({ events: 0 })
      tx.changed(`${stream.consumer} ${stream.subject}`, { replayed: false }, { replayed: true })
      return ok({ events: due.events })
    })
  })
  return { ...service, features: [...service.features, list, replay] }
}

function showStream({ retryAt, event, ...stream }: ParkedStream) {
  const { traceparent, ...parts } = event
  return {
    ...stream,
    retryAt: retryAt.toISOString(),
    event: { ...parts, traceId: traceparent?.split('-')[1] ?? null },
  }
}
