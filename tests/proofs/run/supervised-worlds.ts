import { setTimeout as pause } from 'node:timers/promises'
import { killPostgres } from '@rialto/testing'
import type { Fault } from './faults.ts'
import { type Supervised, startSupervised } from './supervised.ts'
import { provenEnv, type World, type WorldOptions, worldOf } from './world.ts'

const downMsMax = 1_500
/** Room for PostgreSQL's programs and data, and what it wants free before it makes them. */
const diskMebibytes = 640
/** After a few deaths within a minute the supervisor waits longer and longer before a new start, half a minute at most. */
const patienceSeconds = 90

/** Starts the product as `npm start` does, so that the supervisor can be killed too. */
export async function openSupervisedWorld(options: WorldOptions): Promise<World> {
  const supervised = await startSupervised(provenEnv)
  return describe(supervised, options)
}

/** Starts the product with its database on a small disk. Only root may make one: else says so. */
export async function openSmallDiskWorld(options: WorldOptions): Promise<World | string> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a small disk needs root, on Linux'
  const supervised = await startSupervised(provenEnv, diskMebibytes)
  return { ...describe(supervised, options), diskDirectory: supervised.diskDirectory }
}

function describe(supervised: Supervised, options: WorldOptions): World {
  const { shape } = supervised
  const faults = faultsOf(supervised)
  return worldOf({ shape, servers: [], urls: [shape.url], faults, patienceSeconds }, options)
}

/** Each is over when the supervisor has started again what was killed. */
function faultsOf(supervised: Supervised): Fault[] {
  const killed = (name: string, weight: number, kill: () => void): Fault => ({
    name: `${name} killed`,
    weight,
    strike: async () => {
      kill()
      await supervised.untilReady()
    },
  })
  const supervisorKilled: Fault = {
    name: 'supervisor killed',
    weight: 5,
    strike: async (_world, random) => {
      await supervised.kill()
      await pause(random.between(0, downMsMax))
      supervised.start()
      await supervised.untilReady()
    },
  }
  const killChild = (name: string) => () => process.kill(supervised.childProcess(name), 'SIGKILL')
  return [
    supervisorKilled,
    killed('server', 2, killChild('server')),
    killed('Stripe simulator', 1, killChild('Stripe simulator')),
    killed('all of PostgreSQL', 2, () => killPostgres(supervised.postgresProcess())),
  ]
}
