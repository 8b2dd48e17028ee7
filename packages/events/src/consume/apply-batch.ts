import type { PublishedEvent } from '@rialto/core'
import { statement } from '@rialto/postgres'
import { applyEvent, applyTogether, isOutage, prepareEvents } from './apply-event.ts'
import { type ConsumerRun, StoppedError, stopIfAborted } from './run.ts'

/** Enough to share a commit's cost; few enough to be undone and done one by one when one of them is bad. */
const commitEventsMax = 25

const findDone = statement(
  'rialto_find_done_events',
  `select i.event_id from unnest($2::uuid[], $3::uuid[]) as e(tenant_id, id)
   join rialto_inbox i on i.tenant_id = e.tenant_id and i.consumer = $1 and i.event_id = e.id`,
)

/**
 * Events that an earlier holder may have applied: those of the window it was in, and of the next one or two, because a
 * snapshot may be a moment old. Later ones are new, and even were they not, the inbox row of each effect decides.
 */
export const repeatWindowsMax = 2

/**
 * Brings the effects of a batch about. It returns when every event is done or parked, so that the cursor may move; it
 * throws when the run is over or the database is in trouble, and then the batch is read again.
 */
export async function applyBatch(run: ConsumerRun, events: readonly PublishedEvent[]): Promise<void> {
  const wanted = events.filter((event) => run.consumer.types.includes(event.type))
  if (wanted.length === 0) return
  const fresh = run.windows > repeatWindowsMax ? wanted : await withoutDone(run, wanted)
  for (const group of byTenant(fresh)) await applyGroup(run, group)
}

/** A batch read for the second time must not be prepared again: preparing may send things. */
async function withoutDone(run: ConsumerRun, events: readonly PublishedEvent[]): Promise<PublishedEvent[]> {
  const answer = await run.database.system.query<{ event_id: string }>({
    ...findDone,
    values: [run.consumer.name, events.map((event) => event.tenant), events.map((event) => event.id)],
  })
  const done = new Set(answer.rows.map((row) => row.event_id))
  return events.filter((event) => !done.has(event.id))
}

async function applyGroup(run: ConsumerRun, group: readonly PublishedEvent[]): Promise<void> {
  stopIfAborted(run)
  const behind = group.filter((event) => run.parked.isParked(event))
  if (behind.length > 0) await run.parked.park(behind, undefined)
  const events = group.filter((event) => !behind.includes(event))
  const prepared = await prepareTogether(run, events)
  for (const event of prepared ? await inFewCommits(run, events, prepared) : events) {
    stopIfAborted(run)
    if (run.parked.isParked(event)) await run.parked.park([event], undefined)
    else await applyOrPark(run, event, prepared)
  }
}

type Prepared = { readonly value: unknown }

/** Applies the events in as few commits as may be. Gives those that must be applied one by one. */
async function inFewCommits(
  run: ConsumerRun,
  events: readonly PublishedEvent[],
  prepared: Prepared,
): Promise<PublishedEvent[]> {
  const left: PublishedEvent[] = []
  for (let start = 0; start < events.length; start += commitEventsMax) {
    stopIfAborted(run)
    const part = events.slice(start, start + commitEventsMax)
    // A later event of a stream must not overtake one that is left.
    const isFree = part.every((event) => !left.some((other) => other.subject === event.subject))
    if (!isFree || !(await applyTogether(run, part, prepared.value))) left.push(...part)
  }
  return left
}

/** Undefined when the whole could not be prepared: then each event is prepared by itself, and only the bad ones fail. */
async function prepareTogether(
  run: ConsumerRun,
  events: readonly PublishedEvent[],
): Promise<Prepared | undefined> {
  if (events.length < 2) return undefined
  try {
    return { value: await prepareEvents(run, events) }
  } catch (error) {
    if (isOutage(error)) throw error
    run.log.warn('a batch could not be prepared; its events are prepared one by one', {
      op: run.consumer.name,
      problem: String(error),
    })
    return undefined
  }
}

async function applyOrPark(
  run: ConsumerRun,
  event: PublishedEvent,
  prepared: Prepared | undefined,
): Promise<void> {
  try {
    const { value } = prepared ?? { value: await prepareEvents(run, [event]) }
    await applyEvent(run, event, { prepared: value })
  } catch (error) {
    if (error instanceof StoppedError || isOutage(error)) throw error
    run.log.warn('an event failed; its stream is parked', {
      op: run.consumer.name,
      type: event.type,
      subject: event.subject,
      problem: String(error),
    })
    await run.parked.park([event], String(error))
  }
}

function byTenant(events: readonly PublishedEvent[]): PublishedEvent[][] {
  return [...Map.groupBy(events, (event) => event.tenant).values()]
}
