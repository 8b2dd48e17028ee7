import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Given, Then, When } from '@cucumber/cucumber'
import { until } from '@rialto/testing'
import type { Scenario } from './world.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../..', import.meta.url))
const sample = join(process.env['RIALTO_REFERENCE'] ?? join(root, '../shared'), 'data/spree-sample')

type Import = { importId: string; state: string; rowsDone: number; rowsChanged: number; rowsRejected: number }
type Found = { products: { productId: string; vendorId: string; title: string }[] }

/** Pictures are uploaded one by one, in the shape `apart` through the edge: a crowded machine takes its time. */
const importLimit = { timeout: 240_000 }

let imports: Import[] = []

Given(
  'the sample of real products is imported for {string}, twice',
  importLimit,
  async function (this: Scenario, name: string) {
    if (!existsSync(sample)) {
      this.log(`skipped: the sample of real products is not there (${sample})`)
      return 'skipped'
    }
    const folder = await mkdtemp(join(tmpdir(), 'rialto-import-'))
    const file = join(folder, 'spree.jsonl')
    await run(process.execPath, [join(root, 'scripts/map-spree.ts'), '--from', sample, '--out', file])
    imports = []
    for (let n = 0; n < 2; n += 1) imports.push(await importFile(this, name, file))
    await rm(folder, { recursive: true })
  },
)

/** As a person would: with the command, which uploads the pictures first. */
async function importFile(scenario: Scenario, name: string, file: string): Promise<Import> {
  await scenario.market.warehouse()
  const vendor = scenario.vendor(name)
  const { token } = await scenario.market.operator()
  const args = [
    'products',
    'import',
    file,
    '--vendor',
    vendor.slug,
    '--url',
    scenario.shape.url,
    '--token',
    token,
    '--json',
  ]
  const { stdout } = await run(process.execPath, [join(root, 'tools/cli/src/main.ts'), ...args], {
    maxBuffer: 10_000_000,
  })
  const last = stdout.trim().split('\n').at(-1) ?? '{}'
  return JSON.parse(last) as Import
}

Then('the second import changed nothing', () => {
  const [first, second] = imports
  assert.equal(first?.rowsDone, 37)
  assert.equal(first.rowsRejected, 0)
  assert.equal(second?.rowsDone, 37)
  assert.equal(second.rowsChanged, 0)
})

When(
  'a guest finds {string} of {string} and buys it with a product of {string} by 3-D Secure card',
  importLimit,
  async function (this: Scenario, query: string, importer: string, other: string) {
    const vendor = this.vendor(importer)
    const path = `/api/products/search?query=${encodeURIComponent(query)}&vendor=${vendor.vendorId}&inStock=true`
    const found = await until(
      () => this.market.wire.ask<Found>('GET', path),
      ({ products }) => products.length > 0,
      {
        what: `${query} in the search`,
        secondsMax: 120,
      },
    )
    const productId = found.products[0]?.productId ?? ''
    const product = await this.market.wire.ask<{ variants: { sku: string }[] }>(
      'GET',
      `/api/products/${productId}`,
    )
    const sku = product.variants[0]?.sku ?? ''
    this.buyer = await this.market.guest()
    const imported = { productId, sku, vendorId: vendor.vendorId }
    this.orders.push(
      await this.market.order(this.buyer, [
        [imported, 1],
        [this.product(other), 1],
      ]),
    )
    const paid = await this.market.pay(this.buyer, this.order.orderId, 'pm_card_threeDSecure2Required')
    assert.equal(paid.body.status, 'requires_action')
    const [intent] = await this.intents()
    const confirm = `/_sim/payment_intents/${intent?.id}/authenticate`
    await this.market.simulator.ask('POST', confirm, { body: { outcome: 'succeed' } })
  },
)

Then(
  '{string} sees its part of the order, and so does {string}',
  async function (this: Scenario, first: string, second: string) {
    for (const name of [first, second]) {
      const { token, vendorId } = this.vendor(name)
      const part = await this.market.wire.ask<{ vendorId: string }>(
        'GET',
        `/api/vendor/orders/${this.order.orderId}`,
        { token },
      )
      assert.equal(part.vendorId, vendorId)
    }
  },
)
