import { fileURLToPath } from 'node:url'
import {
  type Consumer,
  type Ctx,
  consumer,
  eventType,
  type Log,
  newId,
  type PublishedEvent,
  type Tx,
} from '@rialto/core'
import { type Database, statement, transact } from '@rialto/postgres'
import Type from 'typebox'
import type { Connection } from './connection.ts'
import { lookAtLog, lookStatement } from './look.ts'
import { type Batch, type Cursor, isExhausted, readBatch } from './reader.ts'

/** What the tests of this package share: one event type, a consumer that writes a row for each event, a context. */
export const happened = eventType({
  type: 'thing.happened',
  summary: 'A thing happened',
  data: Type.Object({ step: Type.Integer() }),
})

export const testTables = {
  name: 'events-test',
  directory: fileURLToPath(new URL('../fixtures', import.meta.url)),
}

const insertEffect = statement(
  'test_insert_effect',
  `insert into effect (tenant_id, consumer, subject, step, event_id) values (tenant(), $1, $2, $3, $4)`,
)

type Happened = PublishedEvent<{ step: number }>

/** A consumer that writes one row for each event. `before` may fail or die; `prepare` may too. */
export function recorder(
  name: string,
  steps: {
    before?: (event: Happened, tx: Tx) => Promise<void>
    prepare?: (events: readonly Happened[]) => Promise<void>
    together?: 'in turn'
  } = {},
): Consumer {
  return consumer({
    name,
    kind: 'projection',
    on: [happened],
    ...(steps.together ? { together: steps.together } : {}),
    prepare: async (events) => steps.prepare?.(events),
    apply: async (event, tx) => {
      await steps.before?.(event, tx)
      await tx.query(insertEffect, [name, event.subject, event.data.step, event.id])
    },
  })
}

/** Publishes steps of one stream, each in a transaction of its own. */
export async function publish(
  database: Database,
  tenant: string,
  stream: { subject: string; from: number; count: number },
): Promise<void> {
  for (let step = stream.from; step < stream.from + stream.count; step += 1) {
    await transact({ pool: database.app, tenant, traceparent: '' }, (tx) =>
      tx.publish(happened, stream.subject, { step }),
    )
  }
}

/** Publishes many events of many streams in one transaction. */
export async function publishMany(database: Database, tenant: string, count: number): Promise<void> {
  await database.system.query(
    `insert into rialto_outbox (tenant_id, id, type, subject, data)
     select $1, gen_random_uuid(), 'thing.happened', 's' || n % 10, jsonb_build_object('step', n / 10)
     from generate_series(0, $2::int - 1) n`,
    [tenant, count],
  )
}

export type Effect = { consumer: string; subject: string; step: number; role: string; tenant: string }

/** What was applied, in order. */
export async function effects(database: Database): Promise<Effect[]> {
  const answer = await database.system.query<Effect>(
    'select consumer, subject, step, role, tenant_id as tenant from effect order by number',
  )
  return answer.rows
}

/** The steps of one stream, as they were applied. */
export async function stepsOf(database: Database, subject: string): Promise<number[]> {
  return (await effects(database)).filter((one) => one.subject === subject).map((one) => one.step)
}

/** A context that can do nothing: the consumers of these tests need none. */
export function contextFor(tenant: string): Ctx {
  return { tenant, traceparent: '00-1', newId } as unknown as Ctx
}

export type Told = { level: string; message: string; metadata: Record<string, unknown> }

/** A log that remembers what it was told. */
export function listening(): Log & { told: Told[] } {
  const told: Told[] = []
  const at =
    (level: string) =>
    (message: string, metadata: Record<string, unknown> = {}) => {
      told.push({ level, message, metadata })
    }
  return { told, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** The statements of a database as a connection; for readers that need no settings. */
export function plainConnection(database: Database): Pick<Connection, 'query'> {
  return {
    query: async (wanted, values) =>
      (await database.system.query({ ...wanted, values: values as unknown[] })).rows,
  }
}

/** Reads one batch as a reader and its feed do: a look when the last window is finished, and then the rest of what it found. */
export async function pollOnce(
  database: Database,
  source: string,
  read: { cursor: Cursor; eventsMax: number },
): Promise<Batch> {
  const { cursor, eventsMax } = read
  const connection = plainConnection(database)
  if (!isExhausted(cursor)) return readBatch(connection, source, read)
  const sources = [source]
  const look = { statement: lookStatement(sources), sources, seen: cursor.seen, eventsMax }
  const { batches } = await lookAtLog(connection, look)
  const batch = batches.get(source)
  return batch && batch.events.length > 0 ? batch : { events: [], next: cursor }
}

/** Ends all sessions of the database but one of its own, as a restart of the server would. */
export async function endSessions(database: Database): Promise<void> {
  const client = await database.system.connect()
  try {
    // The login itself may end its own sessions; the roles it takes on may not.
    await client.query('set role none')
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
  } finally {
    client.release(true)
  }
}

/** Waits until something is so. */
export async function until(isSo: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`It never came about: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
