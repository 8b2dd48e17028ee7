import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Endpoint, newId } from '@rialto/core'
import { orderCreated, orderPaid } from '@rialto/order-service/contract'
import { paymentRefunded } from '@rialto/payment-service/contract'
import { accepted, actorWith, tenantA, tenantB, testServices } from '@rialto/testing'
import loyalty from './extension.ts'

const services = await testServices({ services: [loyalty.service] })
after(() => services.close())
const getPoints = loyalty.service.features[0]?.endpoint as Endpoint<unknown, { points: number }>
const [follow] = loyalty.service.consumers

async function happen(type: string, data: object): Promise<void> {
  const scope = { tenant: tenantA, traceparent: '' }
  const ctx = services.runtime.contextFor(loyalty.service.name, scope)
  const event = { id: newId(), source: '/test', type, subject: 'order', time: '', ...scope, data }
  await ctx.tx(async (tx) => follow?.apply(event, tx, { prepared: undefined, ctx }))
}

async function points(userId: string, tenant = tenantA): Promise<number> {
  const answer = await services.run(getPoints, {}, { actor: actorWith([], { id: userId }), tenant })
  return accepted(answer.result).points
}

async function paidOrder(total: number): Promise<{ userId: string; orderId: string }> {
  const [userId, orderId] = [newId(), newId()]
  await happen(orderCreated.type, { orderId, userId, items: [], total, currency: 'EUR' })
  await happen(orderPaid.type, { orderId, holdId: newId(), generation: 1 })
  return { userId, orderId }
}

test('another marketplace has no points of this one', async () => {
  const { userId } = await paidOrder(1_999)
  assert.equal(await points(userId), 19)
  assert.equal(await points(userId, tenantB), 0)
})

test('a part that is refunded takes its points, and gives them back when the refund fails', async () => {
  const { userId, orderId } = await paidOrder(5_000)
  const refund = { refundId: newId(), orderId, vendorId: null, amount: { amount: 1_250, currency: 'EUR' } }
  await happen(paymentRefunded.type, { ...refund, status: 'succeeded' })
  assert.equal(await points(userId), 37)
  await happen(paymentRefunded.type, { ...refund, status: 'succeeded' })
  assert.equal(await points(userId), 37)
  await happen(paymentRefunded.type, { ...refund, status: 'failed' })
  assert.equal(await points(userId), 50)
})

test('the order of a guest earns nothing', async () => {
  const orderId = newId()
  await happen(orderCreated.type, { orderId, userId: null, items: [], total: 900, currency: 'EUR' })
  await happen(orderPaid.type, { orderId, holdId: newId(), generation: 1 })
  const { rows } = await services.database.system.query('select from ext_loyalty_order where order_id = $1', [
    orderId,
  ])
  assert.equal(rows.length, 0)
})
