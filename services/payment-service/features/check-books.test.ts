import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { service, serviceActor, stateOf } from '@rialto/core'
import { withState } from '@rialto/http'
import { accepted, type TestServices, tenantA, testServices } from '@rialto/testing'
import payments from '../service.ts'

const lags = [
  { reader: 'payment.follow_orders', behindEvents: 9, behindSeconds: 61 },
  { reader: 'order.on_payment_moved', behindEvents: 1, behindSeconds: 900 },
]
const told = withState(payments, async () => lags)

describe('how payment-service is doing', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [told] })
  })
  after(() => services.close())

  const state = async () => {
    const asked = { actor: serviceActor('tenant-service') }
    return accepted((await services.run(stateOf('payment-service'), {}, asked)).result)
  }

  it('tells of its own readers only, and which of them does not keep up', async () => {
    const { readers } = await state()
    assert.deepEqual(readers, [{ ...lags[0], isTrouble: true }])
  })

  it('says of a rule that could not be checked that it is trouble, and of those before their first time that they are not', async () => {
    assert.ok((await state()).checks.every(({ ranAt, isTrouble }) => ranAt === null && !isTrouble))
    const job = told.jobs.find(({ kind }) => kind === 'payment.check_books')
    const scope = { tenant: tenantA, traceparent: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01` }
    const ctx = services.runtime.contextFor('payment-service', scope)
    await job?.run({ key: '', data: null, attempts: 1 }, ctx)
    const { checks } = await state()
    // Here there is no order-service to ask.
    const [first, ...others] = checks
    assert.equal(first?.name, 'payment.paid_is_captured')
    assert.match(first?.problems.join() ?? '', /^It could not be checked: /)
    assert.ok(first?.isTrouble)
    const soon = await services.database.system.query(
      `select 1 from rialto_job where kind = 'payment.check_books' and due_at < now() + interval '2 minutes'`,
    )
    assert.equal(soon.rowCount, 1, 'it is tried again soon, not only in an hour')
    assert.ok(others.every(({ problems, isTrouble, ranAt }) => problems.length === 0 && !isTrouble && ranAt))
    const sql = `update payment_check set ran_at = ran_at - interval '4 hours', problems = '[]'`
    await services.database.system.query(sql)
    assert.ok(
      (await state()).checks.every(({ isTrouble }) => isTrouble),
      'what was not checked for hours',
    )
  })

  it('has nothing to tell where there is nothing to check', () => {
    const bare = withState(service({ name: 'x-service', directory: '', features: [] }), async () => [])
    assert.deepEqual([bare.jobs.length, bare.features.length], [0, 1])
  })
})
