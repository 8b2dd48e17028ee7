import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Given, Then, When } from '@cucumber/cucumber'
import { until } from '@rialto/testing'
import type { PricedTitles } from './words.ts'
import type { Scenario } from './world.ts'

type Found = {
  products: { productId?: string; id?: string; title: string | { en: string } }[]
  total: number
}

let productId = ''
let marker = ''

const titleOf = (product: Found['products'][number]) =>
  typeof product.title === 'string' ? product.title : product.title.en

function search(scenario: Scenario, query: string, filter = ''): Promise<Found> {
  return scenario.market.wire.ask<Found>(
    'GET',
    `/api/products/search?query=${encodeURIComponent(query)}${filter ? `&${filter}` : ''}`,
  )
}

When('{string} creates the product {string}', async function (this: Scenario, name: string, title: string) {
  marker = randomUUID().slice(0, 6)
  const sku = `SKU-${marker}`
  const body = { title: `${title} ${marker}`, variants: [{ sku }] }
  const made = await this.market.wire.ask<{ id: string }>('POST', '/api/products', {
    token: this.vendor(name).token,
    key: sku,
    body,
  })
  productId = made.id
  await this.market.price(this.vendor(name), sku, 1_000)
})

Then('the product is {string}', async function (this: Scenario, status: string) {
  const token = (await this.market.operator()).token
  const list = await this.market.wire.ask<{ items: { id: string; status: string }[] }>(
    'GET',
    `/api/products?sku=SKU-${marker}`,
    { token },
  )
  assert.equal(list.items[0]?.status, status)
})

Then('search does not find {string}', async function (this: Scenario, title: string) {
  const found = await search(this, `${title} ${marker}`)
  assert.ok(found.products.every((product) => titleOf(product) !== `${title} ${marker}`))
})

When('an operator approves it', async function (this: Scenario) {
  await this.market.wire.ask('POST', `/api/products/${productId}/approve`, {
    token: (await this.market.operator()).token,
    body: {},
  })
})

Then('search finds {string}', async function (this: Scenario, title: string) {
  await until(
    () => search(this, `${title} ${marker}`),
    (found) => found.products.some((one) => titleOf(one) === `${title} ${marker}`),
    {
      what: `${title} in the search`,
    },
  )
})

When(
  '{string} changes the product of {string}',
  async function (this: Scenario, name: string, owner: string) {
    this.answers.push(
      await this.market.wire.send('PATCH', `/api/products/${this.product(owner).productId}`, {
        token: this.vendor(name).token,
        headers: { 'if-match': '1' },
        body: { title: 'Mine now' },
      }),
    )
  },
)

Given('the products {pricedTitles} that search knows', async function (this: Scenario, titles: PricedTitles) {
  marker = `m${randomUUID().slice(0, 6)}`
  const [vendor] = [...this.vendors.values()]
  assert.ok(vendor)
  for (const { title, price } of titles)
    this.products.set(title, await this.market.product(vendor, { title: `${title} ${marker}`, price }))
  const settled = (found: Found) => found.total === titles.length
  await until(() => search(this, marker, 'priceMin=1&inStock=true'), settled, {
    what: 'Priced products in the search',
  })
})

When(
  'somebody searches {string} with {string}',
  async function (this: Scenario, query: string, filter: string) {
    this.answers.push(
      await this.market.wire.send('GET', `/api/products/search?query=${query}%20${marker}&${filter}`),
    )
  },
)

Then('the first found is {string} of {int}', function (this: Scenario, title: string, total: number) {
  const found = this.answer.body as Found
  assert.equal(this.answer.status, 200, this.answer.text)
  const [first] = found.products
  assert.equal(first && titleOf(first), `${title} ${marker}`)
  assert.equal(found.total, total)
})

When(
  'the shopper {string} buys {int} of {string}',
  async function (this: Scenario, name: string, units: number, title: string) {
    const buyer = await this.market.person(name)
    this.people.set(name, buyer)
    const order = await this.market.order(buyer, [[this.product(title), units]])
    this.orders.push(order)
    const paid = await this.market.pay(buyer, order.orderId)
    assert.equal(paid.status, 200, paid.text)
    await this.market.untilStatus(buyer, order.orderId, 'paid')
  },
)

Then(
  'the most wanted of {string} is {string}',
  async function (this: Scenario, query: string, title: string) {
    await until(
      () => search(this, `${query} ${marker}`, 'sortBy=most_wanted'),
      ({ products: [first] }) => first !== undefined && titleOf(first) === `${title} ${marker}`,
      { secondsMax: 30, what: `${title} as the most wanted` },
    )
  },
)
