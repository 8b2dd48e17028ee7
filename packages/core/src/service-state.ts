import { Type } from 'typebox'
import type { Ctx, Statement } from './context.ts'
import { endpoint } from './endpoint.ts'
import { nullable, struct, text, timestamp } from './schema.ts'

/**
 * A rule that must hold in the data while people buy: it is checked every hour on what is old enough, so that an honest
 * half-way state is no finding. The statement's rows are problems, told in the column `problem`.
 */
export type BookCheck<Ports = unknown> = {
  /** `service.rule`, unique. */
  readonly name: string
  /** What must hold. */
  readonly sentence: string
} & ({ readonly statement: Statement } | { readonly find: (ctx: Ctx<Ports>) => Promise<string[]> })

const count = Type.Integer({ minimum: 0 })

/** How a service is doing in one marketplace. */
export const serviceState = struct({
  service: text(60),
  readers: Type.Array(
    struct({
      reader: text(200, { description: 'A consumer of events, or the relay that copies them' }),
      behindEvents: nullable(Type.Integer({ description: 'Events that wait for it, at most 10,000' })),
      behindSeconds: nullable(Type.Number({ description: 'Age of the oldest of them' })),
      isTrouble: Type.Boolean(),
    }),
  ),
  figures: Type.Array(
    struct({
      name: text(60, { description: 'What is counted, such as `holds_overdue`' }),
      count,
      oldestSeconds: nullable(Type.Number({ description: 'Age of the oldest of them' })),
      isTrouble: Type.Boolean(),
    }),
  ),
  checks: Type.Array(
    struct({
      name: text(60),
      sentence: text(300, { description: 'What must hold' }),
      ranAt: nullable(timestamp('When it was checked last; null before the first time')),
      problems: Type.Array(text(600)),
      isTrouble: Type.Boolean({ description: 'It does not hold, or was not checked for hours' }),
    }),
  ),
})

/** How a service is doing. Every service answers this, by its own path. */
export function stateOf(service: string) {
  return endpoint({
    name: `state.read_state_of_${service.replaceAll('-', '_')}`,
    summary: `How ${service} is doing: who waits for events, what is counted, which rules hold`,
    method: 'GET',
    path: `/internal/state/${service}`,
    exposure: 'internal',
    permission: 'tenant.read_state',
    input: struct({}),
    reply: serviceState,
  })
}
