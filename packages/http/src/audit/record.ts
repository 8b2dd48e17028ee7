import type { Actor, Endpoint, Refusal, Sql, Tx } from '@rialto/core'
import { pathFields } from '@rialto/core'
import { type AuditEntry, appendAudit, type Scope, transact } from '@rialto/postgres'
import { keyActorId } from '../authenticate.ts'
import { traceIdOf } from '../problem.ts'
import { changesOf, type FieldChange } from './changes.ts'
import { describeGiven } from './given.ts'

/** One request whose changes leave entries in the audit log. */
export type Audit = {
  /** Work of a transaction, with its entry as the last statement. */
  around<T>(work: (tx: Tx) => Promise<T>): (tx: Tx) => Promise<T>
  /** Single statements, each in a transaction that can carry an entry. */
  sql(scope: Scope): Sql
  /** An entry for a request that was refused: nothing was changed, but somebody tried. */
  refused(scope: Scope, refusal: Refusal): Promise<void>
}

export type AuditedRequest = {
  readonly endpoint: Endpoint
  readonly service: string
  readonly actor: Actor
  readonly traceparent: string
  readonly input: unknown
}

const subjectsMax = 50
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** Refusals that say nothing about what somebody wanted to do. */
const plainRefusals = new Set([
  'VALIDATION_FAILED',
  'IDEMPOTENCY_MISMATCH',
  'BUSY',
  'CALL_UNKNOWN',
  'STORAGE_LOW',
])

/** The audit of a request, or null where none is kept: reads, shoppers' baskets, calls between services. */
export function openAudit(request: AuditedRequest): Audit | null {
  if (request.endpoint.audit === 'none' || !isPersonOrKey(request.actor)) return null
  const around = <T>(work: (tx: Tx) => Promise<T>) => audited(request, work)
  return {
    around,
    sql: (scope) => ({
      query: (wanted, values) =>
        transact(
          scope,
          around((tx) => tx.query(wanted, values)),
        ),
    }),
    refused: async (scope, { code }) => {
      if (plainRefusals.has(code)) return
      const seen: Seen = { subjects: new Set(), changes: [] }
      await transact(scope, (tx) => appendAudit(tx, entryOf(request, seen, code), true))
    },
  }
}

/** Services change things because a person asked them to: that person's own entry names the trace. */
function isPersonOrKey({ kind, id }: Actor): boolean {
  return kind === 'user' || kind === 'guest' || (kind === 'service' && id === keyActorId)
}

type Seen = { readonly subjects: Set<string>; readonly changes: FieldChange[] }

function audited<T>(request: AuditedRequest, work: (tx: Tx) => Promise<T>): (tx: Tx) => Promise<T> {
  return async (tx) => {
    const seen: Seen = { subjects: new Set(), changes: [] }
    const value = await work(listen(tx, seen))
    if (isRefusal(value)) return value
    for (const id of idsIn(value)) seen.subjects.add(id)
    await appendAudit(tx, entryOf(request, seen, 'done'))
    return value
  }
}

/** What a transaction publishes and tells says best what it changed. */
function listen(tx: Tx, seen: Seen): Tx {
  return {
    ...tx,
    publish: (event, subject, data) => {
      seen.subjects.add(subject)
      return tx.publish(event, subject, data)
    },
    changed: (subject, before, after) => {
      seen.subjects.add(subject)
      seen.changes.push(...changesOf(subject, before, after))
    },
  }
}

function isRefusal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false
}

/** Ids that a success carries at its top, such as that of a thing that was just made. */
function idsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return []
  return uuidsOf((value as { value?: unknown }).value)
}

function uuidsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.values(value).filter((one) => typeof one === 'string' && uuid.test(one)) as string[]
}

function entryOf(request: AuditedRequest, seen: Seen, outcome: string): AuditEntry {
  const { endpoint, actor, input } = request
  const given = input as Record<string, unknown>
  const named = pathFields(endpoint.path).map((field) => String(given[field]))
  return {
    service: request.service,
    endpoint: endpoint.name,
    actorKind: actor.kind,
    actorId: actor.id ?? actor.kind,
    actorRole: actor.roles?.join(' ') || null,
    vendorId: actor.vendorId,
    subjects: [...new Set([...named, ...uuidsOf(input), ...seen.subjects])].slice(0, subjectsMax),
    outcome,
    traceId: traceIdOf(request.traceparent),
    given: describeGiven(endpoint.input, input),
    changes: seen.changes,
  }
}
