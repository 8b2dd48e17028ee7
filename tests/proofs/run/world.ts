import {
  type Market,
  openMarket,
  openSteadyWire,
  type RunningShape,
  startShape,
  type WireNote,
} from '@rialto/testing'
import { allFaults, apartFaults, type Fault, quickFaults } from './faults.ts'
import { createRandom, type Random } from './random.ts'

/** What a proof works with: the running product, clients that talk to all its servers, and a seed. */
export type World = {
  readonly shape: RunningShape
  /** The processes that may be killed: names in the shape. */
  readonly servers: readonly string[]
  /** Clients that spread over the servers, and send again what was not answered. */
  readonly market: Market
  readonly random: Random
  readonly isQuick: boolean
  /** What may happen to the product, in the proofs that let it happen. */
  readonly faults: readonly Fault[]
  /** How often something happens. */
  readonly kills: number
  /** How long clients send again, and wait for the outcome of a payment. */
  readonly patienceSeconds: number
  /** The small file system that the database is on, in the world that has one. */
  readonly diskDirectory: string | null
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
const patienceSecondsDefault = 40
/** The budget of the provider is lifted: its own scenarios hold it. */
export const provenEnv = { PAYMENTS_BUDGET_PER_SECOND: 'unlimited' }

/** Starts the product with several servers on one database; in a full run, on a PostgreSQL of its own. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const { servers, isFull = false } = options
  const env = { ...provenEnv, ...options.env }
  const shape = await startShape('one', { servers, env, hasOwnPostgres: isFull })
  const names = [...shape.processes.keys()].filter((name) => name.startsWith('server#'))
  const urls = names.map((name) => shape.processes.get(name)?.url ?? shape.url)
  return worldOf({ shape, servers: names, urls, faults: isFull ? allFaults : quickFaults }, options)
}

/** Starts the product with a process and a database for each service. Clients know the gateway only. */
export async function openApartWorld(options: WorldOptions): Promise<World> {
  const shape = await startShape('apart', { env: provenEnv })
  const outside = new Set(['simulator', 'mail-catcher'])
  const servers = [...shape.processes.keys()].filter((name) => !outside.has(name))
  return worldOf({ shape, servers, urls: [shape.url], faults: apartFaults, patienceSeconds: 90 }, options)
}

type Parts = Pick<World, 'shape' | 'servers' | 'faults'> & {
  readonly urls: readonly string[]
  readonly patienceSeconds?: number
}

export function worldOf(parts: Parts, options: WorldOptions): World {
  const { shape, servers, faults, urls, patienceSeconds = patienceSecondsDefault } = parts
  const notes: WireNote[] = []
  const note = (one: WireNote) => void notes.push(one)
  const wire = openSteadyWire(urls, { note, patienceMs: patienceSeconds * 1_000 })
  return {
    shape,
    servers,
    faults,
    patienceSeconds,
    diskDirectory: null,
    market: openMarket(wire, shape.simulatorUrl),
    random: createRandom(options.seed),
    isQuick: options.isQuick,
    kills: options.kills ?? killsDefault,
    notes,
    clock: { aheadSeconds: 0 },
  }
}
