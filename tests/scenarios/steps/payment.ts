import assert from 'node:assert/strict'
import { Given, Then, When } from '@cucumber/cucumber'
import type { Scenario } from './world.ts'

Given(
  'the provider sends every webhook {int} times, reordered',
  async function (this: Scenario, copies: number) {
    for (const body of [{ kind: 'duplicate', copies }, { kind: 'reorder' }]) {
      const fault = await this.market.simulator.ask<{ id: string }>('POST', '/_sim/faults', {
        body: { ...body, count: 100 },
      })
      this.faultIds.push(fault.id)
    }
  },
)

When('{string} pays with the card {string}', async function (this: Scenario, name: string, card: string) {
  this.answers.push(
    (await this.market.pay(this.person(name), this.order.orderId, `pm_card_${card}`)) as never,
  )
})

Then('the bank asks her to confirm', function (this: Scenario) {
  const payment = this.answer.body as { status: string; actionUrl: string | null }
  assert.equal(payment.status, 'requires_action')
  assert.ok(payment.actionUrl)
})

When('she confirms at the bank', async function (this: Scenario) {
  const [intent] = await this.intents()
  await this.market.simulator.ask('POST', `/_sim/payment_intents/${intent?.id}/authenticate`, {
    body: { outcome: 'succeed' },
  })
})

When('she comes back to the shop', async function (this: Scenario) {
  const path = `/api/payments/by-order/${this.order.orderId}`
  const payment = await this.market.wire.ask<{ status: string }>('GET', path, { token: this.someone.token })
  assert.equal(payment.status, 'captured')
})

Then('the payment is refused with {string}', function (this: Scenario, code: string) {
  assert.equal(this.answer.code, code, this.answer.text)
})

Then('it is refused with {string}', function (this: Scenario, code: string) {
  assert.equal(this.answer.code, code, this.answer.text)
})

Then('one charge was captured', async function (this: Scenario) {
  assert.equal(await capturedCharges(this), 1)
})

Then('one intent was made and one charge was captured', async function (this: Scenario) {
  assert.equal((await this.intents()).length, 1)
  assert.equal(await capturedCharges(this), 1)
})

When('somebody sends a webhook with a wrong signature', async function (this: Scenario) {
  const body = { id: 'evt_forged', object: 'event', type: 'payment_intent.succeeded', data: { object: {} } }
  const headers = { 'stripe-signature': 't=1700000000,v1=0000' }
  this.answers.push(await this.market.wire.send('POST', '/api/webhooks/stripe', { body, headers }))
})

async function capturedCharges(scenario: Scenario): Promise<number> {
  let count = 0
  for (const intent of await scenario.intents()) {
    const charges = await scenario.provider<{ data: { captured: boolean }[] }>(
      `/v1/charges?payment_intent=${intent.id}`,
    )
    count += charges.data.filter((charge) => charge.captured).length
  }
  return count
}
