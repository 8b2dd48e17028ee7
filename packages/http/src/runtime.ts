import {
  type Actor,
  type Ctx,
  type Endpoint,
  type Feature,
  type Log,
  may,
  newId,
  type PointAnswer,
  type RequestKey,
  type Result,
  refuse,
  type Service,
  serviceActor,
  type Tx,
  validate,
} from '@rialto/core'
import {
  type BatchWriter,
  BusyError,
  classifySqlError,
  type Database,
  insideTransaction,
  once,
  type Scope,
  type StoredReply,
  tenantSql,
  transact,
} from '@rialto/postgres'
import { type Answers, askExtensions, sortAnswers } from './ask-extensions.ts'
import { type Audit, openAudit } from './audit/record.ts'
import { renderReply } from './problem.ts'

/** Where a service's features run: its database and adapters. */
export type Host = { service: Service; database: Database; writer: BatchWriter; ports: unknown }

export type RuntimeOptions = {
  hosts: readonly Host[]
  log: Log
  /** Calls a service that runs elsewhere. */
  callRemote: (endpoint: Endpoint, input: unknown, scope: CallScope) => Promise<Result<unknown>>
  /** Told after a commit that published something, so that readers need not wait for their next poll. */
  published?: (service: string) => void
  /** What extensions answer, wherever they run; without it, those of the services in this process. */
  answers?: readonly PointAnswer[]
  now?: () => Date
  /** Checks replies against their schema too. On in tests and development. */
  checkReplies?: boolean
}

export type CallScope = { tenant: string; traceparent: string; from: string }

export type RequestScope = {
  tenant: string
  actor: Actor
  traceparent: string
  requestKey?: RequestKey | null
  content?: AsyncIterable<Uint8Array> | null
}

export type Answer = {
  result: Result<unknown>
  /** The stored reply of a keyed endpoint: sent as it is. */
  reply: StoredReply | null
  replayed: boolean
}

export type Runtime = {
  has(endpoint: Endpoint): boolean
  /** Checks permission and input, then runs the feature. */
  run(endpoint: Endpoint, input: unknown, scope: RequestScope): Promise<Answer>
  /** A context for work that no request started: consumers and jobs. */
  contextFor(service: string, scope: { tenant: string; traceparent: string }): Ctx
}

type Entry = { host: Host; feature: Feature }
type Outcome = { reply: StoredReply | null; replayed: boolean }

/** Runs the features of the services in this process; calls to others go out through `callRemote`. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const entries = new Map<string, Entry>()
  for (const host of options.hosts) {
    for (const feature of host.service.features) entries.set(feature.endpoint.name, { host, feature })
  }
  const answers = sortAnswers(options.answers ?? options.hosts.flatMap((host) => host.service.answers))
  const inside: Inside = { options, entries, answers }
  const runtime: Runtime = {
    has: (endpoint) => entries.has(endpoint.name),
    run: (endpoint, input, scope) => run(inside, endpoint, { input, scope }),
    contextFor: (service, scope) => {
      const host = options.hosts.find((one) => one.service.name === service)
      if (!host) throw new Error(`${service} does not run in this process`)
      const outcome: Outcome = { reply: null, replayed: false }
      return makeContext(inside, host, {
        scope: { ...scope, actor: serviceActor(service) },
        outcome,
      })
    },
  }
  return runtime
}

type Inside = { options: RuntimeOptions; entries: Map<string, Entry>; answers: Answers }

async function run(
  inside: Inside,
  endpoint: Endpoint,
  request: { input: unknown; scope: RequestScope },
): Promise<Answer> {
  const entry = inside.entries.get(endpoint.name)
  if (!entry) return answer(refuse('NOT_FOUND'))
  const refusal = checkAccess(endpoint, request.scope.actor)
  if (refusal) return answer(refusal)
  const fields = validate(endpoint.input, request.input)
  if (fields.length > 0) {
    return answer({
      ...refuse('VALIDATION_FAILED', 'Some fields are not valid. Correct them and send again'),
      fields,
    })
  }
  const outcome: Outcome = { reply: null, replayed: false }
  const audit = openAudit({
    endpoint,
    service: entry.host.service.name,
    input: request.input,
    ...request.scope,
  })
  const ctx = makeContext(inside, entry.host, { scope: request.scope, outcome, endpoint, audit })
  try {
    const result = await entry.feature.handle(request.input, ctx)
    if (!result.ok && !outcome.replayed) await audit?.refused(sqlScopeOf(entry.host, request.scope), result)
    if (result.ok && inside.options.checkReplies) checkReply(endpoint, result.value)
    return { result, reply: outcome.reply, replayed: outcome.replayed }
  } catch (error) {
    const busy = busyRefusalOf(error)
    if (!busy) throw error
    inside.options.log.warn('an operation was refused because the database was busy', { op: endpoint.name })
    return answer(busy)
  }
}

/** Whether the actor may call the endpoint at all: 401 for nobody, 403 for a role that lacks the permission. */
export function checkAccess(endpoint: Endpoint, actor: Actor) {
  if (endpoint.exposure === 'internal' && actor.kind !== 'service') {
    return refuse('SIGN_IN_REQUIRED', 'This needs a service token')
  }
  if (may(actor, endpoint.permission)) return null
  if (actor.kind === 'nobody') return refuse('SIGN_IN_REQUIRED', 'Sign in and send the access token')
  return refuse('PERMISSION_DENIED', `This needs the permission ${endpoint.permission}`)
}

