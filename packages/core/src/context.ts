import type { Actor } from './actor.ts'
import type { Endpoint } from './endpoint.ts'
import type { EventType } from './event.ts'
import type { CheckPoint, ExtensionCode, Port } from './extension/point.ts'
import type { Refusal, Result } from './result.ts'

/**
 * A named SQL statement: prepared once per connection. The name is unique in the product. With `plan: 'by values'` it
 * is planned for the values it is given; without, its plan is made once and kept.
 */
export type Statement = { readonly name: string; readonly text: string; readonly plan?: 'by values' }

export type Row = Record<string, unknown>

/** Runs single statements, each in a transaction of its own that knows the tenant. */
export type Sql = {
  query<R = Row>(statement: Statement, values?: readonly unknown[]): Promise<R[]>
}

/** An open transaction. What is published or scheduled here leaves with the commit, or not at all. */
export type Tx = Sql & {
  publish<Data>(event: EventType<Data>, subject: string, data: Data): Promise<void>
  schedule(job: ScheduledJob): Promise<void>
  /**
   * Tells the audit entry of this commit which fields of a thing were changed from what to what. Costs nothing where no
   * entry is written. Never personal data.
   */
  changed(subject: string, before: object | null, after: object): void
}

/** Work for later. `key` is unique per kind: scheduling it again changes nothing while it waits. */
export type ScheduledJob = {
  readonly kind: string
  readonly key: string
  readonly dueInSeconds: number
  readonly data: unknown
}

/** A write that many callers share: items that arrive together go to PostgreSQL as one statement (spine 7). */
export type BatchOperation<Item, Outcome> = {
  readonly name: string
  /** The SQL function; it takes one jsonb array and returns one row `(n int, outcome jsonb)` for each item. */
  readonly functionName: string
  readonly types?: { readonly item: Item; readonly outcome: Outcome }
}

/** The key of a request that must take effect once (spine 6). */
export type RequestKey = {
  /** One id from tenant, principal, endpoint and key; inner commands derive their own ids from it. */
  readonly id: string
  readonly fingerprint: string
}

/** A reply as it was stored with its key. `replayed` when an earlier request was answered with it. */
type StoredAnswer = { readonly status: number; readonly text: string; readonly replayed: boolean }

/** What any call may answer besides its own codes. After `CALL_UNKNOWN` nobody can say whether the work was done. */
export type CallCode = 'CALL_UNKNOWN' | 'BUSY' | 'NOT_FOUND'

export type Log = {
  debug(message: string, metadata?: Record<string, unknown>): void
  info(message: string, metadata?: Record<string, unknown>): void
  warn(message: string, metadata?: Record<string, unknown>): void
  error(message: string, metadata?: Record<string, unknown>): void
}

/** Everything a feature may use besides its input. There is no global. */
export type Ctx<Ports = unknown> = {
  readonly tenant: string
  readonly actor: Actor
  readonly traceparent: string
  readonly now: () => Date
  readonly newId: () => string
  /** Reads: one statement, one round trip. */
  readonly sql: Sql
  /** Several statements, all or none. No call leaves the process while it is open. */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Like `tx` for an endpoint with `idempotency: 'key'`: the work runs once per key, its answer is stored in the same
   * commit and given again to whoever repeats the request. A refusal is stored too, and undoes the work.
   */
  once<T, C extends string>(work: (tx: Tx) => Promise<Result<T, C>>): Promise<Result<T, C>>
  /**
   * Answers an endpoint with `idempotency: 'key'` by a reply that was stored with its key in another commit than that
   * of `once`, such as a batch function's: the edge sends this text, to the byte.
   */
  answered<T, C extends string>(stored: StoredAnswer): Result<T, C>
  /** Hands an item to the batching writer and waits for its outcome. */
  batch<Item, Outcome>(operation: BatchOperation<Item, Outcome>, item: Item): Promise<Outcome>
  call<I, O, C extends string>(endpoint: Endpoint<I, O, C>, input: I): Promise<Result<O, C | CallCode>>
  /**
   * Asks the checks of extensions at a point, before the commit and never inside a transaction. Null when there are none,
   * at once and without making the view; else a promise of the refusal of the first that says no, or of null.
   */
  check<View>(point: CheckPoint<View>, view: () => View): Promise<Refusal<ExtensionCode> | null> | null
  /** Asks a port. `byDefault` answers when no extension does, or none that can be reached in time. */
  ask<Question, Answer>(
    port: Port<Question, Answer>,
    question: Question,
    byDefault: () => Answer,
  ): Promise<{ readonly answer: Answer; readonly by: string }>
  readonly requestKey: RequestKey | null
  /** The request body of an endpoint with `body: 'stream'`. */
  readonly content: AsyncIterable<Uint8Array> | null
  readonly ports: Ports
  readonly log: Log
}
