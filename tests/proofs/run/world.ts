import {
  type Market,
  openMarket,
  openSteadyWire,
  type RunningShape,
  startShape,
  type WireNote,
} from '@rialto/testing'
import { createRandom, type Random } from './random.ts'

/** What a proof works with: the running product, clients that talk to all its servers, and a seed. */
export type World = {
  readonly shape: RunningShape
  readonly servers: readonly string[]
  /** Clients that spread over the servers, and send again what was not answered. */
  readonly market: Market
  readonly random: Random
  readonly isQuick: boolean
  /** With faults of everything that can fail, not of servers only. */
  readonly isFull: boolean
  /** How often something is killed, in the proof that kills. */
  readonly kills: number
  /** What the clients sent and were answered, in the order in which they knew it. */
  readonly notes: WireNote[]
  /** How far the clock of the databases is ahead of everybody else's. */
  readonly clock: { aheadSeconds: number }
}

export type Proof = {
  readonly name: string
  /** Throws when the proof fails; else says in a few words what was seen. */
  readonly run: (world: World) => Promise<string>
}

export type WorldOptions = {
  servers: number
  seed: number
  isQuick: boolean
  isFull?: boolean
  kills?: number
  env?: Readonly<Record<string, string>>
}

const killsDefault = 2

/** Starts the product with several servers on one database. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const env = { PAYMENTS_BUDGET_PER_SECOND: 'unlimited', ...options.env }
  const shape = await startShape('one', { servers: options.servers, env })
  return worldOf(shape, options)
}

export function worldOf(shape: RunningShape, options: WorldOptions): World {
  const servers = [...shape.processes.keys()].filter((name) => name.startsWith('server#'))
  const urls = servers.map((name) => shape.processes.get(name)?.url ?? shape.url)
  const notes: WireNote[] = []
  const wire = openSteadyWire(urls, { note: (note) => void notes.push(note) })
  return {
    shape,
    servers,
    market: openMarket(wire, shape.simulatorUrl),
    random: createRandom(options.seed),
    isQuick: options.isQuick,
    isFull: options.isFull ?? false,
    kills: options.kills ?? killsDefault,
    notes,
    clock: { aheadSeconds: 0 },
  }
}