function answer(result: Result<unknown>): Answer {
  return { result, reply: null, replayed: false }
}

function busyRefusalOf(error: unknown) {
  if (error instanceof BusyError) return refuse('BUSY', 'The shop is very busy. Try again in a moment')
  const kind = classifySqlError(error)
  if (kind === 'waiting' || kind === 'lost')
    return refuse('BUSY', 'The database is busy. Try again in a moment')
  if (kind === 'storage') return refuse('STORAGE_LOW', 'The storage is full. Nothing was changed')
  return null
}

function checkReply(endpoint: Endpoint, value: unknown): void {
  if (endpoint.answers === 'stream' || endpoint.status === 204) return
  const problems = validate(endpoint.reply, JSON.parse(JSON.stringify(value)))
  if (problems.length > 0)
    throw new Error(`${endpoint.name} broke its own reply: ${JSON.stringify(problems)}`)
}

type ContextParts = { scope: RequestScope; outcome: Outcome; endpoint?: Endpoint; audit?: Audit | null }

function sqlScopeOf(host: Host, { tenant, traceparent }: RequestScope): Scope {
  return { pool: host.database.app, tenant, traceparent }
}

function makeContext(inside: Inside, host: Host, parts: ContextParts): Ctx {
  const { scope, outcome, endpoint, audit = null } = parts
  const { options } = inside
  const sqlScope = sqlScopeOf(host, scope)
  const published = () => options.published?.(host.service.name)
  const callOut: Ctx['call'] = (endpoint, input) =>
    call(inside, { endpoint, input, scope, from: host.service.name }) as never
  return {
    tenant: scope.tenant,
    actor: scope.actor,
    traceparent: scope.traceparent,
    now: options.now ?? (() => new Date()),
    newId,
    sql: audit ? audit.sql(sqlScope) : tenantSql(sqlScope),
    tx: (work) => transactAndWake(sqlScope, audit ? audit.around(work) : work, published),
    once: async (work) => {
      const heard = hearPublishing(work)
      if (!endpoint || !scope.requestKey) throw new Error('`once` needs an endpoint with an idempotency key')
      const render = (result: Result<unknown>) => renderReply(endpoint, result, scope.traceparent)
      const done = await once(
        { scope: sqlScope, key: scope.requestKey, render },
        audit ? audit.around(heard.work) : heard.work,
      )
      outcome.reply = done.reply
      outcome.replayed = done.replayed
      // What a twin published was undone.
      if (heard.publishes() && !done.replayed) published()
      return done.result as never
    },
    answered: ({ status, text, replayed }) => {
      outcome.reply = { status, text }
      outcome.replayed = replayed
      const body: unknown = text === '' ? null : JSON.parse(text)
      return (status < 400 ? { ok: true, value: body } : { ok: false, ...(body as object) }) as never
    },
    batch: async (operation, item) => {
      if (audit) throw new Error(`${endpoint?.name} writes in a batch, which carries no audit entry`)
      const result = await host.writer.write(operation, scope.tenant, item)
      published()
      return result
    },
    call: callOut,
    ...askExtensions(inside.answers, { call: callOut, log: options.log }),
    requestKey: scope.requestKey ?? null,
    content: scope.content ?? null,
    ports: host.ports,
    log: options.log,
  }
}

async function transactAndWake<T>(
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
  published: () => void,
): Promise<T> {
  const heard = hearPublishing(work)
  const value = await transact(scope, heard.work)
  if (heard.publishes()) published()
  return value
}

/** The same work, and whether it published something. */
function hearPublishing<T>(work: (tx: Tx) => Promise<T>) {
  let publishes = false
  const heard = (tx: Tx) =>
    work({
      ...tx,
      publish: (event, subject, data) => {
        publishes = true
        return tx.publish(event, subject, data)
      },
    })
  return { work: heard, publishes: () => publishes }
}

type CallParts = { endpoint: Endpoint; input: unknown; scope: RequestScope; from: string }

/** A call between services. In process it goes through JSON too, so that local and remote calls behave the same. */
async function call(inside: Inside, parts: CallParts): Promise<Result<unknown>> {
  if (insideTransaction()) throw new Error(`${parts.from} called ${parts.endpoint.name} inside a transaction`)
  const scope = { tenant: parts.scope.tenant, traceparent: parts.scope.traceparent }
  const input: unknown = JSON.parse(JSON.stringify(parts.input))
  if (!inside.entries.has(parts.endpoint.name)) {
    return inside.options.callRemote(parts.endpoint, input, { ...scope, from: parts.from })
  }
  const { result } = await run(inside, parts.endpoint, {
    input,
    scope: { ...scope, actor: serviceActor(parts.from) },
  })
  if (!result.ok) {
    // A caller that sends a bad input is at fault: this is a bug, not a refusal to pass on.
    if (result.code === 'VALIDATION_FAILED')
      throw new Error(`${parts.endpoint.name}: ${JSON.stringify(result.fields)}`)
    return result
  }
  return { ok: true, value: result.value === undefined ? null : JSON.parse(JSON.stringify(result.value)) }
}
