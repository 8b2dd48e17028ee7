import { shiftClocks } from '@rialto/testing'
import type { World } from './world.ts'

/** Lets time pass for holds, leases and due dates: by the clock of the databases, which only goes forward. */
export async function forward(world: World, seconds: number): Promise<void> {
  world.clock.aheadSeconds += seconds
  await shiftClocks(world.shape.databaseUrls, world.clock.aheadSeconds)
}
