import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Person, Product } from '@rialto/testing'
import { type Buyer, orderAll, tally } from '../run/buyers.ts'
import { atOnce, percentile, times } from '../run/together.ts'
import type { Proof, World } from '../run/world.ts'

const crowd = { buyers: 400, units: 100, atOnce: 32, normalUnits: 30 }
const preparedAtOnce = 16
const accountsAtOnce = 50
const openingMs = 500
const password = 'a-long-password-7'

type Drop = { dropId: string; opensAt: string }

/** A drop sells its slice to the unit, its units to accounts, and leaves normal sale alone. */
export default [
  {
    name: `a drop: ${crowd.buyers} buyers for ${crowd.units} units, ${crowd.atOnce} at once`,
    run: sellDrop,
  },
] satisfies Proof[]

async function sellDrop(world: World): Promise<string> {
  const { market } = world
  // A password takes time to check, by design: in a hurry each account sends four buyers.
  const people = await accounts(world, world.isQuick ? crowd.buyers / 4 : crowd.buyers)
  const vendor = await market.vendor('drop')
  const product = await market.product(vendor, { stock: crowd.units + crowd.normalUnits })
  const share = crowd.buyers / people.length
  const drop = await plan(world, product, share)
  await refuseEarly(world, people, { product, drop })
  await pause(Math.max(0, Date.parse(drop.opensAt) + 100 - Date.now()))
  const buyers = await atOnce(times(crowd.buyers), preparedAtOnce, (_, index) =>
    fill(world, people[index % people.length], { product, drop }),
  )
  const outcomes = await orderAll(world, buyers, crowd.atOnce)
  assert.deepEqual(tally(outcomes), { ordered: crowd.units, SOLD_OUT: crowd.buyers - crowd.units })
  const late = await askLate(world, people, { product, drop })
  assert.equal(await normalUnits(world, vendor.token, product), crowd.normalUnits)
  const msOf = (code: string | null) =>
    outcomes.filter(({ answer }) => answer.code === code).map(({ ms }) => ms)
  const p99 = (list: readonly number[]) => `${percentile(list, 99).toFixed(0)} ms`
  return `p99 of an order ${p99(msOf(null))}, of a refusal ${p99(msOf('SOLD_OUT'))}, once sold out ${p99(late)}`
}

async function accounts(world: World, count: number): Promise<Person[]> {
  const { market } = world
  const { token } = await market.operator()
  const run = randomUUID().slice(0, 8)
  const emails = times(count).map((_, index) => `fan-${run}-${index}@people.example`)
  for (let from = 0; from < count; from += accountsAtOnce) {
    const list = emails
      .slice(from, from + accountsAtOnce)
      .map((email) => ({ email, password, firstName: 'Fan', lastName: 'Example', roles: ['shopper'] }))
    await market.wire.ask('POST', '/api/operator/accounts', { token, body: { accounts: list } })
  }
  return atOnce(emails, preparedAtOnce, (email) => market.signIn(email))
}

async function plan(world: World, product: Product, perPersonMax: number): Promise<Drop> {
  const { token } = await world.market.operator()
  const opens = Date.now() + openingMs
  const slug = `proof-${randomUUID().slice(0, 12)}`
  const body = {
    slug,
    title: { en: 'A drop' },
    story: { en: 'One hundred, once.' },
    items: [{ sku: product.sku, quantity: crowd.units }],
    opensAt: new Date(opens).toISOString(),
    endsAt: new Date(opens + 3_600_000).toISOString(),
    perPersonMax,
  }
  return world.market.wire.ask<Drop>('POST', '/api/operator/drops', { token, key: slug, body })
}

type Goods = { product: Product; drop: Drop }

/** Before the opening nobody gets in, and guests never do. */
async function refuseEarly(world: World, people: readonly Person[], goods: Goods): Promise<void> {
  const [first] = people
  assert.ok(first)
  const guest = await world.market.guest()
  const cartId = await world.market.cart(guest, [])
  assert.equal((await add(world, { person: guest, cartId }, goods)).code, 'ACCOUNT_REQUIRED')
  if (Date.now() > Date.parse(goods.drop.opensAt) - 50) return
  const own = await world.market.cart(first, [])
  assert.equal((await add(world, { person: first, cartId: own }, goods)).code, 'DROP_NOT_OPEN')
}

async function fill(world: World, person: Person | undefined, goods: Goods): Promise<Buyer> {
  assert.ok(person)
  const cartId = await world.market.cart(person, [])
  const added = await add(world, { person, cartId }, goods)
  assert.equal(added.status, 201, added.text)
  return { person, quote: await world.market.quote(person, cartId) }
}

/** Whoever comes when everything is sold; answers how long each waited for the refusal. */
async function askLate(world: World, people: readonly Person[], goods: Goods): Promise<number[]> {
  const [first] = people
  assert.ok(first)
  const cartId = await world.market.cart(first, [])
  await pause(1_100)
  return atOnce(times(crowd.buyers), crowd.atOnce, async () => {
    const startedAt = performance.now()
    const answer = await add(world, { person: first, cartId }, goods)
    assert.equal(answer.code, 'SOLD_OUT', answer.text)
    return performance.now() - startedAt
  })
}

function add(world: World, who: { person: Person; cartId: string }, { product, drop }: Goods) {
  const body = { sku: product.sku, quantity: 1, dropId: drop.dropId }
  return world.market.wire.send('POST', `/api/carts/${who.cartId}/items`, {
    token: who.person.token,
    key: randomUUID(),
    body,
  })
}

async function normalUnits(world: World, token: string, { sku }: Product): Promise<number> {
  const path = `/api/inventory/levels?sku=${encodeURIComponent(sku)}`
  const { items } = await world.market.wire.ask<{ items: { available: number }[] }>('GET', path, { token })
  return items.reduce((sum, level) => sum + level.available, 0)
}
