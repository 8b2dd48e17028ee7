import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Then, When } from '@cucumber/cucumber'
import { until } from '@rialto/testing'
import type { Scenario } from './world.ts'

type Part = {
  status: string
  items: { sku: string; quantity: number; totalPrice: number }[]
  shipments: { shipmentId: string; trackingCode: string | null }[]
}

function partOf(scenario: Scenario, name: string): Promise<Part> {
  const { token } = scenario.vendor(name)
  return scenario.market.wire.ask<Part>('GET', `/api/vendor/orders/${scenario.order.orderId}`, { token })
}

async function send(scenario: Scenario, name: string, wish: { verb: string; body: object }): Promise<void> {
  const { vendorId, token } = scenario.vendor(name)
  const path = `/api/orders/${scenario.order.orderId}/vendor-orders/${vendorId}/${wish.verb}`
  const options = { token, key: randomUUID(), body: wish.body }
  scenario.answers.push(await scenario.market.wire.send('POST', path, options))
}

async function shipUnits(
  scenario: Scenario,
  name: string,
  wish: { units: number; trackingCode?: string },
): Promise<void> {
  const [item] = (await partOf(scenario, name)).items
  assert.ok(item)
  const { units, ...tracking } = wish
  const body = { lines: [{ sku: item.sku, quantity: units }], carrier: 'DHL', ...tracking }
  await send(scenario, name, { verb: 'ship', body })
}

function mustBeDone(scenario: Scenario): void {
  assert.ok(scenario.answer.status < 300, scenario.answer.text)
}

When(
  '{string} ships {int} unit with the tracking number {string}',
  async function (this: Scenario, name: string, units: number, trackingCode: string) {
    await shipUnits(this, name, { units, trackingCode })
    mustBeDone(this)
  },
)

When('{string} tries to ship {int} units', function (this: Scenario, name: string, units: number) {
  return shipUnits(this, name, { units })
})

When('{string} cancels the rest of her part', async function (this: Scenario, name: string) {
  await send(this, name, { verb: 'cancel', body: { reason: 'out_of_stock' } })
  mustBeDone(this)
})

When(
  'the shipment {string} of {string} arrives',
  async function (this: Scenario, trackingCode: string, name: string) {
    const { shipments } = await partOf(this, name)
    const shipment = shipments.find((one) => one.trackingCode === trackingCode)
    await send(this, name, { verb: 'deliver', body: { shipmentId: shipment?.shipmentId } })
    mustBeDone(this)
  },
)

Then(
  'the part of {string} is {string} with the shipments {string}',
  async function (this: Scenario, name: string, status: string, shipments: string) {
    const part = await partOf(this, name)
    assert.equal(part.status, status)
    assert.equal(part.shipments.map((one) => one.trackingCode).join(', '), shipments)
  },
)

Then(
  'the price of {int} unit of {string} is refunded',
  async function (this: Scenario, units: number, name: string) {
    const [item] = (await partOf(this, name)).items
    const amount = Math.round(((item?.totalPrice ?? 0) * units) / (item?.quantity ?? 1))
    const [intent] = await this.intents()
    const refunded = async () => {
      const path = `/v1/refunds?payment_intent=${intent?.id}`
      const list = await this.provider<{ data: { amount: number; status: string }[] }>(path)
      return list.data.filter((one) => one.status === 'succeeded').map((one) => one.amount)
    }
    const isDone = (amounts: number[]) => amounts.length === 1 && amounts[0] === amount
    await until(refunded, isDone, { what: `One refund of ${amount}` })
  },
)
