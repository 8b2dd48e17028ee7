import { faultsAtRandom } from '../run/faults.ts'
import { shopUnder } from '../run/under-load.ts'
import type { Proof, World } from '../run/world.ts'

const shop = (world: World) =>
  shopUnder(world, () => faultsAtRandom(world, world.random.branch(), world.kills))

export const killedServers: Proof = {
  name: 'servers are killed at random under a load of whole purchases',
  run: shop,
}

export const killedServices: Proof = {
  name: 'a process for each service: they are killed at random under a load of whole purchases',
  run: shop,
}

export const killedSupervisor: Proof = {
  name: 'npm start is killed at random under a load of whole purchases: its supervisor, and all below it',
  run: shop,
}
