import type { Consumer, Ctx, Log, PublishedEvent } from '@rialto/core'
import type { Database } from '@rialto/postgres'
import type { HeldCursor } from '../cursors.ts'
import type { ParkedStreams } from './parked-streams.ts'

/** One consumer while this process holds its lease. */
export type ConsumerRun = {
  readonly consumer: Consumer
  readonly database: Database
  readonly contextFor: (tenant: string, event: PublishedEvent, consumer: Consumer) => Ctx
  readonly log: Log
  readonly cursors: readonly HeldCursor[]
  readonly parked: ParkedStreams
  /** Told after each commit of effects: they may have published something. */
  readonly applied: () => void
  /** Windows opened since the lease was taken. */
  windows: number
  /** Aborted when the process stops, the lease is lost or another process has taken the cursor. */
  readonly signal: AbortSignal
}

/** Ends the work on a batch between two events. Its cursor stays; the inbox knows which events are done. */
export class StoppedError extends Error {}

/** Throws when the run is over. */
export function stopIfAborted(run: ConsumerRun): void {
  if (run.signal.aborted) throw new StoppedError('The reader was stopped')
}
