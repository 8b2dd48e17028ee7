import type { Consumer, Ctx, Log, PublishedEvent } from '@rialto/core'
import type { Database } from '@rialto/postgres'
import { applyBatch, repeatWindowsMax } from './consume/apply-batch.ts'
import { loadParkedStreams } from './consume/parked-streams.ts'
import { retryParked } from './consume/retry-parked.ts'
import { type ConsumerRun, StoppedError } from './consume/run.ts'
import {
  advance,
  type CursorWriter,
  isInOtherCluster,
  openCursorWriter,
  registerWhenReachable,
  takeReader,
} from './cursors.ts'
import { type Feed, type FeedSession, openFeed } from './feed.ts'
import { type Leases, openLeases } from './lease.ts'
import { isExhausted } from './reader.ts'

export type ConsumerOptions = {
  /** All consumers of one database belong into one call: they share one poll and two connections. */
  readonly consumers: readonly Consumer[]
  /** Where effects, inbox and cursors are written. */
  readonly database: Database
  /** Where events are read; often the same database. */
  readonly eventLog: Database
  /** Relations of the log: `rialto_outbox` and the streams of services, or `rialto_event_log`. */
  readonly sources: readonly string[]
  readonly contextFor: (tenant: string, event: PublishedEvent, consumer: Consumer) => Ctx
  /** Told after each commit of effects, because they may have published something; by default these readers look again. */
  readonly applied?: () => void
  readonly log: Log
}

export type RunningReaders = {
  /** Resolves when the readers exist in the database, so that nothing published from now on can be overlooked. */
  readonly ready: Promise<void>
  /** Says that there may be something to read: the next look at the log happens now. */
  wake(): void
  /** Finishes the event in hand, gives the leases back and resolves. */
  stop(): Promise<void>
}

/**
 * Runs consumers. Each runs in one process at a time, wherever it is started. An event takes effect once: its effect
 * and its inbox row are one commit; the cursor only says where to read on. An event that fails parks its stream.
 */
export function runConsumers(options: ConsumerOptions): RunningReaders {
  const feed = openFeed(options)
  const leases = openLeases(options)
  const writer = openCursorWriter(options)
  const stopping = new AbortController()
  const ready = start({ options, feed, leases, writer, stopping: stopping.signal })
  return {
    ready,
    wake: feed.wake,
    stop: async () => {
      stopping.abort()
      await ready
      await leases.stop()
      await writer.stop()
      feed.stop()
    },
  }
}

type Parts = {
  options: ConsumerOptions
  feed: Feed
  leases: Leases
  writer: CursorWriter
  stopping: AbortSignal
}

async function start(parts: Parts): Promise<void> {
  const { options, feed, stopping } = parts
  if (options.consumers.length === 0) return
  await registerWhenReachable({
    readers: options.consumers.map((consumer) => consumer.name),
    database: options.database,
    sources: options.sources,
    feed,
    stopping,
    log: options.log,
  })
  for (const consumer of options.consumers) {
    parts.leases.run(consumer.name, (signal) => runConsumer(parts, consumer, signal))
  }
}

async function runConsumer(parts: Parts, consumer: Consumer, leased: AbortSignal): Promise<void> {
  const { options, feed } = parts
  const session = await feed.session()
  const cursors = await takeReader(options.database, consumer.name, { sources: options.sources, session })
  const [fence] = cursors
  if (!fence) return
  const ended = new AbortController()
  const signal = AbortSignal.any([leased, session.lost, ended.signal])
  const parked = await loadParkedStreams(options.database, consumer.name, fence)
  const applied = options.applied ?? feed.wake
  const run: ConsumerRun = { ...options, consumer, cursors, parked, signal, applied, windows: 0 }
  const end = () => ended.abort()
  const loops = [follow(run, { session, writer: parts.writer, end }), retryParked(run)]
  const ends = await Promise.allSettled(loops.map((loop) => loop.finally(end)))
  for (const one of ends) {
    if (one.status === 'rejected' && !(one.reason instanceof StoppedError)) throw one.reason
  }
}

/** Reads and applies until the run is over. With several sources, one batch of each in turn. */
async function follow(
  run: ConsumerRun,
  on: { session: FeedSession; writer: CursorWriter; end: () => void },
): Promise<void> {
  const { session } = on
  const needsFence = await isInOtherCluster(run.database, session)
  while (!run.signal.aborted) {
    for (const cursor of run.cursors) {
      if (isExhausted(cursor.at)) continue
      const batch = await session.read(cursor.source, cursor.at)
      await applyBatch(
        run,
        batch.events.map((one) => one.event),
      )
      if (needsFence && batch.events.length > 0) await session.fence(cursor.at.target)
      cursor.at = batch.next
      // An empty window is not worth a write: the same place is found again from the older snapshot.
      if (batch.events.length > 0) on.writer.save(cursor, on.end)
    }
    if (run.cursors.every((cursor) => isExhausted(cursor.at))) {
      // The first windows reach to the present: what an earlier holder did lies in them (see `applyBatch`).
      await advance(run.cursors, session, {
        signal: run.signal,
        mayFollow: run.windows > repeatWindowsMax,
      })
      run.windows += 1
    }
  }
}
