import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Given, Then, When } from '@cucumber/cucumber'
import { type Order, until } from '@rialto/testing'
import type { BasketWords } from './words.ts'
import type { Scenario } from './world.ts'

type Detail = Order & { timeline: { type: string }[]; eventHistory: { type: string }[] }

Given('the vendor {string}', async function (this: Scenario, name: string) {
  this.vendors.set(name, await this.market.vendor(name.toLowerCase()))
})

Given(
  'the vendors {string} and {string} with a product each',
  async function (this: Scenario, first: string, second: string) {
    for (const name of [first, second]) {
      const vendor = await this.market.vendor(name.toLowerCase())
      this.vendors.set(name, vendor)
      this.products.set(name, await this.market.product(vendor))
    }
  },
)

Given('a guest {string}', async function (this: Scenario, name: string) {
  this.people.set(name, await this.market.guest())
})

When('{string} orders {basket}', async function (this: Scenario, name: string, basket: BasketWords) {
  this.buyer = this.person(name)
  const wishes = basket.map(({ count, vendor }) => [this.product(vendor), count] as const)
  this.orders.push(await this.market.order(this.buyer, wishes))
})

When('{string} submits her basket with ten keys at once', function (this: Scenario, name: string) {
  return submitMany(
    this,
    name,
    Array.from({ length: 10 }, () => randomUUID()),
  )
})

When('{string} submits her basket fifty times with one key', function (this: Scenario, name: string) {
  const key = randomUUID()
  return submitMany(
    this,
    name,
    Array.from({ length: 50 }, () => key),
  )
})

async function submitMany(scenario: Scenario, name: string, keys: readonly string[]): Promise<void> {
  const buyer = scenario.person(name)
  scenario.buyer = buyer
  const [one, two] = [...scenario.products.values()]
  assert.ok(one && two)
  const quote = await scenario.market.quote(
    buyer,
    await scenario.market.cart(buyer, [
      [one, 1],
      [two, 1],
    ]),
  )
  scenario.answers = await Promise.all(
    keys.map((key) => scenario.market.submit(buyer, quote, key) as Promise<never>),
  )
}

Then('all ten are answered with the same order', function (this: Scenario) {
  const ids = this.answers.map((answer) => (answer.body as Order | null)?.orderId)
  assert.equal(new Set(ids).size, 1, this.answers.map((answer) => answer.text).join('\n'))
  assert.ok(this.answers.every((answer) => answer.status === 201))
})

Then('all answers are the same to the byte', function (this: Scenario) {
  assert.equal(new Set(this.answers.map((answer) => `${answer.status} ${answer.text}`)).size, 1)
  assert.equal(
    this.answers.filter((answer) => answer.headers.get('idempotency-replayed') !== 'true').length,
    1,
  )
})

Then('{string} has one order', async function (this: Scenario, name: string) {
  const list = await this.market.wire.ask<{ pagination: { total: number } }>('GET', '/api/users/orders', {
    token: this.person(name).token,
  })
  assert.equal(list.pagination.total, 1)
})

Then('the order is {string}', async function (this: Scenario, status: string) {
  assert.equal(await this.market.orderStatus(this.someone, this.order.orderId), status)
})

Then('the order becomes {string}', async function (this: Scenario, status: string) {
  await this.market.untilStatus(this.someone, this.order.orderId, status)
})

Then('its total is subtotal + shipping + taxes - discounts', function (this: Scenario) {
  const { subtotal, shipping, taxes, discounts, total } = this.order.totals as unknown as Record<
    string,
    number
  >
  assert.equal(total, (subtotal ?? 0) + (shipping ?? 0) + (taxes ?? 0) - (discounts ?? 0))
})

Then('its timeline is {string}', async function (this: Scenario, expected: string) {
  const wanted = expected.split(', ')
  const seen = await until(
    () => detail(this),
    (order) => order.timeline.length >= wanted.length,
    { what: `The timeline ${expected}` },
  )
  assert.deepEqual(
    seen.timeline.map((entry) => entry.type),
    wanted,
  )
})

Then('its stream is {string}', async function (this: Scenario, expected: string) {
  const types = (await detail(this)).eventHistory.map((event) => event.type)
  const wanted = expected.split(', ')
  assert.deepEqual(
    types.filter((type) => wanted.includes(type)),
    wanted,
  )
})

Then('its stream holds one {string}', async function (this: Scenario, type: string) {
  const types = (await detail(this)).eventHistory.map((event) => event.type)
  assert.equal(types.filter((one) => one === type).length, 1)
})

Then(
  '{string} sees her part of the order and nothing of {string}',
  async function (this: Scenario, name: string, other: string) {
    const part = await this.market.wire.ask<{ vendorId: string; items: { vendorId: string }[] }>(
      'GET',
      `/api/vendor/orders/${this.order.orderId}`,
      {
        token: this.vendor(name).token,
      },
    )
    assert.equal(part.vendorId, this.vendor(name).vendorId)
    assert.ok(part.items.every((item) => item.vendorId !== this.vendor(other).vendorId))
  },
)

Then(
  '{string} gets {int} mails about the order',
  async function (this: Scenario, name: string, count: number) {
    const { email } = this.person(name)
    const list = async () => {
      const response = await fetch(`${this.shape.mailUrl}/api/mails?to=${encodeURIComponent(email)}&limit=50`)
      return ((await response.json()) as { items: unknown[] }).items
    }
    await until(list, (mails) => mails.length >= count, { what: `${count} mails` })
    assert.equal((await list()).length, count)
  },
)

function detail(scenario: Scenario): Promise<Detail> {
  return scenario.market.wire.ask<Detail>('GET', `/api/orders/${scenario.order.orderId}/history`, {
    token: scenario.someone.token,
  })
}
