import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Given, Then, When } from '@cucumber/cucumber'
import { until } from '@rialto/testing'
import type { Scenario } from './world.ts'

let promotionCode = ''

Given(
  'the vendor {string} with a product of which {int} is/are left',
  async function (this: Scenario, name: string, stock: number) {
    const vendor = await this.market.vendor(name.toLowerCase())
    this.vendors.set(name, vendor)
    this.products.set(name, await this.market.product(vendor, { stock }))
  },
)

Given('the guests {string} and {string}', async function (this: Scenario, first: string, second: string) {
  for (const name of [first, second]) this.people.set(name, await this.market.guest())
})

When('both order it at once', async function (this: Scenario) {
  const [product] = [...this.products.values()]
  assert.ok(product)
  const quotes = await Promise.all(
    [...this.people.values()].map(async (person) => ({
      person,
      quote: await this.market.quote(person, await this.market.cart(person, [[product, 1]])),
    })),
  )
  this.answers = await Promise.all(
    quotes.map(({ person, quote }) => this.market.submit(person, quote) as Promise<never>),
  )
})

Then('one has an order and the other is told {string}', function (this: Scenario, code: string) {
  assert.deepEqual(this.answers.map((answer) => answer.code ?? 'ordered').sort(), [code, 'ordered'].sort())
})

Given('a promotion of {int} percent that may be used once', async function (this: Scenario, percent: number) {
  promotionCode = `ONCE${randomUUID().slice(0, 6).toUpperCase()}`
  const token = (await this.market.operator()).token
  const body = {
    code: promotionCode,
    kind: 'percent',
    ratePpm: percent * 10_000,
    fundedBy: 'platform',
    totalMax: 1,
  }
  await this.market.wire.ask('POST', '/api/pricing/promotions', { token, key: promotionCode, body })
})

When('ten guests order with the promotion at once', async function (this: Scenario) {
  const [product] = [...this.products.values()]
  assert.ok(product)
  const quotes = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const person = await this.market.guest()
      return {
        person,
        quote: await this.market.quote(person, await this.market.cart(person, [[product, 1]]), [
          promotionCode,
        ]),
      }
    }),
  )
  this.answers = await Promise.all(
    quotes.map(({ person, quote }) => this.market.submit(person, quote) as Promise<never>),
  )
})

Then('one of them got it and the others are told {string}', function (this: Scenario, code: string) {
  const told = this.answers.map((answer) => answer.code ?? 'ordered')
  assert.equal(told.filter((one) => one === 'ordered').length, 1, told.join(' '))
  assert.equal(told.filter((one) => one === code).length, 9, told.join(' '))
})

When(
  '{string} has her basket priced, and {string} raises the price, and she changes her basket',
  async function (this: Scenario, buyer: string, seller: string) {
    const person = this.person(buyer)
    const product = this.product(seller)
    const cartId = await this.market.cart(person, [[product, 1]])
    this.quote = await this.market.quote(person, cartId)
    await this.market.price(this.vendor(seller), product.sku, 2_500)
    const body = { sku: product.sku, quantity: 1 }
    await this.market.wire.ask('POST', `/api/carts/${cartId}/items`, {
      token: person.token,
      key: randomUUID(),
      body,
    })
    this.buyer = person
  },
)

When('she submits the first price', async function (this: Scenario) {
  assert.ok(this.quote)
  this.answers.push(
    (await this.market.submit(this.someone, {
      ...this.quote,
      cartVersion: this.quote.cartVersion + 1,
    })) as never,
  )
})

Then('the order is refused with {string} and the new price', function (this: Scenario, code: string) {
  assert.equal(this.answer.code, code, this.answer.text)
  const { data } = this.answer.body as { data: unknown }
  assert.match(JSON.stringify(data), /"total":5500/)
})

Then(
  'the stock of the product is {int} with the service token',
  async function (this: Scenario, count: number) {
    const [product] = [...this.products.values()]
    const base = this.shape.processes.get('inventory-service')?.url ?? this.shape.url
    const ask = async () => {
      const response = await fetch(`${base}/inventory/${product?.productId}`, {
        headers: { authorization: `Bearer ${this.shape.serviceToken}` },
      })
      return (await response.json()) as { totalStock: number }
    }
    await until(ask, (stock) => stock.totalStock === count, { what: `A stock of ${count}` })
  },
)

Then('without it the answer is {int}', async function (this: Scenario, status: number) {
  const [product] = [...this.products.values()]
  const base = this.shape.processes.get('inventory-service')?.url ?? this.shape.url
  assert.equal((await fetch(`${base}/inventory/${product?.productId}`)).status, status)
})
