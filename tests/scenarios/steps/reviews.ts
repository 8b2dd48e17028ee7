import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Given, Then, When } from '@cucumber/cucumber'
import { type Person, until } from '@rialto/testing'
import type { Scenario } from './world.ts'

type Found = { products: { productId: string; rating: number | null }[] }
type Own = { review: { reviewId: string; hiddenReason: string | null } | null }
type Shown = { reviews: { averageRating: number; totalReviews: number } }
type Listed = { items: { answer: { text: string } | null }[] }

let productId = ''
let words = ''
let reviewId = ''

const answered = (scenario: Scenario) => scenario.answer.body as unknown as { reviewId?: string }

function search(scenario: Scenario, filter = ''): Promise<Found> {
  return scenario.market.wire.ask<Found>('GET', `/api/products/search?query=${words}${filter}`)
}

async function find(scenario: Scenario, filter = ''): Promise<Found['products'][number] | undefined> {
  const { products } = await search(scenario, filter)
  return products.find((one) => one.productId === productId)
}

async function review(scenario: Scenario, author: Person, rating: number): Promise<void> {
  const body = { rating, title: 'As it is', text: 'I had it for a week.', language: 'en', shownName: 'R. E.' }
  const answer = await scenario.market.wire.send<never>('POST', `/api/products/${productId}/reviews`, {
    token: author.token,
    key: randomUUID(),
    body,
  })
  scenario.answers.push(answer)
  reviewId = answered(scenario).reviewId ?? reviewId
}

Given('a product of {string} that search knows', async function (this: Scenario, name: string) {
  words = `reviewed${randomUUID().slice(0, 8)}`
  const product = await this.market.product(this.vendor(name), { title: `Thing ${words}` })
  productId = product.productId
  this.products.set('reviewed', product)
  await until(
    () => find(this),
    (found) => found !== undefined,
    { what: 'the product in the search' },
  )
})

Given('the shopper {string} bought it', async function (this: Scenario, name: string) {
  const buyer = await this.market.person(name)
  this.people.set(name, buyer)
  const order = await this.market.order(buyer, [[this.product('reviewed'), 1]])
  const paid = await this.market.pay(buyer, order.orderId)
  assert.equal(paid.status, 200, paid.text)
  await this.market.untilStatus(buyer, order.orderId, 'paid')
})

When('{string} gives it {int} star(s)', async function (this: Scenario, name: string, rating: number) {
  await review(this, this.person(name), rating)
  assert.equal(this.answer.status, 201, this.answer.text)
})

When(
  'the shopper {string} gives it {int} star',
  async function (this: Scenario, name: string, rating: number) {
    await review(this, await this.market.person(name), rating)
  },
)

When('{string} reviews it again', async function (this: Scenario, name: string) {
  await review(this, this.person(name), 5)
})

When('{string} answers {string}', async function (this: Scenario, name: string, text: string) {
  const { token } = this.vendor(name)
  const path = `/api/products/reviews/${reviewId}/answer`
  this.answers.push(await this.market.wire.send('POST', path, { token, body: { text } }))
})

When('an operator hides the review because of {string}', async function (this: Scenario, reason: string) {
  const { token } = await this.market.operator()
  await this.market.wire.ask('POST', `/api/products/reviews/${reviewId}/hide`, { token, body: { reason } })
})

Then(
  'the product shows {int} review(s) with {int} stars on average',
  async function (this: Scenario, total: number, average: number) {
    const { reviews } = await this.market.wire.ask<Shown>('GET', `/api/products/${productId}`)
    assert.deepEqual([reviews.totalReviews, reviews.averageRating], [total, average])
  },
)

Then(
  'search finds it from {int} stars on, and not from {int} on',
  async function (this: Scenario, low: number, high: number) {
    const found = await until(
      () => find(this, `&rating=${low}`),
      (one) => one !== undefined,
      { what: 'the rating in the search' },
    )
    assert.equal(found?.rating, low)
    assert.equal(await find(this, `&rating=${high}`), undefined)
  },
)

Then('search finds it without stars', async function (this: Scenario) {
  await until(
    () => find(this),
    (found) => found !== undefined && found.rating === null,
    { what: 'the rating gone from the search' },
  )
})

Then('the answer stands under the review', async function (this: Scenario) {
  const { items } = await this.market.wire.ask<Listed>('GET', `/api/products/${productId}/reviews`)
  assert.equal(items[0]?.answer?.text, 'We will send another one')
})

Then('{string} reads why: {string}', async function (this: Scenario, name: string, reason: string) {
  const { token } = this.person(name)
  const own = await this.market.wire.ask<Own>('GET', `/api/products/${productId}/reviews/own`, { token })
  assert.equal(own.review?.hiddenReason, reason)
})
