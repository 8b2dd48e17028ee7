import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, serviceActor } from '@rialto/core'
import { accepted, actorWith, type TestServices, tenantA, tenantB, testServices } from '@rialto/testing'
import fc from 'fast-check'
import { openShortageMemory } from '../adapters/shortage-memory.ts'
import { createWarehouse, findAvailability, setStock, takeHold } from '../contract.ts'
import { decideHolds, type HoldRequest } from '../model.ts'
import inventory from '../service.ts'
import { decide } from './take-hold.ts'

const operator = actorWith(['inventory.manage_warehouses'])
const orderService = serviceActor('order-service')

describe('taking holds', () => {
  let services: TestServices
  before(async () => {
    const shortages = openShortageMemory({ entriesMax: 100, rememberMs: 10_000 })
    services = await testServices({ services: [inventory], ports: { 'inventory-service': { shortages } } })
    for (const [code, priority] of [
      ['NEAR', 1],
      ['FAR', 2],
    ] as const) {
      const input = { code, name: code, country: 'IT', priority }
      accepted((await services.run(createWarehouse, input, { actor: operator, key: code })).result)
    }
  })
  after(() => services.close())

  it('gives the last unit to one of two who want it at once', async () => {
    await stock('LAST', 1)
    const answers = await Promise.all([hold([['LAST', 1]]), hold([['LAST', 1]])])
    assert.deepEqual(answers.map((answer) => (answer.ok ? 'held' : answer.code)).sort(), ['SOLD_OUT', 'held'])
  })

  it('sells exactly 100 units to 400 buyers', async () => {
    await stock('HOT', 100)
    const answers = await Promise.all(Array.from({ length: 400 }, () => hold([['HOT', 1]])))
    assert.equal(answers.filter((answer) => answer.ok).length, 100)
    assert.equal(await available('HOT'), 0)
  })

  it('answers a repeated request from its first outcome, and takes nothing twice', async () => {
    await stock('AGAIN', 5)
    const request = {
      holdId: newId(),
      generation: 1,
      lifeSeconds: 60,
      lines: [{ sku: 'AGAIN', quantity: 2 }],
      limits: [],
    }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => services.run(takeHold, request, { actor: orderService })),
    )
    assert.ok(answers.every((answer) => answer.result.ok))
    assert.equal(await available('AGAIN'), 3)
  })

  it('refuses what was sold out a moment ago without a trace, and sells it when it is back', async () => {
    await stock('RARE', 1)
    assert.deepEqual(shortageOf(await hold([['RARE', 2]])), { left: 1, isForeseen: undefined })
    const request = requestOf([['RARE', 2]])
    assert.deepEqual(shortageOf(await take(request)), { left: 1, isForeseen: true })
    await stock('RARE', 2)
    assert.equal((await take(request)).ok, true)
    assert.equal(await available('RARE'), 0)
  })

  it('does not refuse the last unit to the hold that has it', async () => {
    await stock('MINE', 1)
    const request = requestOf([['MINE', 1]])
    const first = await take(request)
    assert.equal((await hold([['MINE', 1]])).ok, false)
    assert.deepEqual(shortageOf(await hold([['MINE', 1]])), { left: 0, isForeseen: true })
    assert.deepEqual([first.ok, (await take(request)).ok], [true, true])
  })

  it('takes all lines or none', async () => {
    await stock('MANY', 10)
    await stock('FEW', 1)
    const answer = await hold([
      ['MANY', 2],
      ['FEW', 2],
    ])
    assert.equal(answer.ok ? 'held' : answer.code, 'SOLD_OUT')
    assert.equal(await available('MANY'), 10)
  })

  it('sums lines of one SKU before it decides', async () => {
    await stock('TWICE', 3)
    const answer = await hold([
      ['TWICE', 2],
      ['TWICE', 2],
    ])
    assert.equal(answer.ok ? 'held' : answer.code, 'SOLD_OUT')
  })

  it('serves a line from a second warehouse when the first has too few', async () => {
    await stock('SPLIT', 2, 'NEAR')
    await stock('SPLIT', 2, 'FAR')
    assert.ok((await hold([['SPLIT', 3]])).ok)
    assert.equal(await available('SPLIT'), 1)
  })

  it('counts a limit for a person over several SKUs, under concurrency', async () => {
    for (const sku of ['DROP-S', 'DROP-M', 'DROP-L']) await stock(sku, 50)
    const limits = [{ scope: 'drop:1', subject: 'anna', quantity: 1, max: 4 }]
    const wishes = Array.from(
      { length: 12 },
      (_, index) => [['DROP-S', 'DROP-M', 'DROP-L'][index % 3] ?? '', 1] as const,
    )
    const answers = await Promise.all(wishes.map((wish) => hold([wish], limits)))
    assert.equal(answers.filter((answer) => answer.ok).length, 4)
    assert.ok(answers.every((answer) => answer.ok || answer.code === 'LIMIT_REACHED'))
  })

  it('knows no stock of another marketplace', async () => {
    await stock('OURS', 5)
    const answer = await services.run(takeHold, requestOf([['OURS', 1]]), {
      actor: orderService,
      tenant: tenantB,
    })
    assert.equal(answer.result.ok ? 'held' : answer.result.code, 'SOLD_OUT')
  })

  it('decides random batches as the pure function does (INV-6)', async () => {
    const skus = ['P1', 'P2', 'P3']
    const line = fc.record({ sku: fc.constantFrom(...skus), quantity: fc.integer({ min: 1, max: 4 }) })
    const limit = fc.record({
      scope: fc.constantFrom('a', 'b'),
      subject: fc.constant('p'),
      quantity: fc.integer({ min: 1, max: 2 }),
      max: fc.integer({ min: 0, max: 6 }),
    })
    const batch = fc.array(
      fc.record({
        lines: fc.array(line, { minLength: 1, maxLength: 3 }),
        limits: fc.uniqueArray(limit, { maxLength: 2, selector: (one) => one.scope }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    const places = fc.array(
      fc.record({
        sku: fc.constantFrom(...skus),
        free: fc.integer({ min: 0, max: 8 }),
        code: fc.constantFrom('NEAR', 'FAR'),
      }),
      { maxLength: 6 },
    )
    await fc.assert(fc.asyncProperty(batch, places, compareBoth), { numRuns: 40 })
  })

  async function compareBoth(
    batch: { lines: HoldRequest['lines']; limits: HoldRequest['limits'] }[],
    places: { sku: string; free: number; code: string }[],
  ): Promise<void> {
    const run = newId().slice(-8)
    const own = (sku: string) => `${sku}-${run}`
    const unique = [...new Map(places.map((place) => [`${place.sku} ${place.code}`, place])).values()]
    for (const place of unique) await stock(own(place.sku), place.free, place.code)
    const requests = batch.map(({ lines, limits }) => ({
      holdId: newId(),
      generation: 1,
      lifeSeconds: 60,
      lines: lines.map((one) => ({ ...one, sku: own(one.sku) })),
      limits: limits.map((one) => ({ ...one, subject: run })),
    }))
    const near = (code: string) => (code === 'NEAR' ? 0 : 1)
    const expected = decideHolds(
      requests,
      unique
        .toSorted((left, right) => near(left.code) - near(right.code))
        .map((one) => ({ sku: own(one.sku), warehouseId: one.code, free: one.free })),
      { uses: [] },
    )
    const items = JSON.stringify(requests.map((request) => ({ tenantId: tenantA, ...request })))
    const { rows } = await services.database.app.query(
      'select n, outcome from inventory_take_hold_v1($1) order by n',
      [items],
    )
    const got = rows.map((row) => row.outcome.refusal ?? row.outcome.state)
    assert.deepEqual(
      got,
      expected.map((one) => (one.ok ? 'held' : { ...one.refusal })),
    )
  }

  async function stock(sku: string, quantity: number, warehouse = 'NEAR'): Promise<void> {
    const entry = { sku, quantity, warehouse, productId: newId(), vendorId: newId() }
    accepted(
      (await services.run(setStock, { causeId: 'test', entries: [entry] }, { actor: orderService })).result,
    )
  }

  async function available(sku: string): Promise<number> {
    const answer = await services.run(findAvailability, { skus: [sku] }, { actor: orderService })
    return accepted(answer.result).items[0]?.available ?? -1
  }

  function hold(lines: readonly (readonly [string, number])[], limits: HoldRequest['limits'] = []) {
    return take({ ...requestOf(lines), limits: [...limits] })
  }

  async function take(request: ReturnType<typeof requestOf>) {
    return (await services.run(takeHold, request, { actor: orderService })).result
  }

  function shortageOf(result: Awaited<ReturnType<typeof take>>) {
    if (result.ok || result.code !== 'SOLD_OUT') assert.fail('it was not sold out')
    const { left, isForeseen } = result.data as { left: number; isForeseen?: boolean }
    return { left, isForeseen }
  }

  function requestOf(lines: readonly (readonly [string, number])[]) {
    return {
      holdId: newId(),
      generation: 1,
      lifeSeconds: 60,
      lines: lines.map(([sku, quantity]) => ({ sku, quantity })),
      limits: [] as HoldRequest['limits'],
    }
  }
})

describe('the answer to a hold', () => {
  const outcome = { refusal: null, orderId: null, secondsLeft: 40 }

  it('is the hold while it lives', () => {
    assert.deepEqual(decide({ ...outcome, state: 'held' }), {
      ok: true,
      value: { state: 'held', orderId: null, secondsLeft: 40 },
    })
  })

  it('is a refusal when it has run out', () => {
    for (const state of ['expired', 'released'] as const) {
      const answer = decide({ ...outcome, state })
      assert.equal(answer.ok ? '' : answer.code, 'HOLD_EXPIRED')
    }
  })
})
