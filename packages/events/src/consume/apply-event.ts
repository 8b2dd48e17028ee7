import { setTimeout as delay } from 'node:timers/promises'
import type { PublishedEvent, Tx } from '@rialto/core'
import { classifySqlError, statement, transact } from '@rialto/postgres'
import { type ConsumerRun, stopIfAborted } from './run.ts'

/** How long an event waits before it is tried again in place, when only somebody's lock stood in its way. */
const waitingDelaysMs = [50, 200, 800]

const markDone = statement(
  'rialto_mark_events_done',
  `insert into rialto_inbox (tenant_id, consumer, event_id)
   select tenant(), $1, e.id from unnest($2::uuid[]) as e(id) order by e.id
   on conflict do nothing returning event_id`,
)

/** One of the events was done before, or they do not go together: what was done now of all of them is undone. */
class UndoneError extends Error {}

type Step = { prepared: unknown; done?: (tx: Tx) => Promise<void> }

/**
 * Applies one event in a commit of its own, together with its inbox row. `done` runs in the same commit. An event that
 * is done already changes nothing.
 */
export async function applyEvent(run: ConsumerRun, event: PublishedEvent, step: Step): Promise<void> {
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

async function applyOnce(run: ConsumerRun, event: PublishedEvent, step: Step): Promise<void> {
  const effect = async (tx: Tx) => {
    await run.consumer.apply(event, tx, around(run, event, step.prepared))
    await step.done?.(tx)
    return true
  }
  const { done } = step
  if (!(await commitMarked(run, [event], effect)) && done) await transact(scopeOf(run, event), done)
}

/**
 * Applies events of one tenant in one commit, with all their inbox rows. False when the consumer takes them one by one
 * only, when one of them fails, or when one was done before: then nothing of it has happened.
 */
export async function applyTogether(
  run: ConsumerRun,
  events: readonly PublishedEvent[],
  prepared: unknown,
): Promise<boolean> {
  const { together } = run.consumer
  if (!together) return false
  try {
    return await commitMarked(run, events, async (tx) => {
      if (together !== 'in turn') return together(events, tx, around(run, events[0], prepared))
      for (const event of events) await run.consumer.apply(event, tx, around(run, event, prepared))
      return true
    })
  } catch (error) {
    if (isOutage(error)) throw error
    run.log.warn('several events failed together; they are applied one by one', {
      op: run.consumer.name,
      problem: String(error),
    })
    return false
  }
}

/**
 * Runs an effect and marks its events as done, in one commit. The marks go first: whoever applies the same event at the
 * same time waits for this commit, and then finds it done. The effect does not wait for their answer, because it is
 * nearly always the same; when an event was done before, or the effect says so, all is undone and the answer is false.
 */
async function commitMarked(
  run: ConsumerRun,
  events: readonly PublishedEvent[],
  effect: (tx: Tx) => Promise<boolean>,
): Promise<boolean> {
  const [first] = events
  if (!first) return true
  try {
    await transact(scopeOf(run, first), async (tx) => {
      const marking = tx.query(markDone, [run.consumer.name, events.map((event) => event.id)])
      // Its failure is told by `expectFresh`, however long the effect takes.
      marking.catch(() => {})
      const expectFresh = async () => {
        if ((await marking).length < events.length) throw new UndoneError()
      }
      try {
        if (!(await effect(tx))) throw new UndoneError()
      } catch (error) {
        // A failed mark, or an effect that was there already, is the cause of whatever failed after it.
        await expectFresh()
        throw error
      }
      await expectFresh()
    })
  } catch (error) {
    if (error instanceof UndoneError) return false
    throw error
  }
  run.applied()
  return true
}

function around(run: ConsumerRun, event: PublishedEvent | undefined, prepared: unknown) {
  if (!event) throw new Error('There is no event to apply')
  return { prepared, ctx: run.contextFor(event.tenant, event, run.consumer) }
}

function scopeOf(run: ConsumerRun, event: PublishedEvent) {
  const { traceparent } = run.contextFor(event.tenant, event, run.consumer)
  return { pool: run.database.app, tenant: event.tenant, traceparent }
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
