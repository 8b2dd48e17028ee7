import type { Settings } from '../settings.ts'
import type { DueQueue } from './due-queue.ts'
import type { Journal } from './journal.ts'
import type { State } from './state.ts'

/** One running simulator: its state, where it is written, and what is still to happen. */
export type World = {
  /** Replaced as a whole by a reset. */
  state: State
  readonly journal: Journal
  readonly settings: Settings
  /** Where the simulator is reached; known once it listens. */
  origin: string
  readonly dueDeliveries: DueQueue<{ readonly event: string; readonly place: number }>
  readonly dueTasks: DueQueue<string>
  /** Called after work was queued; the loops set them. */
  wakeDeliveries: () => void
  wakeTasks: () => void
}

/** The virtual time in milliseconds. It runs with the real one and can be moved forward. */
export function nowMs(world: World): number {
  return Date.now() + world.state.clockOffsetMs
}
