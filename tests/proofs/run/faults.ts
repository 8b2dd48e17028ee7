import { setTimeout as pause } from 'node:timers/promises'
import { crashDatabase, type ShapeProcess } from '@rialto/testing'
import { forward } from './clock.ts'
import type { Random } from './random.ts'
import { times } from './together.ts'
import type { World } from './world.ts'

/** Something that happens to the product while people shop. It is over when all is there again. */
export type Fault = {
  readonly name: string
  /** How often it is chosen, beside the others. */
  readonly weight: number
  readonly strike: (world: World, random: Random) => Promise<void>
}

const downMsMax = 800
/** Longer than a shopper's or a server's first few tries. */
const awayMsMax = 5_000
const frozenMsMax = 8_000
/** Leases end after a minute, and holds without an order. */
const asleepSeconds = 61
/** Orders that nobody paid must not end: they have half an hour. */
const asleepSecondsMax = 600

const serverKilled: Fault = {
  name: 'server killed',
  weight: 10,
  strike: (world, random) => killAndStart(aServer(world, random), random.between(0, downMsMax)),
}

const serverFrozen: Fault = {
  name: 'server frozen',
  weight: 3,
  strike: async (world, random) => {
    const wake = aServer(world, random).freeze()
    await pause(random.between(500, frozenMsMax))
    wake()
  },
}

/** Others take over what it had in hand. When it wakes, it must not go on where it was. */
const serverAsleep: Fault = {
  name: 'server asleep past its leases and holds',
  weight: 2,
  strike: async (world, random) => {
    if (world.clock.aheadSeconds + asleepSeconds > asleepSecondsMax) return serverFrozen.strike(world, random)
    const wake = aServer(world, random).freeze()
    await forward(world, asleepSeconds)
    await pause(random.between(1_000, awayMsMax))
    wake()
  },
}

/** Its port refuses connections meanwhile. */
const providerAway: Fault = {
  name: 'provider killed and away',
  weight: 3,
  strike: ({ shape }, random) => killAndStart(shape.processes.get('simulator'), random.between(0, awayMsMax)),
}

/** One process is killed: PostgreSQL ends all connections and recovers by itself. */
const databaseCrashed: Fault = {
  name: 'PostgreSQL crashed',
  weight: 2,
  strike: ({ shape }) => crashDatabase(Object.values(shape.databaseUrls)[0] ?? ''),
}

/** All its processes are killed: its port refuses connections until somebody starts it. */
const databaseKilled: Fault = {
  name: 'all of PostgreSQL killed',
  weight: 2,
  strike: async ({ shape }, random) => {
    await shape.postgres?.kill()
    await pause(random.between(0, awayMsMax))
    await shape.postgres?.start()
  },
}

/** What happens to several servers on one database, without `--full`. */
export const quickFaults: readonly Fault[] = [serverKilled]

/** What happens to several servers on one database that is their own. */
export const allFaults: readonly Fault[] = [
  serverKilled,
  serverFrozen,
  serverAsleep,
  providerAway,
  databaseCrashed,
  databaseKilled,
]

/** What happens to a process for each service. */
export const apartFaults: readonly Fault[] = [serverKilled, serverFrozen, serverAsleep, providerAway]

/** Lets so many faults happen, one after the other, each at a random moment. Answers how often each did. */
export async function faultsAtRandom(world: World, random: Random, count: number): Promise<string> {
  const done: string[] = []
  for (const _ of times(count)) {
    await pause(random.between(400, 2_400))
    const fault = chooseFault(world.faults, random)
    await fault.strike(world, random)
    done.push(fault.name)
  }
  await pause(1_000)
  return [...Map.groupBy(done, (name) => name)].map(([name, each]) => `${each.length} ${name}`).join(', ')
}

function chooseFault(faults: readonly Fault[], random: Random): Fault {
  return random.pick(faults.flatMap((fault) => times(fault.weight).map(() => fault)))
}

function aServer({ shape, servers }: World, random: Random): ShapeProcess {
  const server = shape.processes.get(random.pick(servers))
  if (!server) throw new Error('There is no such server')
  return server
}

async function killAndStart(one: ShapeProcess | undefined, downMs: number): Promise<void> {
  await one?.kill('SIGKILL')
  await pause(downMs)
  await one?.start()
}
