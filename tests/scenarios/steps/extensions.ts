import assert from 'node:assert/strict'
import { Then, When } from '@cucumber/cucumber'
import { until } from '@rialto/testing'
import type { Scenario } from './world.ts'

When(
  '{string} tries to order {int} units from {string}',
  async function (this: Scenario, name: string, units: number, vendor: string) {
    const buyer = this.person(name)
    const cart = await this.market.cart(buyer, [[this.product(vendor), units]])
    this.answers.push((await this.market.submit(buyer, await this.market.quote(buyer, cart))) as never)
  },
)

Then('{string} has the points of the order', function (this: Scenario, name: string) {
  return untilPoints(this, name, Math.floor(this.order.totals.total / 100))
})

Then('{string} has no points', function (this: Scenario, name: string) {
  return untilPoints(this, name, 0)
})

async function untilPoints(scenario: Scenario, name: string, wanted: number): Promise<void> {
  const { token } = scenario.person(name)
  const ask = () => scenario.market.wire.ask<{ points: number }>('GET', '/api/loyalty/points', { token })
  const seen = await until(ask, ({ points }) => points === wanted, { what: `${wanted} points` })
  assert.equal(seen.points, wanted)
}

Then('no stream of the extension is parked, and the audit log can be read', async function (this: Scenario) {
  const { token } = await this.market.operator()
  const streams = await this.market.wire.ask<{ items: { service: string }[] }>('GET', '/api/streams', {
    token,
  })
  assert.deepEqual(
    streams.items.filter((stream) => stream.service === 'loyalty-extension'),
    [],
  )
  assert.equal((await this.market.wire.send('GET', '/api/audit', { token })).status, 200)
})
