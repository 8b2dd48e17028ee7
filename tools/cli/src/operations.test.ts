// What an operator asks of a running shop. @ @
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openDatabase } from '@rialto/postgres'
import { openMarket, type RunningShape, startShape } from '@rialto/testing'
import { runWords } from './workbench.ts'

const tenant = '00000000-0000-7000-8000-000000000001'

describe('rialto for operators', () => {
  let shape: RunningShape
  let token: string
  let order: { orderId: string; number: string }
  before(async () => {
    shape = await startShape('one', {})
    const market = openMarket(shape.url, shape.simulatorUrl)
    token = (await market.operator()).token
    const product = await market.product(await market.vendor('owner'), { stock: 5 })
    const shopper = await market.person('shopper')
    order = await market.order(shopper, [[product, 2]])
    const path = `/api/orders/${order.orderId}/cancel`
    await market.wire.ask('POST', path, { token: shopper.token, key: 'cancel', body: {} })
  })
  after(() => shape?.stop())

  const run = (...words: string[]) => runWords(words, { RIALTO_URL: shape.url, RIALTO_TOKEN: token })

  it('tells the history of an order by its number, and its state at a moment', async () => {
    const history = await run('order', 'history', order.number.toLowerCase())
    assert.equal(history.code, 0, history.told)
    assert.match(history.result, /OrderCreated +because of order\.create_order; by customer [0-9a-f-]{36}\n/)
    assert.match(
      history.result,
      /pending → cancelled +because of order\.cancel_order, reason changed_mind; by customer/,
    )
    assert.match(history.result, /: cancelled, not paid, after 3 events\n/)
    const first = history.result.slice(0, 24)
    const then = await run('order', 'history', order.number, '--at', first)
    assert.match(
      then.result,
      /: pending, not paid, after \d events\n {2}vendor .*: open\n {4}.*: 2 ordered, 0 shipped/,
    )
    const long = await run('order', 'history', order.number, '--at', '2020-01-01', '--json')
    assert.equal((JSON.parse(long.result) as { stateAt: null }).stateAt, null)
    assert.deepEqual((await run('order', 'history', 'R000000000')).told, 'There is no order R000000000')
    assert.equal((await run('order', 'history', order.number, '--at', 'yesterday')).code, 2)
  })

  it('lists parked streams and tries them again', async () => {
    assert.deepEqual(await run('streams', 'list'), { code: 0, result: 'All streams flow', told: '' })
    await park('order:00000000-0000-7000-8000-0000000000aa')
    const parked = await run('streams', 'list')
    assert.equal(parked.code, 1)
    assert.match(parked.result, /^search\.index_products order:.*: 1 events wait behind nothing\.listened_to/)
    assert.match(parked.result, /tried 3 times: planted/)
    const unknown = await run('streams', 'replay', 'search.index_products', 'order:other')
    assert.match(unknown.told, /No stream order:other of search\.index_products is parked/)
    const replayed = await run('streams', 'replay', 'search.index_products', 'all')
    assert.deepEqual([replayed.code, replayed.result], [0, '1 streams with 1 events are tried again'])
  })

  it('names what slows the installation down, and what to run', async () => {
    const found = await run('doctor', '--json')
    const { findings } = JSON.parse(found.result) as { findings: { code: string; subject: string }[] }
    // The test cluster may be destroyed by a power cut, and the doctor says so once, not for each service.
    const settings = findings.filter((one) => one.code === 'SETTING').map((one) => one.subject)
    assert.deepEqual(settings.sort(), ['fsync', 'full_page_writes', 'synchronous_commit'])
    assert.deepEqual(
      findings.filter((one) => one.code === 'REFERENCE_WITHOUT_INDEX'),
      [],
    )
    const people = await run('doctor')
    assert.equal(people.code, 1)
    assert.match(
      people.result,
      /^SETTING \(\w+-service\): fsync is off: a power cut destroys the database; set it to on\.\n {2}alter system set fsync = 'on';/m,
    )
    assert.match((await run('doctor', '--sql')).result, /^alter system set fsync = 'on';$/m)
  })

  /** What a consumer leaves when an event fails; only its own process could park one through the wire. */
  async function park(subject: string): Promise<void> {
    const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
    const url = shape.databaseUrls['search-service'] ?? ''
    const database = openDatabase({ url, poolMax: 1, applicationName: 'rialto-test', log })
    await database.system.query(
      `insert into rialto_parked_event (tenant_id, consumer, subject, event, problem, attempts, retry_at)
       values ($1, 'search.index_products', $2, jsonb_build_object('id', gen_random_uuid(), 'type', 'nothing.listened_to',
         'time', '2026-11-20T00:00:00.000Z', 'traceparent', null), 'planted', 3, now() + interval '1 hour')`,
      [tenant, subject],
    )
    await database.close()
  }
})
