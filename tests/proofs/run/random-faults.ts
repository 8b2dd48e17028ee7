import { setTimeout as pause } from 'node:timers/promises'
import { crashDatabase } from '@rialto/testing'
import type { Random } from './random.ts'
import type { World } from './world.ts'

const frozenMsMax = 8_000

/** What was done to the product, in words, in the order in which it was done. */
export type Fault = 'server killed' | 'server frozen' | 'simulator killed' | 'PostgreSQL crashed'

/**
 * Does so many faults to the product, one after the other, each at a random moment: kills a server and starts it again
 * a moment later; in a full run also freezes one, kills the provider, or crashes all of PostgreSQL.
 */
export async function faultsAtRandom(world: World, random: Random, count: number): Promise<Fault[]> {
  const faults: Fault[] = []
  for (let n = 1; n <= count; n += 1) {
    await pause(random.between(400, 2_400))
    const fault = world.isFull ? chooseFault(random) : 'server killed'
    await doFault(world, random, fault)
    faults.push(fault)
  }
  await pause(1_000)
  return faults
}

function chooseFault(random: Random): Fault {
  const dice = random.fraction()
  if (dice < 0.6) return 'server killed'
  if (dice < 0.75) return 'server frozen'
  return dice < 0.9 ? 'simulator killed' : 'PostgreSQL crashed'
}

async function doFault(world: World, random: Random, fault: Fault): Promise<void> {
  const { processes } = world.shape
  const server = processes.get(random.pick(world.servers))
  switch (fault) {
    case 'server killed':
      await server?.kill('SIGKILL')
      await pause(random.between(0, 800))
      return server?.start()
    case 'server frozen': {
      const wake = server?.freeze()
      await pause(random.between(500, frozenMsMax))
      return wake?.()
    }
    case 'simulator killed': {
      const simulator = processes.get('simulator')
      await simulator?.kill('SIGKILL')
      await pause(random.between(0, 800))
      return simulator?.start()
    }
    case 'PostgreSQL crashed':
      return crashDatabase(Object.values(world.shape.databaseUrls)[0] ?? '')
  }
}
