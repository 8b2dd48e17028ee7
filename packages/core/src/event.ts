import type { Static, TSchema } from 'typebox'

/** A kind of published event, declared in a contract. `type` is dotted and past tense: `order.created`. */
export type EventType<Data = unknown> = {
  readonly type: string
  readonly summary: string
  readonly schema: TSchema
  readonly types?: { readonly data: Data }
}

/** Declares a published event. Its data never holds personal data. */
export function eventType<D extends TSchema>(spec: {
  type: string
  summary: string
  data: D
}): EventType<Static<D>> {
  return { type: spec.type, summary: spec.summary, schema: spec.data }
}

/** An event as consumers see it (CloudEvents 1.0 attributes, camel case). */
export type PublishedEvent<Data = unknown> = {
  readonly id: string
  readonly source: string
  readonly type: string
  /** The stream: events of one subject are delivered in order. */
  readonly subject: string
  readonly time: string
  readonly tenant: string
  readonly data: Data
  readonly traceparent: string | null
}
