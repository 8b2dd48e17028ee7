import { setTimeout as sleep } from 'node:timers/promises'
import { strike } from '../faults/strike.ts'
import type { Operation } from '../operation.ts'
import { type Outcome, type Refusal, refuse } from '../outcome.ts'
import { decodeForm } from '../params/decode.ts'
import { explain } from '../params/explain.ts'
import { type FormMap, parseForm } from '../params/form.ts'
import type { FaultRecord, StoredReply } from '../state/records.ts'
import { type OpenUnit, openUnit } from '../state/unit.ts'
import { nowMs, type World } from '../state/world.ts'
import { type Answer, refusalAnswer, renderOutcome } from './answer.ts'
import { authenticate } from './authenticate.ts'
import type { Budget } from './budget.ts'
import { digestOf, findReply } from './idempotency.ts'

const faultsBefore = ['rate_limit', 'close_before', 'error_before', 'slow'] as const
const faultsAfter = ['error_after', 'close_after', 'timeout_after'] as const

export type Call = {
  readonly operation: Operation
  readonly path: Readonly<Record<string, string>>
  /** The path as it was asked for, without its query. */
  readonly url: string
  /** Form text: the query of a GET or DELETE, the body of a POST. */
  readonly params: string
  readonly authorization: string | undefined
  readonly account: string | undefined
  readonly key: string | undefined
  readonly requestId: string
}

export type Gate = { readonly world: World; readonly budget: Budget; readonly inFlight: Set<string> }

/** One request of the API from key to answer. Everything that changes state is done in one synchronous step. */
export async function answerCall(gate: Gate, call: Call): Promise<Answer> {
  const { world } = gate
  const unauthorised = authenticate(world.settings, call.operation, call)
  if (unauthorised !== undefined) return replyTo(refusalAnswer(unauthorised))
  const faults = drawBefore(world, call.operation.name)
  const disturbed = disturb(faults)
  if (disturbed !== undefined) return disturbed
  const spent = gate.budget.take(call.operation.name)
  if (spent !== undefined) return overBudget(spent)

  const key = call.operation.method === 'POST' ? call.key : undefined
  const digest = key === undefined ? '' : digestOf(call.operation.method, call.url, call.params)
  if (key !== undefined) {
    const found = findReply(gate, key, digest)
    if (found.kind === 'replay')
      return replyTo(found, { 'idempotent-replayed': 'true', ...noRetryOf500(found.status) })
    if (found.kind === 'refused') return replyTo(refusalAnswer(found.refusal), retryHeader(found.retry))
  }
  const slowMs = faults.reduce((sum, fault) => sum + (fault.kind === 'slow' ? fault.delayMs : 0), 0)
  if (slowMs === 0) return execute(world, call, { key, digest })
  if (key !== undefined) gate.inFlight.add(key)
  try {
    await sleep(slowMs)
    return execute(world, call, { key, digest })
  } finally {
    if (key !== undefined) gate.inFlight.delete(key)
  }
}

function drawBefore(world: World, operation: string): FaultRecord[] {
  if (world.state.tables.faults.size() === 0) return []
  const open = openUnit(world, { id: null, key: null })
  const faults = strike(world.state, { kinds: faultsBefore, operation }, (fault) =>
    open.unit.put('faults', fault),
  )
  open.commit()
  return faults
}

function disturb(faults: readonly FaultRecord[]): Answer | undefined {
  if (faults.some((fault) => fault.kind === 'rate_limit')) return overBudget('global-rate')
  if (faults.some((fault) => fault.kind === 'close_before')) return { kind: 'close' }
  if (faults.some((fault) => fault.kind === 'error_before')) return replyTo(serverError(), retryHeader(true))
  return undefined
}

type Idempotence = { key: string | undefined; digest: string }

