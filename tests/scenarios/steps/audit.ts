import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Then, When } from '@cucumber/cucumber'
import type { Scenario } from './world.ts'

type Entry = { endpoint: string; outcome: string }
type Page = { items: Entry[]; next: string | null }

const pagesMax = 20

/** All entries that a filter finds, the oldest first: small pages, so that pages of several services are laid together. */
async function entries(scenario: Scenario, filter: Record<string, string>): Promise<Entry[]> {
  const { token } = await scenario.market.operator()
  const found: Entry[] = []
  let after: string | null = null
  for (let page = 0; page < pagesMax; page += 1) {
    const query = new URLSearchParams({ ...filter, limit: '2', ...(after ? { after } : {}) })
    const answer: Page = await scenario.market.wire.ask<Page>('GET', `/api/audit?${query}`, { token })
    found.push(...answer.items)
    after = answer.next
    if (after === null) break
  }
  return found.toReversed()
}

const tell = (found: readonly Entry[]) =>
  found.map(({ endpoint, outcome }) => `${endpoint} ${outcome}`).join(', ')

When('an operator refunds {int} of the order', async function (this: Scenario, amount: number) {
  const { token } = await this.market.operator()
  const body = { orderId: this.order.orderId, amount, reason: 'Gina asked for it' }
  await this.market.wire.send('POST', '/api/payments/refund', { token, key: randomUUID(), body })
})

When('{string} reads the audit log', async function (this: Scenario, name: string) {
  const { token } = this.vendor(name)
  this.answers.push((await this.market.wire.send('GET', '/api/audit', { token })) as never)
})

Then('the audit log of the order says {string}', async function (this: Scenario, wanted: string) {
  assert.equal(tell(await entries(this, { subject: this.order.orderId })), wanted)
})

Then(
  'the audit log of the vendor {string} begins with {string}',
  async function (this: Scenario, name: string, wanted: string) {
    const found = tell(await entries(this, { subject: this.vendor(name).vendorId }))
    assert.ok(found.startsWith(wanted), found)
  },
)

Then(
  'the audit log of the product of {string} says {string}',
  async function (this: Scenario, name: string, wanted: string) {
    assert.equal(tell(await entries(this, { subject: this.product(name).productId })), wanted)
  },
)

Then('the audit log knows nothing of {string}', async function (this: Scenario, name: string) {
  assert.deepEqual(await entries(this, { actorId: this.person(name).id }), [])
})

Then('the audit log holds no name of {string}', async function (this: Scenario, name: string) {
  const found = await entries(this, { actorId: this.vendor(name).id })
  assert.ok(found.length > 0)
  assert.equal(JSON.stringify(found).includes(name), false)
})
