import type {
  AnyRecord,
  EventRecord,
  Records,
  ResourceTable,
  StoredReply,
  TableName,
  Task,
} from './records.ts'
import { createTable, type Table } from './table.ts'

type Tables = { readonly [Name in TableName]: Table<Records[Name]> }

export type State = {
  readonly tables: Tables
  readonly events: Table<EventRecord>
  readonly replies: Map<string, StoredReply>
  readonly tasks: Map<string, Task>
  /** Counts ids that were ever given out, also over a reset. */
  counter: number
  seed: number
  clockOffsetMs: number
}

/**
 * What one operation changed, as one line of the journal. `events` and `reply` name the version they saw
 * by its place in `puts`, so that a version is written once however many point at it. Lines of a snapshot
 * have `seen` instead: versions that are no longer the current ones.
 */
export type JournalLine = {
  reset?: true
  seed?: number
  counter: number
  clockOffsetMs?: number
  puts?: [TableName, AnyRecord][]
  seen?: [TableName, AnyRecord][]
  removed?: [TableName, string][]
  events?: (Omit<EventRecord, 'object'> & { version: number })[]
  tasks?: Task[]
  done?: string[]
  reply?: Omit<StoredReply, 'body'> & { body: string | number }
  /** Event, place of the delivery in it, and how it now stands. */
  delivery?: [string, number, EventRecord['deliveries'][number]]
}

/** A state with nothing in it. */
export function emptyState(seed: number): State {
  return {
    tables: {
      customers: createTable([]),
      payment_methods: createTable(['customer']),
      confirmation_tokens: createTable([]),
      payment_intents: createTable(['customer']),
      charges: createTable(['payment_intent', 'customer', 'transfer_group']),
      refunds: createTable(['charge', 'payment_intent']),
      balance_transactions: createTable(['source']),
      webhook_endpoints: createTable([]),
      faults: createTable([]),
    },
    events: createTable([]),
    replies: new Map(),
    tasks: new Map(),
    counter: 0,
    seed,
    clockOffsetMs: 0,
  }
}

/** Stores a record in the table of its name; the two always come as a pair. */
export function putRecord(state: State, table: TableName, record: AnyRecord): AnyRecord | undefined {
  const target = state.tables[table] as Table<AnyRecord>
  return target.put(record)
}

/** Replays one line of the journal. */
export function applyLine(state: State, line: JournalLine): State {
  const target = line.reset === true ? emptyState(line.seed ?? state.seed) : state
  target.counter = line.counter
  if (line.clockOffsetMs !== undefined) target.clockOffsetMs = line.clockOffsetMs
  for (const [table, record] of line.puts ?? []) putRecord(target, table, record)
  const versions = line.puts ?? line.seen ?? []
  for (const [table, id] of line.removed ?? []) target.tables[table].remove(id)
  for (const { version, ...event } of line.events ?? []) {
    target.events.put({ ...event, object: versionAt(versions, version)[1] })
  }
  for (const task of line.tasks ?? []) target.tasks.set(task.id, task)
  for (const id of line.done ?? []) target.tasks.delete(id)
  if (line.reply !== undefined) applyReply(target, line.reply, versions)
  if (line.delivery !== undefined) {
    const [event, place, delivery] = line.delivery
    const known = target.events.get(event)?.deliveries
    if (known !== undefined) known[place] = delivery
  }
  return target
}

function applyReply(
  state: State,
  reply: NonNullable<JournalLine['reply']>,
  versions: [TableName, AnyRecord][],
) {
  const { body, ...rest } = reply
  if (typeof body === 'string') {
    state.replies.set(reply.key, { ...rest, body })
    return
  }
  const [table, record] = versionAt(versions, body)
  state.replies.set(reply.key, { ...rest, body: { table: table as ResourceTable, record } })
}

function versionAt(versions: [TableName, AnyRecord][], place: number): [TableName, AnyRecord] {
  const version = versions[place]
  if (version === undefined)
    throw new Error(`The journal names version ${place} of ${versions.length} in one line`)
  return version
}
