import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Given, Then, When } from '@cucumber/cucumber'
import { type Product, until } from '@rialto/testing'
import type { Scenario } from './world.ts'

type Money = { amount: number }
type Found = {
  products: { price: Money | null; wasPrice: Money | null; lowestBefore: Money | null }[]
  total: number
  aggregations: { onSale: { true: number } }
}

let words = ''
let product: Product | null = null
let saleId = ''

function search(scenario: Scenario, filter = ''): Promise<Found> {
  return scenario.market.wire.ask<Found>('GET', `/api/products/search?query=${words}${filter}`)
}

Given(
  'a product of {string} for {int} that search knows',
  async function (this: Scenario, name: string, price: number) {
    words = `reduced${randomUUID().slice(0, 8)}`
    product = await this.market.product(this.vendor(name), { title: `Thing ${words}`, price })
    await until(
      () => search(this),
      ({ products }) => products[0]?.price?.amount === price,
      { what: 'the product with its price in the search' },
    )
  },
)

When('{string} reduces it to {int}', async function (this: Scenario, name: string, amount: number) {
  assert.ok(product)
  const sale = await this.market.wire.ask<{ saleId: string }>('POST', '/api/pricing/sales', {
    token: this.vendor(name).token,
    key: randomUUID(),
    body: { sku: product.sku, price: { amount, currency: 'EUR' } },
  })
  saleId = sale.saleId
})

When('{string} ends the sale', async function (this: Scenario, name: string) {
  const token = this.vendor(name).token
  const ended = await this.market.wire.send('DELETE', `/api/pricing/sales/${saleId}`, { token })
  assert.equal(ended.status, 204, ended.text)
})

Then(
  'search shows it for {int}, before that {int}, at the lowest {int}',
  async function (this: Scenario, now: number, before: number, lowest: number) {
    const { products } = await until(
      () => search(this),
      (found) => found.products[0]?.price?.amount === now,
      { what: 'the reduced price in the search' },
    )
    assert.equal(products[0]?.wasPrice?.amount, before)
    assert.equal(products[0]?.lowestBefore?.amount, lowest)
  },
)

Then('search shows it for {int} and not reduced', async function (this: Scenario, price: number) {
  const { products } = await until(
    () => search(this),
    (found) => found.products[0]?.price?.amount === price,
    { what: 'the usual price in the search' },
  )
  assert.equal(products[0]?.wasPrice, null)
  assert.equal(products[0]?.lowestBefore, null)
})

Then('search finds it among what is reduced', async function (this: Scenario) {
  const found = await search(this, '&onSale=true')
  assert.equal(found.total, 1)
  assert.equal(found.aggregations.onSale.true, 1)
})

Then('search does not find it among what is reduced', async function (this: Scenario) {
  const found = await search(this, '&onSale=true')
  // No word of it stands among what is reduced; the count says the same.
  assert.equal(found.aggregations.onSale.true, 0)
  assert.equal(found.total, 0)
})
