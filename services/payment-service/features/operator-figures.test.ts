import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { accepted, actorWith, type TestServices, tenantA, tenantB, testServices } from '@rialto/testing'
import { getOrderPayment, getPaymentFigures } from '../contract.ts'
import payments from '../service.ts'

const operator = actorWith(['order.read_all_orders'])

describe('payments as operators see them', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [payments] })
  })
  after(() => services.close())

  const tender = async (state: string) => {
    const orderId = newId()
    const id = newId()
    await services.database.system.query(
      `insert into payment_tender (tenant_id, id, order_id, order_number, owner_id, amount, currency, state, hold_id, generation)
       values ($1, $2, $3, 'R000000001', 'user:x', 12000, 'EUR', $4, $2, 1)`,
      [tenantA, id, orderId, state],
    )
    const refund = (amount: number, status: string) =>
      services.database.system.query(
        `insert into payment_refund (tenant_id, id, order_id, tender_id, amount, currency, state)
         values ($1, $2, $3, $4, $5, 'EUR', $6)`,
        [tenantA, newId(), orderId, id, amount, status],
      )
    return { orderId, refund }
  }
  const figures = async (input: { day?: string } = {}, tenant = tenantA) =>
    accepted((await services.run(getPaymentFigures, input, { actor: operator, tenant })).result)

  it('what is left to refund is what was paid, without refunds that did not fail', async () => {
    const { orderId, refund } = await tender('captured')
    await refund(2_000, 'succeeded')
    await refund(500, 'unknown')
    await refund(9_000, 'failed')
    const seen = accepted((await services.run(getOrderPayment, { orderId }, { actor: operator })).result)
    assert.deepEqual([seen.refunded.amount, seen.refundable.amount, seen.refunds.length], [2_500, 9_500, 3])
    assert.deepEqual((await figures()).refunds, [{ currency: 'EUR', amount: 2_500, refunds: 2 }])
  })

  it('nothing can be refunded that was not captured', async () => {
    const { orderId } = await tender('unknown')
    const seen = accepted((await services.run(getOrderPayment, { orderId }, { actor: operator })).result)
    assert.equal(seen.refundable.amount, 0)
  })

  it('what nobody knows the end of asks for attention, in its own marketplace', async () => {
    assert.deepEqual((await figures()).attention, {
      unknownPayments: 1,
      unknownRefunds: 1,
      failedRefunds: 1,
      parkedMessages: 0,
    })
    assert.deepEqual((await figures({}, tenantB)).refunds, [])
    assert.equal((await figures({ day: '2020-01-01' })).attention.failedRefunds, 0)
    assert.equal((await figures({ day: '2020-01-01' })).refunds.length, 0)
  })

  it('a day that is none is refused', async () => {
    const never = await services.run(getPaymentFigures, { day: '2021-02-30' }, { actor: operator })
    assert.equal(never.result.ok ? '' : never.result.code, 'VALIDATION_FAILED')
  })
})