/** Validates, runs, writes and answers. From the check on, the answer is stored under the key. */
function execute(world: World, call: Call, { key, digest }: Idempotence): Answer {
  const params = readParams(call.operation, call.params)
  if (!params.ok) return replyTo(refusalAnswer(params.refusal))
  const open = openUnit(world, { id: call.requestId, key: key ?? null })
  try {
    const result = runIn(open, call, params)
    if ('unsaved' in result) return replyTo(refusalAnswer(result.unsaved))
    const faults = strike(world.state, { kinds: faultsAfter, operation: call.operation.name }, (fault) =>
      open.unit.put('faults', fault),
    )
    const failed = faults.some((fault) => fault.kind === 'error_after') ? serverError() : undefined
    const reply = failed ?? result
    open.commit(
      key === undefined ? undefined : storedReply({ key, digest, at: nowMs(world) }, result, failed),
    )
    if (faults.some((fault) => fault.kind === 'close_after')) return { kind: 'close' }
    if (faults.some((fault) => fault.kind === 'timeout_after')) return { kind: 'silence' }
    return replyTo(reply, noRetryOf500(reply.status))
  } catch (fault) {
    open.undo()
    throw fault
  }
}

type Ran = { status: number; text: string; version?: Extract<StoredReply['body'], object> }

function runIn(open: OpenUnit, call: Call, params: Params): Ran | { unsaved: Refusal } {
  const outcome = call.operation.run(open.unit, params.value, call.path)
  if (!outcome.ok) {
    // A declined card leaves its traces; any other refusal leaves none.
    if (outcome.type !== 'card_error' || outcome.intent === undefined) open.undo()
    return refusalAnswer(outcome)
  }
  const rendered = renderOutcome(open.unit, outcome, params.expand)
  if (!rendered.ok) {
    open.undo()
    return { unsaved: rendered }
  }
  const version = params.expand.length === 0 ? versionOf(open, outcome) : {}
  return { status: 200, text: rendered.text, ...version }
}

/** The version that the answer shows, where naming it is enough to give the same answer again. */
function versionOf(open: OpenUnit, outcome: Outcome): { version?: Extract<StoredReply['body'], object> } {
  if (!('record' in outcome) || !open.hasPut(outcome.record)) return {}
  return { version: { table: outcome.table, record: outcome.record } }
}

function storedReply(
  about: Pick<StoredReply, 'key' | 'digest' | 'at'>,
  ran: Ran,
  failed: Ran | undefined,
): StoredReply {
  const { status, text, version } = failed ?? ran
  return { ...about, status, body: version ?? text }
}

type Params = { ok: true; value: Record<string, unknown>; expand: readonly string[] }

function readParams(operation: Operation, text: string): Params | { ok: false; refusal: Refusal } {
  const form: FormMap | undefined = parseForm(text)
  if (form === undefined) return { ok: false, refusal: refuse('The parameters could not be read.') }
  const value = decodeForm(operation.params, form)
  const errors = operation.check(value)
  if (errors.length > 0) return { ok: false, refusal: explain(errors, value) }
  const decoded = value as Record<string, unknown>
  const expand = Array.isArray(decoded['expand']) ? decoded['expand'] : []
  return { ok: true, value: decoded, expand }
}

function replyTo(answer: { status: number; text: string }, headers?: Record<string, string>): Answer {
  const { status, text } = answer
  return headers === undefined ? { kind: 'reply', status, text } : { kind: 'reply', status, text, headers }
}

function overBudget(reason: 'endpoint-rate' | 'global-rate'): Answer {
  const refusal = refuse('Too many requests came too fast. Wait a moment, then try again.', {
    code: 'rate_limit',
  })
  return replyTo(refusalAnswer({ ...refusal, status: 429 }), { 'stripe-rate-limited-reason': reason })
}

function serverError(): Ran {
  const message = 'The simulator was told to fail here.'
  return refusalAnswer({ ok: false, status: 500, type: 'api_error', message })
}

const retryHeader = (retry: boolean) => ({ 'stripe-should-retry': String(retry) })

/** A stored 500 would only be replayed, so the client is told not to ask again. */
const noRetryOf500 = (status: number) => (status >= 500 ? retryHeader(false) : {})
