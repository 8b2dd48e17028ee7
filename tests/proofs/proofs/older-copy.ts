import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Order, type Person, type Product, settle, until } from '@rialto/testing'
import { times } from '../run/together.ts'
import type { Proof, World } from '../run/world.ts'

const buyersEach = 6
const standStillMs = 5_000
const seenSecondsMax = 30
const cli = fileURLToPath(new URL('../../../tools/cli/src/main.ts', import.meta.url))
const run = promisify(execFile)

/** Its installation is its own: the provider remembers what the shop forgets here. */
export const olderCopy: Proof = {
  name: 'an older copy of the data is put back: events stand still until rialto outbox rebase',
  run: putBackCopy,
}

type Bought = { readonly person: Person; readonly order: Order }

async function putBackCopy(world: World): Promise<string> {
  const { market, shape } = world
  const { postgres } = shape
  assert.ok(postgres, 'this needs a PostgreSQL of its own')
  const product = await market.product(await market.vendor('copied'), { stock: 100 })
  const kept = await buyPaid(world, product)
  await settle(shape.databaseUrls)
  await stopServers(world)
  await postgres.stopAndCopy()
  await startAll(world)
  await buyPaid(world, product)
  await settle(shape.databaseUrls)
  await stopServers(world)
  await postgres.kill()
  await postgres.putBack()
  await startAll(world)

  const after = await buyPaid(world, product)
  await until(
    async () => shape.output(),
    (text) => /older copy.*rialto outbox rebase/.test(text),
    {
      secondsMax: seenSecondsMax,
      what: 'The word on the older copy',
    },
  )
  await pause(standStillMs)
  assert.deepEqual(
    await statusesOf(world, after),
    times(buyersEach).map(() => 'pending'),
    'nothing is read',
  )
  await stopServers(world)
  await rebase(world)
  await Promise.all(world.servers.map((name) => shape.processes.get(name)?.start()))
  await settle(shape.databaseUrls)
  const statuses = await statusesOf(world, [...kept, ...after])
  assert.deepEqual(
    statuses,
    times(2 * buyersEach).map(() => 'paid'),
  )
  return `${buyersEach} orders from before the copy are paid, ${buyersEach} from after it became so after the rebase`
}

function buyPaid({ market }: World, product: Product): Promise<Bought[]> {
  return Promise.all(
    times(buyersEach).map(async () => {
      const person = await market.guest()
      const order = await market.order(person, [[product, 1]])
      const paid = await market.pay(person, order.orderId)
      assert.equal(paid.body.status, 'captured', paid.text)
      return { person, order }
    }),
  )
}

function statusesOf({ market }: World, bought: readonly Bought[]): Promise<string[]> {
  return Promise.all(bought.map(({ person, order }) => market.orderStatus(person, order.orderId)))
}

async function stopServers({ shape, servers }: World): Promise<void> {
  await Promise.all(servers.map((name) => shape.processes.get(name)?.kill('SIGTERM')))
}

async function startAll({ shape, servers }: World): Promise<void> {
  await shape.postgres?.start()
  await Promise.all(servers.map((name) => shape.processes.get(name)?.start()))
}

/** As an operator does it, with no server running. */
async function rebase({ shape }: World): Promise<void> {
  const env = {
    PATH: process.env['PATH'],
    RIALTO_DATA: shape.dataDirectory,
    DATABASE_URL: shape.postgres?.url,
  }
  await run(process.execPath, [cli, 'outbox', 'rebase', '--yes'], { env })
}
