// The ledger of a running shop, as an operator asks for it.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openMarket, type RunningShape, startShape, until } from '@rialto/testing'
import { runWords } from './workbench.ts'

describe('rialto ledger', () => {
  let shape: RunningShape
  let token: string
  let vendor: { slug: string }
  before(async () => {
    shape = await startShape('one', {})
    const market = openMarket(shape.url, shape.simulatorUrl)
    token = (await market.operator()).token
    const owner = await market.vendor('owner')
    vendor = owner
    const product = await market.product(owner, { stock: 5 })
    const shopper = await market.person('shopper')
    const order = await market.order(shopper, [[product, 2]])
    await market.pay(shopper, order.orderId)
  })
  after(() => shape?.stop())

  const run = (...words: string[]) => runWords(words, { RIALTO_URL: shape.url, RIALTO_TOKEN: token })

  it('shows a trial balance whose debits are its credits', async () => {
    const seen = await until(
      () => run('ledger', 'trial-balance'),
      ({ result }) => result.includes('vendor.held'),
    )
    assert.equal(seen.code, 0, seen.told)
    assert.match(
      seen.result,
      /^Trial balance through \d{4}-\d\d-\d\d, in minor units; nothing is closed\n\nEUR +debit +credit +balance\n/,
    )
    assert.match(seen.result, /\norder\.clearing +\d+ +\d+ +0\n/)
    assert.match(seen.result, /\ntotal +(\d+) +\1 +0$/)
    assert.equal((await run('ledger', 'trial-balance', '--as-of', 'yesterday')).code, 1)
    const before = await run('ledger', 'trial-balance', '--as-of', '2020-01-01', '--json')
    assert.deepEqual(JSON.parse(before.result), { asOf: '2020-01-01', closedThrough: null, currencies: [] })
  })

  it('writes the statement of a vendor into a file', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'rialto-ledger-'))
    const out = join(directory, 'statement.csv')
    const today = new Date().toJSON().slice(0, 10)
    const days = ['--from', '2026-01-01', '--to', today]
    const saved = await run('ledger', 'statement', '--vendor', vendor.slug, ...days, '--out', out)
    const rows = (await readFile(out, 'utf8')).trimEnd().split('\r\n')
    await rm(directory, { recursive: true })
    assert.equal(saved.code, 0, saved.told)
    assert.match(rows[1] ?? '', /,opening,/)
    assert.match(rows[2] ?? '', /,sale,R[0-9A-Z]{9},order\.clearing,vendor\.held,\d+,\d+,\d+,EUR$/)
    assert.match(rows.at(-1) ?? '', /,closing,/)
  })

  it('holds the day against the provider, and says what it found', async () => {
    const matched = await run('ledger', 'match')
    assert.equal(matched.code, 0, matched.told)
    assert.match(
      matched.result,
      /^\d{4}-\d\d-\d\d: \d+ balance transactions .*; 0 new differences\nNo case is open$/,
    )
    assert.equal((await run('ledger', 'cases')).result, 'No case is open')
    assert.equal((await run('ledger', 'cases', '--state', 'lost')).code, 1)
    const unknown = '00000000-0000-7000-8000-0000000000ff'
    const explained = await run('ledger', 'explain', unknown, '--reason', 'payout')
    assert.match(explained.told, /is no open case/)
    assert.equal((await run('ledger', 'explain', unknown)).code, 2)
  })

  it('says what a statement needs', async () => {
    assert.equal((await run('ledger', 'statement', '--vendor', vendor.slug)).code, 2)
    const days = ['--from', '2026-01-01', '--to', '2026-12-31']
    assert.equal((await run('ledger', 'statement', '--vendor', vendor.slug, ...days)).code, 2)
    const unknown = await run('ledger', 'statement', '--vendor', 'no-such-vendor', ...days, '--out', '-')
    assert.match(unknown.told, /There is no vendor "no-such-vendor"/)
  })
})
