import type { Static, TSchema } from 'typebox'
import type { Endpoint } from '../endpoint.ts'

/** A named moment before the commit of a use case, at which extensions may say no. `view` is all that they see. */
export type CheckPoint<View = unknown> = {
  readonly kind: 'check'
  /** The name of the use case's endpoint: `order.create_order`. */
  readonly name: string
  readonly summary: string
  readonly view: TSchema
  readonly types?: { readonly view: View }
}

/** A question that a service asks and has an answer of its own for; an extension may answer in its place. */
export type Port<Question = unknown, Answer = unknown> = {
  readonly kind: 'port'
  readonly name: string
  readonly summary: string
  readonly question: TSchema
  readonly answer: TSchema
  /** After this time the service's own answer counts. */
  readonly timeLimitMs: number
  readonly types?: { readonly question: Question; readonly answer: Answer }
}

/** What an extension put at a point: the internal endpoint of its service that answers there. */
export type PointAnswer = {
  readonly kind: CheckPoint['kind'] | Port['kind']
  readonly point: string
  readonly extension: string
  readonly endpoint: Endpoint
  /** Of a check that throws, hangs or answers nonsense. A port has the answer of its service then. */
  readonly whenUnavailable: 'refuse' | 'allow'
}

/** The code of a refusal by a check: `EXT_`, the extension's name, and the check's own code. */
export type ExtensionCode = `EXT_${string}`

/** Declares a check point in a contract. The type of the view is resolved here, once. */
export function checkPoint<V extends TSchema>(spec: {
  name: string
  summary: string
  view: V
}): CheckPoint<Static<V>> {
  return { kind: 'check', ...spec }
}

/** Declares a port in a contract. */
export function port<Q extends TSchema, A extends TSchema>(spec: {
  name: string
  summary: string
  question: Q
  answer: A
  timeLimitMs: number
}): Port<Static<Q>, Static<A>> {
  return { kind: 'port', ...spec }
}
