// 400 buyers for 100 units, 32 at once, each with a priced cart: in normal sale, and in a drop that sells to accounts.
// Exactly 100 get a unit; how long the others wait for their no is the figure.
import assert from 'node:assert/strict'
import { generateKeySet } from '@rialto/jwt'
import { type Market, type RunningShape, settle, simpleUpdatesPerSecond } from '@rialto/testing'
import { type Driven, drive } from '../measure/drive.ts'
import { openDrop } from '../measure/open-drop.ts'
import { withShop } from '../measure/open-shop.ts'
import { prepareCarts } from '../measure/prepared-carts.ts'
import { report, round } from '../measure/report.ts'

const buyers = 400
const units = 100
const callers = 32
const rounds = 3
const secondsMax = 60
const settleSecondsMax = 60
const targetMs = 20
const yardstickSeconds = 5

const tokenKeys = generateKeySet()
type World = { shape: RunningShape; market: Market }
type Sale = { name: string; isDrop: boolean }

await withShop(
  async (shape, market) => {
    const world = { shape, market }
    await sell(world, { name: 'warm-up', isDrop: true })
    const updates = await simpleUpdatesPerSecond({ clients: callers, seconds: yardstickSeconds })
    const updateMs = (callers * 1_000) / updates
    for (const sale of [
      { name: 'in normal sale', isDrop: false },
      { name: 'of a drop', isDrop: true },
    ]) {
      const p99s: number[] = []
      for (let round = 0; round < rounds; round += 1) p99s.push(await sell(world, sale))
      const value = p99s.toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0
      report({
        bench: `p99 of a refusal ${sale.name}: ${buyers} buyers for ${units} units, ${callers} at once, middle of ${rounds}`,
        value: round(value, 1),
        unit: 'ms',
        target: targetMs,
        yardstick: `simple-update, ${callers} clients: ${round(updateMs, 1)} ms each`,
        ratio: round(value / updateMs),
      })
    }
  },
  { env: { TOKEN_KEYS: tokenKeys } },
)

/** Sells everything once; the p99 of its refusals. */
async function sell({ shape, market }: World, { name, isDrop }: Sale): Promise<number> {
  const databaseUrl = shape.databaseUrls['order-service'] ?? ''
  const product = await market.product(await market.vendor('drop'), { stock: units })
  const dropId = isDrop ? await openDrop(market, product, units) : undefined
  const carts = await prepareCarts(market, {
    databaseUrl,
    wishes: [product],
    count: buyers,
    isQuoted: true,
    ...(dropId === undefined ? {} : { dropId }),
  })
  await settle(shape.databaseUrls, settleSecondsMax)
  const plan = { urls: [shape.url], tokenKeys, carts: [carts], callers, seconds: secondsMax, mayRefuse: true }
  const driven = await drive('orders', plan)
  const { ordered, SOLD_OUT: refused, ...others } = driven.groups
  assert.deepEqual(Object.keys(others), [], 'other refusals than sold out')
  assert.equal(ordered?.count, units, 'units sold')
  process.stdout.write(`${name}: ${buyers} answers in ${round(driven.seconds, 2)} s; ${describe(driven)}\n`)
  return refused?.p99Ms ?? 0
}

function describe({ groups }: Driven): string {
  const said = Object.entries(groups).map(
    ([outcome, { count, p50Ms, p99Ms }]) =>
      `${count} ${outcome}: p50 ${round(p50Ms, 1)} ms, p99 ${round(p99Ms, 1)} ms`,
  )
  return said.join('; ')
}
