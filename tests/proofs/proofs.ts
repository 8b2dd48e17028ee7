import crossingBaskets from './proofs/crossing-baskets.ts'
import databaseClock from './proofs/database-clock.ts'
import drop from './proofs/drop.ts'
import { fullDisk } from './proofs/full-disk.ts'
import { killedServers, killedServices, killedSupervisor } from './proofs/killed-servers.ts'
import lastUnits from './proofs/last-units.ts'
import lateNews from './proofs/late-news.ts'
import limits from './proofs/limits.ts'
import lostWebhooks from './proofs/lost-webhooks.ts'
import { olderCopy } from './proofs/older-copy.ts'
import oneCart from './proofs/one-cart.ts'
import repeatedRequests from './proofs/repeated-requests.ts'
import { openSmallDiskWorld, openSupervisedWorld } from './run/supervised-worlds.ts'
import { openApartWorld, openWorld, type Proof, type World, type WorldOptions } from './run/world.ts'

/** The proofs on several servers with one database, in the order in which they run. */
export const allProofs: readonly Proof[] = [
  ...lastUnits,
  ...drop,
  ...oneCart,
  ...limits,
  ...crossingBaskets,
  ...repeatedRequests,
  killedServers,
  ...databaseClock,
]

/** Those that wait for minutes to pass: with `--full` only. */
export const slowProofs: readonly Proof[] = [...lostWebhooks, ...lateNews]

/** Proofs that share one installation. It says why, where it cannot be made on this machine. */
export type Stage = {
  readonly open: (options: WorldOptions) => Promise<World | string>
  readonly proofs: readonly Proof[]
  /** Of the kills that were asked for, one in so many: here each takes seconds. */
  readonly killsDivisor: number
}

export const stage: Stage = { open: openWorld, proofs: allProofs, killsDivisor: 1 }

/** With `--full`: also installations of other shapes. */
export const fullStages: readonly Stage[] = [
  { open: openWorld, proofs: [...allProofs, ...slowProofs], killsDivisor: 1 },
  { open: openSupervisedWorld, proofs: [killedSupervisor], killsDivisor: 10 },
  { open: openApartWorld, proofs: [killedServices], killsDivisor: 10 },
  { open: openWorld, proofs: [olderCopy], killsDivisor: 10 },
  { open: openSmallDiskWorld, proofs: [fullDisk], killsDivisor: 10 },
]
