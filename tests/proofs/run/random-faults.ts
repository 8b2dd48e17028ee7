import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
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
      return crashDatabase(world)
  }
}

/**
 * Kills a process of PostgreSQL that serves the product. PostgreSQL cannot know what it left in the shared memory, so it
 * ends all connections at once and recovers from its log, as after a power cut.
 */
async function crashDatabase(world: World): Promise<void> {
  const [url] = Object.values(world.shape.databaseUrls)
  const client = new pg.Client({ connectionString: url, application_name: 'rialto-proof' })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' limit 1`,
  )
  const victim = rows[0]?.pid
  if (victim !== undefined) process.kill(victim, 'SIGKILL')
  await client.end().catch(() => {})
}
