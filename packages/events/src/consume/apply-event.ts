import { setTimeout as delay } from 'node:timers/promises'
import type { PublishedEvent, Tx } from '@rialto/core'
import { classifySqlError, statement, transact } from '@rialto/postgres'
import { type ConsumerRun, stopIfAborted } from './run.ts'

/** How long an event waits before it is tried again in place, when only somebody's lock stood in its way. */
const waitingDelaysMs = [50, 200, 800]

const markDone = statement(
  'rialto_mark_event_done',
  `insert into rialto_inbox (tenant_id, consumer, event_id) values (tenant(), $1, $2)
   on conflict do nothing returning event_id`,
)

/**
 * Applies one event in a commit of its own, together with its inbox row. The row is written first: whoever applies the
 * same event at the same time waits for this commit, and then finds it done. `done` runs in the same commit.
 */
export async function applyEvent(
  run: ConsumerRun,
  event: PublishedEvent,
  step: { prepared: unknown; done?: (tx: Tx) => Promise<void> },
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await applyOnce(run, event, step)
    } catch (error) {
      const waitMs = waitingDelaysMs[attempt]
      if (waitMs === undefined || classifySqlError(error) !== 'waiting') throw error
      await delay(waitMs)
      stopIfAborted(run)
    }
  }
}

async function applyOnce(
  run: ConsumerRun,
  event: PublishedEvent,
  step: { prepared: unknown; done?: (tx: Tx) => Promise<void> },
): Promise<void> {
  const ctx = run.contextFor(event.tenant, event, run.consumer)
  const scope = { pool: run.database.app, tenant: event.tenant, traceparent: ctx.traceparent }
  await transact(scope, async (tx) => {
    const fresh = await tx.query(markDone, [run.consumer.name, event.id])
    if (fresh.length > 0) await run.consumer.apply(event, tx, { prepared: step.prepared, ctx })
    await step.done?.(tx)
  })
}

/** Prepares events of one tenant. */
export function prepareEvents(run: ConsumerRun, events: readonly PublishedEvent[]): Promise<unknown> {
  const [first] = events
  if (!first) return Promise.resolve(undefined)
  return run.consumer.prepare(events, run.contextFor(first.tenant, first, run.consumer))
}

/** Whether the database itself is in trouble: then every event would fail, and none of them is to blame. */
export function isOutage(error: unknown): boolean {
  const problem = classifySqlError(error)
  return problem === 'lost' || problem === 'storage'
}
