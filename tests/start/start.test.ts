// The whole of npm start with the real programs: the demo is loaded once, whatever kills the loader; data survive.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openMarket } from '@rialto/testing'
import { runGuide } from './guide.ts'
import { createInstallation, type Installation, isOpen, until } from './installation.ts'

const listEnd = 'Ctrl-C stops everything'
const laterStartSecondsMax = 30

type Item = Record<string, unknown>

describe('npm start', () => {
  let installation: Installation
  before(async () => {
    installation = await createInstallation()
  })
  after(() => installation.remove())

  const market = () => openMarket(installation.url, `http://127.0.0.1:${installation.ports[1]}`)
  const operator = async () => {
    const { signIn, wire } = market()
    const { token } = await signIn('operator@rialto.example', installation.password)
    return { token, wire }
  }
  const all = async (path: string): Promise<Item[]> => {
    const { token, wire } = await operator()
    const items: Item[] = []
    let after = ''
    do {
      const page = await wire.ask<{ items: Item[]; next: string | null }>(
        'GET',
        `${path}${path.includes('?') ? '&' : '?'}limit=100${after}`,
        { token },
      )
      items.push(...page.items)
      after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`
    } while (after !== '')
    return items
  }
  /** How much there is of everything, and of how many kinds: equal numbers mean that nothing is there twice. */
  const census = async () => {
    const count = async (path: string, nameOf: (item: Item) => unknown) => {
      const names = (await all(path)).map((item) => JSON.stringify(nameOf(item)))
      assert.equal(new Set(names).size, names.length, path)
      return names.length
    }
    return {
      users: await count('/api/operator/users', (one) => one['email']),
      warehouses: await count('/api/inventory/warehouses', (one) => one['code']),
      categories: await count('/api/products/categories', (one) => one['slug']),
      vendors: await count('/api/vendors', (one) => one['slug']),
      products: await count('/api/products?status=active', (one) => one['slug']),
      sales: await count('/api/pricing/sales', (one) => [
        one['sku'],
        (one['price'] as { currency: string }).currency,
      ]),
      promotions: await count('/api/pricing/promotions', (one) => one['code']),
      rates: await count('/api/vendor/shipping-rates', (one) => [one['vendorId'], one['countries']]),
    }
  }
  const complete = {
    users: 15,
    warehouses: 3,
    categories: 30,
    vendors: 12,
    products: 240,
    sales: 295,
    promotions: 6,
    rates: 60,
  }

  it('a loader that is killed again and again leaves nothing half and nothing twice', async () => {
    const supervisor = installation.start({ DEMO_DATA: 'off' })
    await supervisor.until(listEnd)
    for (const line of ['categories', 'shipping rates', 'and stock']) {
      const loader = installation.load()
      await loader.until(line)
      loader.process.kill('SIGKILL')
      await loader.ended
    }
    const loader = installation.load()
    assert.equal(await loader.ended, 0, loader.output())
    assert.match(loader.output(), /15 accounts, 3 warehouses, 30 categories\n/)
    assert.deepEqual(await census(), complete)
    supervisor.process.kill('SIGINT')
    assert.equal(await supervisor.ended, 0)
  })

  it('loads the demo, prints the list, and every account of it may do its work', async () => {
    const supervisor = installation.start()
    await supervisor.until(listEnd)
    for (const text of ['240 products', 'vendor@rialto.example', installation.password])
      assert.ok(supervisor.output().includes(text), text)
    assert.equal((await fetch(`${installation.url}/ready`)).status, 200)
    assert.deepEqual(await census(), complete)
    const { signIn, wire } = market()
    const [tried] = /http\S+search\S+(?=')/.exec(supervisor.output()) ?? []
    assert.ok(((await (await fetch(tried ?? '')).json()) as { total: number }).total > 3)
    const owner = await signIn('vendor@rialto.example', installation.password)
    const own = await wire.ask<{ items: Item[] }>('GET', '/api/products?limit=100', { token: owner.token })
    assert.equal(own.items.length, 20)
    const packer = await signIn('packer@rialto.example', installation.password)
    await wire.ask('GET', '/api/vendor/orders', { token: packer.token })
    const { token } = await operator()
    const pictured = async () => {
      const { items } = await wire.ask<{ items: Item[] }>('GET', '/api/products?limit=5', { token })
      return typeof items[0]?.['image'] === 'string'
    }
    await until(pictured)
    supervisor.process.kill('SIGINT')
    assert.equal(await supervisor.ended, 0, supervisor.output())
  })

  it('a later start loads nothing and is quick, and the first purchase of the guide works as written', async () => {
    const startedAt = Date.now()
    const supervisor = installation.start()
    await supervisor.until(listEnd)
    const seconds = (Date.now() - startedAt) / 1000
    assert.ok(!supervisor.output().includes('loading the demo'), supervisor.output())
    assert.ok(seconds < laterStartSecondsMax, `${seconds} s`)
    const { output, code } = await runGuide(installation)
    assert.equal(code, 0, output)
    const [, number] = /(R[0-9A-Z]{9}) is paid\n/.exec(output) ?? []
    assert.ok(number !== undefined, output)
    // The vendor of the coffee sees its part of the order.
    assert.ok(output.slice(output.indexOf('is paid')).includes(number), output)
    supervisor.process.kill('SIGKILL')
    await supervisor.ended
  })

  it('after kill -9 of the supervisor and of PostgreSQL the next start has everything', async () => {
    const supervisor = installation.start()
    await supervisor.until(listEnd)
    const running = readFileSync(join(installation.dataDirectory, 'postgres-running.json'), 'utf8')
    const { processId } = JSON.parse(running) as { processId: number }
    process.kill(processId, 'SIGKILL')
    await supervisor.until('PostgreSQL is ready again')
    await until(async () => (await fetch(`${installation.url}/ready`)).status === 200)
    assert.deepEqual(await census(), complete)
    const orders = await all('/api/operator/orders')
    assert.deepEqual(
      orders.map((order) => order['status']),
      ['paid'],
    )
    supervisor.process.kill('SIGINT')
    assert.equal(await supervisor.ended, 0)
    assert.deepEqual(await Promise.all(installation.ports.map(isOpen)), [false, false, false, false, false])
  })
})
