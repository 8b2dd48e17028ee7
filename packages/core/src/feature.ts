import type { Ctx, Tx } from './context.ts'
import type { CommonCode, Endpoint } from './endpoint.ts'
import type { EventType, PublishedEvent } from './event.ts'
import type { ExtensionCode } from './extension/point.ts'
import type { Result } from './result.ts'

/** One use case: an endpoint and what happens when it is called. */
export type Feature<Ports = unknown> = {
  readonly endpoint: Endpoint
  readonly handle: (input: unknown, ctx: Ctx<Ports>) => Promise<Result<unknown>>
}

/** Joins an endpoint with its handler. The handler's input, value and codes are typed by the endpoint. */
export function feature<Input, Output, Code extends string, Ports = unknown>(
  endpoint: Endpoint<Input, Output, Code>,
  handle: (input: Input, ctx: Ctx<Ports>) => Promise<Result<Output, Code | CommonCode | ExtensionCode>>,
): Feature<Ports> {
  return { endpoint, handle: handle as Feature<Ports>['handle'] }
}

/** What a consumer has at hand besides the event: what it prepared for the batch, and its context. */
export type Around<Prepared, Ports = unknown> = { readonly prepared: Prepared; readonly ctx: Ctx<Ports> }

/**
 * A subscriber with its own cursor. `prepare` may call other services and runs before the transaction; `apply` writes
 * the effect, in the commit that also marks the event as done: an event takes effect once.
 */
export type Consumer<Ports = unknown> = {
  /** `service.verb_noun`, unique; it names the cursor, so it never changes. */
  readonly name: string
  /** Projections can be rebuilt and are replayed; reactions (mails, calls) never are. */
  readonly kind: 'projection' | 'reaction'
  readonly types: readonly string[]
  readonly prepare: (events: readonly PublishedEvent[], ctx: Ctx<Ports>) => Promise<unknown>
  readonly apply: (event: PublishedEvent, tx: Tx, around: Around<unknown, Ports>) => Promise<void>
  /** The effects of several events in one commit; without it each event has a commit of its own. */
  readonly together?: 'in turn' | ApplyTogether<unknown, unknown, Ports>
}

/**
 * The effects of several events of one tenant, in their order. When it fails or says false, all of it is undone and
 * `apply` does the events one by one. It must take its locks in the order of the product (spine 7), whatever the order
 * of the events.
 */
export type ApplyTogether<Data, Prepared, Ports = unknown> = (
  events: readonly PublishedEvent<Data>[],
  tx: Tx,
  around: Around<Prepared, Ports>,
) => Promise<boolean>

/** Declares a consumer of one or several event types with the same data. */
export function consumer<Data, Prepared = undefined, Ports = unknown>(spec: {
  name: string
  kind: 'projection' | 'reaction'
  on: readonly EventType<Data>[]
  prepare?: (events: readonly PublishedEvent<Data>[], ctx: Ctx<Ports>) => Promise<Prepared>
  apply: (event: PublishedEvent<Data>, tx: Tx, around: Around<Prepared, Ports>) => Promise<void>
  /** `in turn`: by `apply`, one after the other. For effects that lock nothing, or one row of one table each. */
  together?: 'in turn' | ApplyTogether<Data, Prepared, Ports>
}): Consumer<Ports> {
  const together = spec.together as Consumer<Ports>['together']
  return {
    name: spec.name,
    kind: spec.kind,
    types: spec.on.map((event) => event.type),
    prepare: (spec.prepare ?? (async () => undefined)) as Consumer<Ports>['prepare'],
    apply: spec.apply as Consumer<Ports>['apply'],
    ...(together ? { together } : {}),
  }
}

/** Work that runs when a scheduled job is due. Throwing means "try again later", with backoff. */
export type Job<Ports = unknown> = {
  readonly kind: string
  /** Runs by itself this often, once for each tenant, besides what is scheduled. */
  readonly everySeconds?: number
  readonly run: (job: { key: string; data: unknown; attempts: number }, ctx: Ctx<Ports>) => Promise<void>
}
