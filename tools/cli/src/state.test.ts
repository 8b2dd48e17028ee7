// How a running shop is doing, as its operator asks for it; and what is planted is seen. @R-000.4a
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openMarket, type RunningShape, runSql, settle, startShape, until } from '@rialto/testing'
import { runWords } from './workbench.ts'

type Check = { name: string; ranAt: string | null; problems: string[] }
type Figure = { name: string; count: number; isTrouble: boolean }
type Service = {
  service: string
  readers: { reader: string; isTrouble: boolean }[]
  checks: Check[]
  figures: Figure[]
}
type State = { isWell: boolean; services: Service[] }

describe('rialto state', () => {
  let shape: RunningShape
  let token: string
  let shopperToken: string
  before(async () => {
    shape = await startShape('one', {})
    const market = openMarket(shape.url, shape.simulatorUrl)
    token = (await market.operator()).token
    const vendor = await market.vendor('owner')
    const product = await market.product(vendor, { stock: 5 })
    const shopper = await market.person('shopper')
    shopperToken = shopper.token
    const order = await market.order(shopper, [[product, 2]])
    await market.pay(shopper, order.orderId)
    await market.order(shopper, [[product, 1]])
    await settle(shape.databaseUrls)
  })
  after(() => shape?.stop())

  const run = (...words: string[]) => runWords(words, { RIALTO_URL: shape.url, RIALTO_TOKEN: token })
  const sql = (service: string, text: string) =>
    runSql(shape.databaseUrls[service] ?? '', 'rialto_system', [text])

  /** The state after all rules were checked once more. */
  async function checked(): Promise<State> {
    const startedAt = new Date().toISOString()
    for (const name of ['inventory', 'order', 'payment']) {
      await sql(
        `${name}-service`,
        `insert into rialto_job (tenant_id, id, kind, key, due_at, data)
         select tenant_id, gen_random_uuid(), '${name}.check_books', 'again', database_clock(), 'null'
         from (select distinct tenant_id from rialto_job union select '00000000-0000-7000-8000-000000000001') t
         on conflict do nothing`,
      )
    }
    return until(
      async () => JSON.parse((await run('state', '--json')).result) as State,
      ({ services }) =>
        services.flatMap((one) => one.checks).every(({ ranAt }) => ranAt !== null && ranAt > startedAt),
    )
  }

  it('says that all is well in a shop that has sold something, by rules that were checked', async () => {
    const { isWell, services } = await checked()
    assert.ok(isWell, JSON.stringify(services))
    const rules = services.flatMap(({ checks }) => checks)
    assert.equal(rules.length, 8)
    const figures = new Map(
      services.flatMap((one) => one.figures).map(({ name, count }) => [name, count] as const),
    )
    assert.equal(figures.get('units_held'), 1)
    assert.ok(services.flatMap(({ readers }) => readers).length >= 6)
    const told = await run('state')
    assert.equal(told.code, 0)
    assert.match(told.result, /: all is well\n/)
  })

  it('sees what is planted, each by its own rule', async () => {
    await sql(
      'inventory-service',
      'update inventory_stock set reserved = reserved + 1, on_hand = on_hand + 1',
    )
    await sql('payment-service', "update payment_tender set amount = amount + 1 where state = 'captured'")
    await sql('payment-service', `update payment_journal set at = at - interval '20 minutes'`)
    await sql(
      'payment-service',
      `update payment_posting set amount = amount + 1 where debit = 'provider.pending'`,
    )
    await sql(
      'payment-service',
      `insert into payment_pending (tenant_id, id, journal, digest, state, expires_at)
       select tenant_id, gen_random_uuid(), '{}', '', 'pending', now() - interval '1 hour' from payment_tender limit 1`,
    )
    await sql(
      'payment-service',
      `insert into payment_inbox (tenant_id, account, event_id, type, payload, state)
       select tenant_id, 'platform', 'evt_lost', 'payment_intent.succeeded', '{}', 'parked' from payment_tender limit 1`,
    )
    await sql('order-service', `update order_head set created_at = now() - interval '20 minutes'`)
    await sql('order-service', `update order_vendor_order set total = total + 1`)
    await sql('order-service', `delete from order_event where version = 2`)
    const { isWell, services } = await checked()
    assert.equal(isWell, false)
    const broken = services.flatMap(({ checks }) => checks).filter(({ problems }) => problems.length > 0)
    assert.deepEqual(broken.map(({ name }) => name).toSorted(), [
      'inventory.holds_are_reserved',
      'order.head_is_its_stream',
      'order.parts_are_the_total',
      'payment.nothing_pends',
      'payment.paid_is_captured',
      'payment.sales_clear',
    ])
    const troubles = services.flatMap(({ figures }) => figures).filter(({ isTrouble }) => isTrouble)
    assert.deepEqual(
      troubles.map(({ name, count }) => [name, count]),
      [['messages_parked', 1]],
    )
    const told = await run('state')
    assert.equal(told.code, 1)
    assert.match(told.result, /! payment\.sales_clear .*DOES NOT HOLD/)
  })

  it('is closed to people without the permission', async () => {
    const answer = await runWords(['state'], { RIALTO_URL: shape.url, RIALTO_TOKEN: shopperToken })
    assert.equal(answer.code, 1)
    assert.match(answer.told, /PERMISSION_DENIED/)
  })
})
