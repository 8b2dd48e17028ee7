import type { Statement } from '@rialto/core'
import type { Pool, PoolClient, QueryResult } from 'pg'
import { type Call, isPrepared, sendTogether } from './send-statement.ts'
import { classifySqlError } from './sql-errors.ts'

/** Reads of one round trip, and lanes that work side by side. */
const readsMax = 64
const lanesMax = 3
const readsForAnotherLane = 8
/** Who waits this long for a lane has met a slow read, and gets a connection beside it, as long as the pool has one. */
const slowMs = 5

/** A read of one tenant; `settings` must precede it and `alone` sends both when the connection does not know them yet. */
export type Reading = {
  readonly tenant: string
  readonly settings: Call
  readonly call: Call
  alone(client: PoolClient): Promise<QueryResult>
}

type Waiting = Reading & {
  readonly answer: Promise<QueryResult>
  resolve(answer: QueryResult): void
  reject(error: unknown): void
}

const lanes = new WeakMap<Pool, ReadLane>()
const reads = new WeakMap<Statement, boolean>()
const locksOrCalls = /\bfor\s+(no\s+key\s+)?(update|share|key\s+share)\b|_v\d+\s*\(/i

/**
 * Whether a statement may share a round trip with strangers: it reads without taking a row lock, so it never waits for a
 * transaction, and its plan is kept, so it is quick.
 */
export function isPlainRead(wanted: Statement): boolean {
  let known = reads.get(wanted)
  if (known === undefined) {
    known =
      wanted.plan !== 'by values' && /^\s*select\b/i.test(wanted.text) && !locksOrCalls.test(wanted.text)
    reads.set(wanted, known)
  }
  return known
}

/**
 * Reads through the lane of a pool: reads of many requests that gather while the lane is busy, or in one turn of the
 * event loop, leave in one system call and wake PostgreSQL once. A round trip costs more than most reads. Who asks what
 * somebody is waiting to ask already shares that read, which has not begun yet: in a rush all ask for the same product.
 */
export function readInLane(pool: Pool, reading: Reading): Promise<QueryResult> {
  let lane = lanes.get(pool)
  if (!lane) {
    lane = new ReadLane(pool)
    lanes.set(pool, lane)
  }
  return lane.add(reading)
}

/** Lives as long as its pool: it owns the connections that reads share. */
class ReadLane {
  readonly #pool: Pool
  #waiting: Waiting[] = []
  #busy = 0
  #isPlanned = false
  #late: NodeJS.Timeout | null = null

  constructor(pool: Pool) {
    this.#pool = pool
  }

  add(reading: Reading): Promise<QueryResult> {
    const twin = this.#waiting.find((one) => isSame(one, reading))
    if (twin) return twin.answer.then(copyOf)
    const { promise: answer, resolve, reject } = Promise.withResolvers<QueryResult>()
    this.#waiting.push({ ...reading, answer, resolve, reject })
    this.#plan()
    return answer
  }

  #plan(): void {
    if (this.#isPlanned) return
    const isFull = this.#busy >= lanesMax || this.#waiting.length < this.#busy * readsForAnotherLane
    if (isFull) {
      this.#waitForSlow()
      return
    }
    this.#isPlanned = true
    setImmediate(() => {
      this.#isPlanned = false
      this.#run()
    })
  }

  #waitForSlow(): void {
    this.#late ??= setTimeout(() => {
      this.#late = null
      void this.#run()
    }, slowMs)
  }

  async #run(): Promise<void> {
    const batch = this.#waiting.splice(0, readsMax)
    if (batch.length === 0) return
    this.#busy += 1
    try {
      await readAll(this.#pool, batch)
    } finally {
      this.#busy -= 1
      if (this.#waiting.length > 0) this.#plan()
      else if (this.#late) {
        clearTimeout(this.#late)
        this.#late = null
      }
    }
  }
}

/** Whether two ask the same. Other objects than arrays and moments are not compared: they are taken for two. */
function isSame(one: Reading, other: Reading): boolean {
  return (
    one.tenant === other.tenant &&
    one.call.statement === other.call.statement &&
    areEqual(one.call.values, other.call.values)
  )
}

function areEqual(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((value, n) => isEqual(value, others[n]))
}

function isEqual(value: unknown, other: unknown): boolean {
  if (Array.isArray(value) && Array.isArray(other)) return areEqual(value, other)
  if (value instanceof Date && other instanceof Date) return value.getTime() === other.getTime()
  return value === other
}

/** What one reader does to its rows is nothing to the other. */
function copyOf(answer: QueryResult): QueryResult {
  return { ...answer, rows: structuredClone(answer.rows) }
}

async function readAll(pool: Pool, batch: readonly Waiting[]): Promise<void> {
  let client: PoolClient
  try {
    client = await pool.connect()
  } catch (error) {
    for (const one of batch) one.reject(error)
    return
  }
  let isLost = false
  const note = (error: unknown) => {
    isLost ||= classifySqlError(error) === 'lost'
  }
  const groups = Map.groupBy(batch, (one) => (isKnown(client, one) ? one.tenant : one))
  await Promise.all([...groups.values()].map((group) => readGroup(client, group, note)))
  client.release(isLost)
}

function isKnown(client: PoolClient, { settings, call }: Reading): boolean {
  return isPrepared(client, settings.statement) && isPrepared(client, call.statement)
}

async function readGroup(client: PoolClient, group: Waiting[], note: (error: unknown) => void) {
  const [first] = group
  if (!first) return
  if (!isKnown(client, first)) return readAlone(client, group, note)
  try {
    const [, ...answers] = await sendTogether(client, [first.settings, ...group.map((one) => one.call)])
    for (const [n, one] of group.entries()) one.resolve(answers[n] as QueryResult)
  } catch (error) {
    note(error)
    // One bad read spoils those that travelled with it. Reading twice does no harm.
    if (group.length > 1 && classifySqlError(error) !== 'lost') await readAlone(client, group, note)
    else for (const one of group) one.reject(error)
  }
}

async function readAlone(client: PoolClient, group: Waiting[], note: (error: unknown) => void) {
  const read = async (one: Waiting) => {
    try {
      one.resolve(await one.alone(client))
    } catch (error) {
      note(error)
      one.reject(error)
    }
  }
  await Promise.all(group.map(read))
}
