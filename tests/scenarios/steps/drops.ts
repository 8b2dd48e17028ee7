import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Given, Then, When } from '@cucumber/cucumber'
import { type Person, type Quote, until } from '@rialto/testing'
import type { Scenario } from './world.ts'

type Drop = { dropId: string; opensAt: string; sku: string }
type State = { state: string }

const drops = new WeakMap<Scenario, Drop>()
const soonMs = 200

function dropOf(scenario: Scenario): Drop {
  const drop = drops.get(scenario)
  if (!drop) throw new Error('There is no drop yet')
  return drop
}

Given(
  'the people {string} and {string} with an account each',
  async function (this: Scenario, first: string, second: string) {
    for (const name of [first, second]) {
      this.people.set(name, await this.market.person(name.toLowerCase()))
    }
  },
)

Given(
  'a drop of {int} unit(s), up to {int} for each person, that opens in {int} seconds',
  async function (this: Scenario, units: number, share: number, seconds: number) {
    const [product] = [...this.products.values()]
    assert.ok(product)
    const opens = Date.now() + seconds * 1_000
    const slug = `drop-${randomUUID().slice(0, 12)}`
    const body = {
      slug,
      title: { en: 'A drop', de: 'Ein Drop' },
      story: { en: 'A few of them, once.' },
      items: [{ sku: product.sku, quantity: units }],
      opensAt: new Date(opens).toISOString(),
      endsAt: new Date(opens + 3_600_000).toISOString(),
      perPersonMax: share,
    }
    const { token } = await this.market.operator()
    const made = await this.market.wire.ask<Drop>('POST', '/api/operator/drops', { token, key: slug, body })
    drops.set(this, { ...made, sku: product.sku })
  },
)

Given('{string} has a priced basket with the product', async function (this: Scenario, name: string) {
  const [product] = [...this.products.values()]
  assert.ok(product)
  const person = this.person(name)
  this.quote = await this.market.quote(person, await this.market.cart(person, [[product, 1]]))
})

When('the drop has opened', async function (this: Scenario) {
  await pause(Math.max(0, Date.parse(dropOf(this).opensAt) + soonMs - Date.now()))
})

When(
  '{string} puts {int} unit(s) of the drop into a basket',
  async function (this: Scenario, name: string, units: number) {
    const person = this.person(name)
    const cartId = await this.market.cart(person, [])
    this.answers.push(await add(this, { person, cartId, units }))
  },
)

When('{string} buys {int} unit(s) in the drop', async function (this: Scenario, name: string, units: number) {
  const person = this.person(name)
  const cartId = await this.market.cart(person, [])
  const added = await add(this, { person, cartId, units })
  assert.equal(added.status, 201, added.text)
  const ordered = await order(this, person, await this.market.quote(person, cartId))
  assert.equal(ordered.status, 201, ordered.text)
})

When('{string} orders the basket from before', async function (this: Scenario, name: string) {
  assert.ok(this.quote)
  this.answers.push(await order(this, this.person(name), this.quote))
})

When('the operator ends the drop', async function (this: Scenario) {
  const { token } = await this.market.operator()
  const path = `/api/operator/drops/${dropOf(this).dropId}/end`
  await this.market.wire.ask('POST', path, { token, key: randomUUID(), body: {} })
})

Then(
  '{string} buys {int} unit(s) in normal sale',
  async function (this: Scenario, name: string, units: number) {
    const [product] = [...this.products.values()]
    assert.ok(product)
    const person = this.person(name)
    const quote = await this.market.quote(person, await this.market.cart(person, [[product, units]]))
    const ordered = await order(this, person, quote)
    assert.equal(ordered.status, 201, ordered.text)
  },
)

Then('the drop is {string}', async function (this: Scenario, state: string) {
  assert.equal((await read(this)).state, state)
})

Then('the drop becomes {string}', async function (this: Scenario, state: string) {
  await until(
    () => read(this),
    (now) => now.state === state,
    { what: `A drop that is ${state}` },
  )
})

Then('the answer is {string}', function (this: Scenario, code: string) {
  assert.equal(this.answer.code, code, this.answer.text)
})

Then('the answer is {string} and says when it opens', function (this: Scenario, code: string) {
  assert.equal(this.answer.code, code, this.answer.text)
  const { data } = this.answer.body as { data: { opensAt: string } }
  assert.equal(data.opensAt, dropOf(this).opensAt)
})

function read(scenario: Scenario): Promise<State> {
  return scenario.market.wire.ask<State>('GET', `/api/drops/${dropOf(scenario).dropId}/state`, {})
}

function add(scenario: Scenario, wish: { person: Person; cartId: string; units: number }) {
  const { dropId, sku } = dropOf(scenario)
  const body = { sku, quantity: wish.units, dropId }
  const { token } = wish.person
  return scenario.market.wire.send<never>('POST', `/api/carts/${wish.cartId}/items`, {
    token,
    key: randomUUID(),
    body,
  })
}

function order(scenario: Scenario, person: Person, quote: Quote) {
  return scenario.market.submit(person, quote) as Promise<never> as ReturnType<typeof add>
}
