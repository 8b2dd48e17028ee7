import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { openMarket, type Person, runSql, settle, startShape, until } from '@rialto/testing'

const linesMax = 80

const shape = await startShape('one', {
  env: { EXTENSIONS: 'loyalty', EXTENSIONS_DIRECTORY: dirname(import.meta.dirname) },
})
after(() => shape.stop())
const market = openMarket(shape.url, shape.simulatorUrl)
const url = shape.databaseUrls['order-service'] ?? ''
const vendor = await market.vendor('loyal')
const product = await market.product(vendor, { price: 2_000 })

const points = async (person: Person) =>
  (await market.wire.ask<{ points: number }>('GET', '/api/loyalty/points', { token: person.token })).points
const untilPoints = (person: Person, wanted: number) =>
  until(
    () => points(person),
    (seen) => seen === wanted,
    { what: `${wanted} points` },
  )

test('the extension has no more than 80 lines', async () => {
  let lines = 0
  for await (const file of glob('**/*.{ts,sql}', { cwd: import.meta.dirname })) {
    if (!file.endsWith('.test.ts'))
      lines += (await readFile(join(import.meta.dirname, file), 'utf8')).split('\n').length - 1
  }
  assert.ok(lines <= linesMax, `${lines} lines`)
})

test('a paid order earns points once, its refund takes them back, and nobody else sees them', async () => {
  const buyer = await market.person('buyer')
  const stranger = await market.person('stranger')
  const order = await market.order(buyer, [[product, 2]])
  await settle(shape.databaseUrls)
  assert.equal(await points(buyer), 0, 'an order that is not paid earns nothing')

  await market.pay(buyer, order.orderId)
  const earned = Math.floor(order.totals.total / 100)
  await untilPoints(buyer, earned)
  assert.equal(await points(stranger), 0)

  const cancelled = await market.wire.send('POST', `/api/orders/${order.orderId}/cancel`, {
    token: buyer.token,
    key: 'changed-my-mind',
    body: { reason: 'changed_mind' },
  })
  assert.equal(cancelled.status, 200)
  await untilPoints(buyer, 0)
})

test('whoever has not signed in has no points to see', async () => {
  assert.equal((await market.wire.send('GET', '/api/loyalty/points')).status, 401)
  const guest = await market.guest()
  assert.equal((await market.wire.send('GET', '/api/loyalty/points', { token: guest.token })).status, 403)
})

test('the endpoint is part of the description of the API', async () => {
  const description = await market.wire.ask<{ paths: Record<string, unknown> }>('GET', '/api/openapi.json')
  assert.ok(description.paths['/api/loyalty/points'])
})

test('events that are read a second time earn nothing', async () => {
  const buyer = await market.person('again')
  const order = await market.order(buyer, [[product, 1]])
  await market.pay(buyer, order.orderId)
  const earned = Math.floor(order.totals.total / 100)
  await untilPoints(buyer, earned)

  const server = shape.processes.get('server#1')
  await server?.kill('SIGKILL')
  await runSql(url, 'rialto_system', [`delete from rialto_cursor where reader = 'loyalty.follow_orders'`])
  await server?.start()
  await settle(shape.databaseUrls)
  assert.equal(await points(buyer), earned)
  const { token } = await market.operator()
  const parked = await market.wire.ask<{ items: unknown[] }>('GET', '/api/streams', { token })
  assert.deepEqual(parked.items, [], 'an effect that happened twice would have met its own rows')
})
