import { Type } from 'typebox'
import type { Ctx, Sql, Statement } from '../context.ts'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { type Feature, feature } from '../feature.ts'
import { ok } from '../result.ts'
import { nullable, struct, text } from '../schema.ts'
import type { CheckPoint, PointAnswer, Port } from './point.ts'

/** What a check has at hand: it reads, and calls what only reads. It never writes. */
export type CheckCtx = Pick<Ctx, 'tenant' | 'traceparent' | 'now' | 'log' | 'call'> & {
  /** Of the extension's own tables, in a transaction that PostgreSQL keeps from writing. */
  readonly sql: Sql
}

/** Null lets the use case go on; else a code of the check's own (`NOT_TODAY`) and a sentence for people. */
export type CheckAnswer = { readonly code: string; readonly detail: string } | null

export type Check = {
  readonly name: string
  readonly point: CheckPoint
  readonly timeLimitMs: number
  readonly whenUnavailable: 'refuse' | 'allow'
  readonly decide: (view: unknown, ctx: CheckCtx) => Promise<CheckAnswer> | CheckAnswer
}

export type Provider = {
  readonly port: Port
  readonly provide: (question: unknown, ctx: CheckCtx) => unknown
}

const checkLimitMs = 1_000

/** Declares a check before the commit of a use case. */
export function check<View>(spec: {
  name: string
  point: CheckPoint<View>
  /** A check that takes longer is unavailable; a second unless it says so. */
  timeLimitMs?: number
  whenUnavailable: 'refuse' | 'allow'
  decide: (view: View, ctx: CheckCtx) => Promise<CheckAnswer> | CheckAnswer
}): Check {
  const decide = spec.decide as Check['decide']
  return { ...spec, decide, timeLimitMs: spec.timeLimitMs ?? checkLimitMs }
}

/** Declares who answers a port. */
export function provider<Question, Answer>(spec: {
  port: Port<Question, Answer>
  provide: (question: Question, ctx: CheckCtx) => Promise<Answer> | Answer
}): Provider {
  return spec as Provider
}

/** A check or provider as a service has it: an internal endpoint, and where it is asked. */
export type Placed = { readonly answer: PointAnswer; readonly feature: Feature }

/** The reply of every check. */
const checkReply = struct({
  refusal: nullable(struct({ code: Type.String({ pattern: '^[A-Z][A-Z0-9_]{0,39}$' }), detail: text(400) })),
})

/** Makes a check an internal endpoint of its extension: it is called in process and over HTTP alike. */
export function placeCheck(extension: string, { name, point, ...rest }: Check): Placed {
  const { timeLimitMs, whenUnavailable, decide } = rest
  const own = endpoint({
    ...internal(extension, { name: `check_${name}`, path: `checks/${name}`, deadlineMs: timeLimitMs }),
    summary: `The check ${name} before ${point.name}`,
    input: struct({ view: point.view }),
    reply: checkReply,
  })
  const made = feature(own, async ({ view }, ctx) => {
    const refusal = (await decide(freeze(view), onlyReading(ctx))) ?? null
    return ok({ refusal })
  })
  return placed({ kind: 'check', point: point.name, extension, endpoint: own, whenUnavailable }, made)
}

/** Makes a provider an internal endpoint of its extension. */
export function placeProvider(extension: string, { port, provide }: Provider): Placed {
  const name = port.name.replaceAll('.', '_')
  const own = endpoint({
    ...internal(extension, { name: `provide_${name}`, path: `ports/${name}`, deadlineMs: port.timeLimitMs }),
    summary: `Answers the port ${port.name}`,
    input: struct({ question: port.question }),
    reply: struct({ answer: port.answer }),
  })
  const made = feature(own, async ({ question }, ctx) =>
    ok({ answer: (await provide(freeze(question), onlyReading(ctx))) as never }),
  )
  return placed({ kind: 'port', point: port.name, extension, endpoint: own, whenUnavailable: 'allow' }, made)
}

function placed(answer: PointAnswer, made: Feature): Placed {
  return { answer, feature: made }
}

function internal(extension: string, { name, path, deadlineMs }: Record<'name' | 'path', string> & Timed) {
  return {
    name: `${extension}.${name}`,
    method: 'POST' as const,
    path: `/internal/extensions/${extension}/${path}`,
    exposure: 'internal' as const,
    permission: `${extension}.answer`,
    deadlineMs,
  }
}

type Timed = { deadlineMs: number }

const readOnly: Statement = { name: 'rialto_read_only', text: 'set transaction read only' }

function onlyReading({ tenant, traceparent, now, log, ...ctx }: Ctx): CheckCtx {
  return {
    tenant,
    traceparent,
    now,
    log,
    sql: {
      query: (wanted, values) =>
        ctx.tx(async (tx) => {
          await tx.query(readOnly)
          return tx.query(wanted, values)
        }),
    },
    call: (called: Endpoint, input: unknown) => {
      if (called.retry !== 'safe') throw new Error(`${called.name} changes something, which no check may do`)
      return ctx.call(called, input) as never
    },
  }
}

/** What is shown to an extension cannot be changed by it, whatever runs after it sees the same. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) freeze(part)
  }
  return value
}
