import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Then, When } from '@cucumber/cucumber'
import { until } from '@rialto/testing'
import type { Scenario } from './world.ts'

type Return = { returnId: string; status: string; refundAmount: number; answer: string | null }
type Refunds = { data: { amount: number; status: string }[] }

/** The return that a scenario speaks of: the last one that was asked for. */
const returns = new WeakMap<Scenario, string>()
const stockBefore = 100

function returnOf(scenario: Scenario): string {
  const returnId = returns.get(scenario)
  assert.ok(returnId, 'no return was asked for')
  return returnId
}

function ask(scenario: Scenario, parts: { buyer: string; vendor: string; units: number; key?: string }) {
  const product = scenario.products.get(parts.vendor)
  assert.ok(product, `there is no product of ${parts.vendor}`)
  return scenario.market.wire.send('POST', `/api/orders/${scenario.order.orderId}/returns`, {
    token: scenario.person(parts.buyer).token,
    key: parts.key ?? randomUUID(),
    body: {
      vendorId: product.vendorId,
      lines: [{ sku: product.sku, quantity: parts.units }],
      reason: 'changed_mind',
    },
  })
}

async function move(scenario: Scenario, vendor: string, verb: string, body: unknown): Promise<void> {
  const path = `/api/vendor/returns/${returnOf(scenario)}/${verb}`
  const { token } = scenario.vendor(vendor)
  scenario.answers.push(await scenario.market.wire.send('POST', path, { token, key: randomUUID(), body }))
}

async function moveWell(scenario: Scenario, vendor: string, parts: { verb: string; body: unknown }) {
  await move(scenario, vendor, parts.verb, parts.body)
  assert.ok(scenario.answer.status < 300, scenario.answer.text)
}

function read(scenario: Scenario): Promise<Return> {
  const { token } = scenario.person('Gina')
  return scenario.market.wire.ask<Return>('GET', `/api/returns/${returnOf(scenario)}`, { token })
}

When(
  '{string} asks {string} to take back {int} unit(s)',
  async function (this: Scenario, buyer: string, vendor: string, units: number) {
    const answer = await ask(this, { buyer, vendor, units })
    assert.equal(answer.status, 201, answer.text)
    returns.set(this, (answer.body as Return).returnId)
  },
)

When(
  '{string} asks {string} ten times at once to take back {int} units',
  async function (this: Scenario, buyer: string, vendor: string, units: number) {
    const asks = Array.from({ length: 10 }, () => ask(this, { buyer, vendor, units }))
    this.answers.push(...(await Promise.all(asks)))
  },
)

Then('one return was made and the others are told {string}', function (this: Scenario, code: string) {
  const answers = this.answers.slice(-10)
  assert.equal(answers.filter((answer) => answer.status === 201).length, 1)
  const others = answers.filter((answer) => answer.status !== 201)
  assert.deepEqual([...new Set(others.map((answer) => (answer.body as { code?: string }).code))], [code])
})

When('{string} approves the return', function (this: Scenario, vendor: string) {
  return moveWell(this, vendor, { verb: 'approve', body: {} })
})

When('{string} tries to approve the return', function (this: Scenario, vendor: string) {
  return move(this, vendor, 'approve', {})
})

When('{string} rejects the return with {string}', function (this: Scenario, vendor: string, answer: string) {
  return moveWell(this, vendor, { verb: 'reject', body: { answer } })
})

When(
  '{string} receives {int} unit for the shelf and {int} to write off',
  function (this: Scenario, vendor: string, restock: number, writeOff: number) {
    const sku = this.products.get(vendor)?.sku
    return moveWell(this, vendor, { verb: 'receive', body: { lines: [{ sku, restock, writeOff }] } })
  },
)

Then('the return becomes {string}', async function (this: Scenario, status: string) {
  const look = () => read(this)
  await until(look, (seen) => seen.status === status, { what: `The return’s status ${status}` })
})

Then(
  'the refund is the price of {int} units of {string}',
  async function (this: Scenario, units: number, vendor: string) {
    const path = `/api/vendor/orders/${this.order.orderId}`
    const { token } = this.vendor(vendor)
    const part = await this.market.wire.ask<{ items: { unitPrice: number }[] }>('GET', path, { token })
    const wanted = units * (part.items[0]?.unitPrice ?? Number.NaN)
    assert.equal((await read(this)).refundAmount, wanted)
    const [intent] = await this.intents()
    const list = await this.provider<Refunds>(`/v1/refunds?payment_intent=${intent?.id}`)
    assert.deepEqual(
      list.data.map((refund) => [refund.amount, refund.status]),
      [[wanted, 'succeeded']],
    )
  },
)

Then(
  'the stock of {string} is {int} lower than before the sale',
  async function (this: Scenario, vendor: string, missing: number) {
    const path = `/api/inventory/levels?sku=${this.products.get(vendor)?.sku}`
    const { token } = this.vendor(vendor)
    const look = () => this.market.wire.ask<{ items: { onHand: number }[] }>('GET', path, { token })
    await until(look, ({ items }) => items[0]?.onHand === stockBefore - missing, {
      what: `${vendor}’s stock of ${stockBefore - missing}`,
    })
  },
)

Then(
  '{string} reads that the return is {string} with {string}',
  async function (this: Scenario, _buyer: string, status: string, answer: string) {
    const seen = await read(this)
    assert.deepEqual([seen.status, seen.answer], [status, answer])
  },
)

Then('{string} gets 404 for the return', async function (this: Scenario, vendor: string) {
  const { token } = this.vendor(vendor)
  const path = `/api/vendor/returns/${returnOf(this)}`
  const seen = await this.market.wire.send('GET', path, { token })
  const moved = await this.market.wire.send('POST', `${path}/approve`, { token, key: randomUUID(), body: {} })
  assert.deepEqual([seen.status, moved.status], [404, 404])
})
