import type { BatchOperation, Log } from '@rialto/core'
import { refuse } from '@rialto/core'
import type { Pool } from 'pg'
import { sendStatement } from './send-statement.ts'
import { classifySqlError } from './sql-errors.ts'
import { statement } from './statement.ts'
import { withConnection } from './with-connection.ts'

/** Limits of one writer. The sizes come from `reference/order-api-prototype.md`, section 9. */
const batchItemsMax = 128
const secondLaneAtItems = 16
const queueItemsMax = 4_096

/** Thrown when the queue is full or the database made the item wait too long. The edge answers 503 with Retry-After. */
export class BusyError extends Error {
  readonly code = 'BUSY'
}

type Waiting = {
  item: unknown
  tenant: string
  resolve: (outcome: unknown) => void
  reject: (error: unknown) => void
}

export type BatchWriter = {
  /** Queues one item and resolves with its outcome after the commit. */
  write<Item, Outcome>(operation: BatchOperation<Item, Outcome>, tenant: string, item: Item): Promise<Outcome>
  /** Counters since the start, for metrics and benches. */
  readonly counts: { items: number; flushes: number; bisections: number; retries: number }
}

/**
 * Writes items of many callers as one statement (spine 7). The first lane sends whatever has gathered at the end of
 * the event-loop turn as soon as it is free; a second lane opens only when a good part of a batch already waits.
 * Tenants are dealt round robin, so that one tenant's rush never starves another.
 */
export function createBatchWriter(options: { pool: Pool; log: Log }): BatchWriter {
  const queues = new Map<string, OperationQueue>()
  const counts = { items: 0, flushes: 0, bisections: 0, retries: 0 }
  return {
    counts,
    write: (operation, tenant, item) => {
      let queue = queues.get(operation.name)
      if (!queue) {
        queue = new OperationQueue({ ...options, counts, functionName: operation.functionName })
        queues.set(operation.name, queue)
      }
      return queue.add(tenant, item) as Promise<never>
    },
  }
}

type QueueOptions = { pool: Pool; log: Log; counts: BatchWriter['counts']; functionName: string }

/** Lives as long as the process: it owns the lanes of one operation. */
class OperationQueue {
  readonly #byTenant = new Map<string, Waiting[]>()
  readonly #options: QueueOptions
  #waiting = 0
  #lanesBusy = 0
  #turnPlanned = false

  constructor(options: QueueOptions) {
    this.#options = options
  }

  add(tenant: string, item: unknown): Promise<unknown> {
    if (this.#waiting >= queueItemsMax) return Promise.reject(new BusyError('The write queue is full'))
    return new Promise((resolve, reject) => {
      const queue = this.#byTenant.get(tenant) ?? []
      if (queue.length === 0) this.#byTenant.set(tenant, queue)
      queue.push({ item, tenant, resolve, reject })
      this.#waiting += 1
      this.#planTurn()
    })
  }

  #planTurn(): void {
    if (this.#turnPlanned) return
    this.#turnPlanned = true
    setImmediate(() => {
      this.#turnPlanned = false
      this.#openLanes()
    })
  }

  #openLanes(): void {
    if (this.#waiting > 0 && this.#lanesBusy === 0) this.#runLane()
    if (this.#waiting >= secondLaneAtItems && this.#lanesBusy === 1) this.#runLane()
  }

  async #runLane(): Promise<void> {
    this.#lanesBusy += 1
    try {
      await flush(this.#options, this.#deal())
    } finally {
      this.#lanesBusy -= 1
      if (this.#waiting > 0) this.#planTurn()
    }
  }

  /** Takes up to a batch, one item of each tenant in turn. */
  #deal(): Waiting[] {
    const batch: Waiting[] = []
    while (batch.length < batchItemsMax && this.#byTenant.size > 0) {
      for (const [tenant, queue] of this.#byTenant) {
        const next = queue.shift()
        if (next) batch.push(next)
        if (queue.length === 0) this.#byTenant.delete(tenant)
        if (batch.length === batchItemsMax) break
      }
    }
    this.#waiting -= batch.length
    return batch
  }
}

async function flush(options: QueueOptions, batch: Waiting[], retried = false): Promise<void> {
  options.counts.flushes += 1
  options.counts.items += batch.length
  try {
    const outcomes = await send(options, batch)
    for (const [index, waiting] of batch.entries()) waiting.resolve(outcomes[index])
  } catch (error) {
    await recover(options, batch, { error, retried })
  }
}

async function recover(
  options: QueueOptions,
  batch: Waiting[],
  failure: { error: unknown; retried: boolean },
) {
  const kind = classifySqlError(failure.error)
  if (kind === 'data' && batch.length > 1) {
    options.counts.bisections += 1
    const middle = batch.length >> 1
    await flush(options, batch.slice(0, middle), failure.retried)
    await flush(options, batch.slice(middle), failure.retried)
  } else if ((kind === 'waiting' || kind === 'lost') && !failure.retried) {
    // The same items under the same ids: what had committed is answered from its stored outcome.
    options.counts.retries += 1
    await flush(options, batch, true)
  } else if (kind === 'waiting' || kind === 'lost') {
    options.log.warn('a batch could not be written', { op: options.functionName, items: batch.length, kind })
    for (const waiting of batch)
      waiting.reject(new BusyError('The database is busy', { cause: failure.error }))
  } else {
    for (const waiting of batch) waiting.reject(failure.error)
  }
}

async function send(options: QueueOptions, batch: readonly Waiting[]): Promise<unknown[]> {
  const items = batch.map((waiting) => ({ tenantId: waiting.tenant, ...(waiting.item as object) }))
  const call = statement(
    `batch_${options.functionName}`,
    `select n, outcome from ${options.functionName}($1)`,
  )
  const values = [JSON.stringify(items)]
  const result = await withConnection(options.pool, (client) => sendStatement(client, call, values))
  const outcomes: unknown[] = new Array(batch.length)
  for (const row of result.rows as { n: number; outcome: unknown }[]) outcomes[row.n - 1] = row.outcome
  if (result.rows.length !== batch.length) {
    throw new Error(`${options.functionName} answered ${result.rows.length} of ${batch.length} items`)
  }
  return outcomes
}

/** The refusal that a busy writer becomes at the edge. */
export const busyRefusal = refuse('BUSY', 'The shop is very busy. Try again in a moment')
