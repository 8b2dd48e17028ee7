import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Then, When } from '@cucumber/cucumber'
import { until } from '@rialto/testing'
import type { Scenario } from './world.ts'

type Refunds = { data: { amount: number; status: string }[] }

const partPath = (scenario: Scenario, name: string, verb: string) =>
  `/api/orders/${scenario.order.orderId}/vendor-orders/${scenario.vendor(name).vendorId}/${verb}`

async function move(scenario: Scenario, name: string, verb: 'ship' | 'deliver' | 'cancel'): Promise<void> {
  const body = verb === 'ship' ? { carrier: 'DHL', trackingCode: '00340434' } : {}
  const token = scenario.vendor(name).token
  scenario.answers.push(
    await scenario.market.wire.send('POST', partPath(scenario, name, verb), {
      token,
      key: randomUUID(),
      body,
    }),
  )
}

async function moveWell(
  scenario: Scenario,
  name: string,
  verb: 'ship' | 'deliver' | 'cancel',
): Promise<void> {
  await move(scenario, name, verb)
  assert.ok(scenario.answer.status < 300, scenario.answer.text)
}

When('{string} ships her part', function (this: Scenario, name: string) {
  return moveWell(this, name, 'ship')
})

When('{string} ships his part', function (this: Scenario, name: string) {
  return moveWell(this, name, 'ship')
})

When('{string} delivers his part', function (this: Scenario, name: string) {
  return moveWell(this, name, 'deliver')
})

When('{string} cancels his part', function (this: Scenario, name: string) {
  return moveWell(this, name, 'cancel')
})

When('{string} delivers her part', function (this: Scenario, name: string) {
  return moveWell(this, name, 'deliver')
})

When('{string} tries to deliver her part', function (this: Scenario, name: string) {
  return move(this, name, 'deliver')
})

When('{string} cancels the order', async function (this: Scenario, name: string) {
  const path = `/api/orders/${this.order.orderId}/cancel`
  await this.market.wire.ask('POST', path, { token: this.person(name).token, key: randomUUID(), body: {} })
})

Then('what {string} was paid is refunded', async function (this: Scenario, name: string) {
  const paid = await this.market.wire.ask<{ total: number }>(
    'GET',
    `/api/vendor/orders/${this.order.orderId}`,
    { token: this.vendor(name).token },
  )
  await untilRefunded(this, paid.total)
})

Then('everything is refunded', function (this: Scenario) {
  return untilRefunded(this, this.order.totals.total)
})

Then('the units are for sale again', async function (this: Scenario) {
  for (const [name, product] of this.products) {
    const token = this.vendor(name).token
    const levels = () =>
      this.market.wire.ask<{ items: { available: number; onHand: number }[] }>(
        'GET',
        `/api/inventory/levels?sku=${product.sku}`,
        { token },
      )
    await until(levels, ({ items }) => items[0]?.available === items[0]?.onHand, {
      what: 'The units of a cancelled order',
    })
  }
})

Then(
  '{string} gets 404 for the order, its history, its payment and its cancellation',
  async function (this: Scenario, name: string) {
    const { token } = this.person(name)
    const id = this.order.orderId
    const asked = [
      await this.market.wire.send('GET', `/api/orders/${id}`, { token }),
      await this.market.wire.send('GET', `/api/orders/${id}/history`, { token }),
      await this.market.wire.send('GET', `/api/payments/by-order/${id}`, { token }),
      await this.market.wire.send('POST', `/api/orders/${id}/cancel`, { token, key: randomUUID(), body: {} }),
      await this.market.pay(this.person(name), id),
    ]
    assert.deepEqual(
      asked.map((answer) => answer.status),
      [404, 404, 404, 404, 404],
    )
  },
)

Then(
  'another vendor gets 404 for the parts of {string} and {string}',
  async function (this: Scenario, first: string, second: string) {
    const { token } = await this.market.vendor('mallory')
    for (const name of [first, second]) {
      const shipped = await this.market.wire.send('POST', partPath(this, name, 'ship'), {
        token,
        key: randomUUID(),
        body: { carrier: 'DHL' },
      })
      assert.equal(shipped.status, 404, shipped.text)
    }
    const seen = await this.market.wire.send('GET', `/api/vendor/orders/${this.order.orderId}`, { token })
    assert.equal(seen.status, 404)
  },
)

async function untilRefunded(scenario: Scenario, amount: number): Promise<void> {
  const [intent] = await scenario.intents()
  const refunded = async () => {
    const list = await scenario.provider<Refunds>(`/v1/refunds?payment_intent=${intent?.id}`)
    return list.data
      .filter((refund) => refund.status === 'succeeded')
      .reduce((sum, refund) => sum + refund.amount, 0)
  }
  await until(refunded, (sum) => sum === amount, { what: `A refund of ${amount}` })
}
