import crossingBaskets from './proofs/crossing-baskets.ts'
import databaseClock from './proofs/database-clock.ts'
import drop from './proofs/drop.ts'
import killedServers from './proofs/killed-servers.ts'
import lastUnits from './proofs/last-units.ts'
import limits from './proofs/limits.ts'
import lostWebhooks from './proofs/lost-webhooks.ts'
import oneCart from './proofs/one-cart.ts'
import repeatedRequests from './proofs/repeated-requests.ts'
import type { Proof } from './run/world.ts'

/** The proofs, in the order in which they run. */
export const allProofs: readonly Proof[] = [
  ...lastUnits,
  ...drop,
  ...oneCart,
  ...limits,
  ...crossingBaskets,
  ...repeatedRequests,
  ...killedServers,
  ...databaseClock,
]

/** Those that wait for minutes to pass: with `--full` only. */
export const slowProofs: readonly Proof[] = [...lostWebhooks]
