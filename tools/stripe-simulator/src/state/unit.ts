import { planDeliveries } from '../webhooks/plan-deliveries.ts'
import { idFor, lettersFor } from './ids.ts'
import type { AnyRecord, EventRecord, Records, StoredReply, TableName, Task } from './records.ts'
import { type JournalLine, putRecord, type State } from './state.ts'
import { nowMs, type World } from './world.ts'

export type Cause = { readonly id: string | null; readonly key: string | null }

/** What one operation may do. All of it is written as one line, or none of it happens. */
export type Unit = {
  readonly state: State
  /** Virtual seconds, the time on all that is made here. */
  readonly now: number
  readonly nowMs: number
  readonly origin: string
  readonly settleDelayMs: number
  put<Name extends TableName>(table: Name, record: Records[Name]): Records[Name]
  remove(table: 'faults', id: string): void
  /** Tells the endpoints about a version that this unit has put. */
  emit(type: string, record: AnyRecord, previous?: Record<string, unknown>): void
  schedule(kind: Task['kind'], subject: string, dueAt: number): void
  unschedule(kind: Task['kind'], subject: string): void
  newId(prefix: string): string
  letters(length: number): string
}

export type OpenUnit = {
  readonly unit: Unit
  /** Writes the line, then lets the rest of the simulator see events and tasks. */
  commit(reply?: StoredReply): void
  /** Takes everything back; for refusals and faults. */
  undo(): void
  /** Tells whether this version was made here, so that the reply can point at it. */
  hasPut(record: AnyRecord): boolean
}

type Changes = {
  puts: [TableName, AnyRecord][]
  removed: [TableName, string][]
  events: Omit<EventRecord, 'object'>[]
  versions: number[]
  tasks: Task[]
  done: string[]
  undos: (() => void)[]
}

/** Opens a unit of work on the world. Everything in it is synchronous, so units never overlap. */
export function openUnit(world: World, cause: Cause): OpenUnit {
  const changes: Changes = { puts: [], removed: [], events: [], versions: [], tasks: [], done: [], undos: [] }
  const unit = unitOver(world, changes, cause)
  return {
    unit,
    commit(reply) {
      commit(world, changes, reply)
      changes.undos.length = 0
    },
    hasPut: (record) => changes.puts.some(([, put]) => put === record),
    undo() {
      for (const undo of changes.undos.reverse()) undo()
      Object.assign(changes, {
        puts: [],
        removed: [],
        events: [],
        versions: [],
        tasks: [],
        done: [],
        undos: [],
      })
    },
  }
}

function unitOver(world: World, changes: Changes, cause: Cause): Unit {
  const { state } = world
  const at = nowMs(world)
  const now = Math.floor(at / 1000)
  const put = putInto(state, changes)
  const newId = (prefix: string) => {
    state.counter += 1
    return idFor(prefix, state.seed, state.counter)
  }
  const emit: Unit['emit'] = (type, record, previous) => {
    const version = changes.puts.findLastIndex(([, known]) => known === record)
    const table = changes.puts[version]?.[0]
    if (table === undefined || table === 'faults') {
      throw new Error(`Event ${type} shows a version of ${record.id} that this unit did not put`)
    }
    const deliveries = planDeliveries(state, { type, nowMs: at }, (fault) => put('faults', fault))
    const about = { id: newId('evt'), type, created: now, request: cause, table }
    changes.versions.push(version)
    changes.events.push({ ...about, previous: previous ?? null, deliveries })
  }

  return {
    state,
    now,
    nowMs: at,
    origin: world.origin,
    settleDelayMs: world.settings.settleDelayMs,
    put,
    newId,
    remove(table, id) {
      const before = state.tables[table].get(id)
      if (before === undefined) return
      state.tables[table].remove(id)
      changes.removed.push([table, id])
      changes.undos.push(() => putRecord(state, table, before))
    },
    letters(length) {
      state.counter += 1
      return lettersFor(state.seed, state.counter, length)
    },
    emit,
    schedule(kind, subject, dueAt) {
      changes.tasks.push({ id: `${kind}:${subject}`, kind, subject, dueAt })
    },
    unschedule(kind, subject) {
      const id = `${kind}:${subject}`
      if (state.tasks.has(id)) changes.done.push(id)
    },
  }
}

function putInto(state: State, changes: Changes): Unit['put'] {
  return (table, record) => {
    const before = putRecord(state, table, record)
    changes.puts.push([table, record])
    changes.undos.push(() => {
      if (before === undefined) state.tables[table].remove(record.id)
      else putRecord(state, table, before)
    })
    return record
  }
}

function commit(world: World, changes: Changes, reply: StoredReply | undefined): void {
  const { state } = world
  const { puts, removed, events, tasks, done, versions } = changes
  if (puts.length + removed.length + events.length + tasks.length + done.length === 0 && reply === undefined)
    return
  const line: JournalLine = { counter: state.counter }
  if (puts.length > 0) line.puts = puts
  if (removed.length > 0) line.removed = removed
  if (events.length > 0)
    line.events = events.map((event, place) => ({ ...event, version: versions[place] ?? 0 }))
  if (tasks.length > 0) line.tasks = tasks
  if (done.length > 0) line.done = done
  if (reply !== undefined) line.reply = storedLine(reply, puts)
  world.journal.append(line)

  for (const [place, event] of events.entries()) {
    const version = puts[versions[place] ?? 0]
    if (version === undefined) throw new Error(`Event ${event.id} has lost its version`)
    state.events.put({ ...event, object: version[1] })
    for (const [position, delivery] of event.deliveries.entries()) {
      if (delivery.state === 'waiting')
        world.dueDeliveries.push(delivery.dueAt, { event: event.id, place: position })
    }
  }
  for (const task of tasks) {
    state.tasks.set(task.id, task)
    world.dueTasks.push(task.dueAt, task.id)
  }
  for (const id of done) state.tasks.delete(id)
  if (reply !== undefined) state.replies.set(reply.key, reply)
  if (events.length > 0) world.wakeDeliveries()
  if (tasks.length > 0) world.wakeTasks()
}

/** A reply that shows a version of this unit names it; the text is then written once, not twice. */
function storedLine(
  { body, ...rest }: StoredReply,
  puts: Changes['puts'],
): NonNullable<JournalLine['reply']> {
  if (typeof body === 'string') return { ...rest, body }
  const version = puts.findLastIndex(([, record]) => record === body.record)
  if (version < 0) throw new Error(`The reply for key ${rest.key} shows a version that was not put`)
  return { ...rest, body: version }
}
