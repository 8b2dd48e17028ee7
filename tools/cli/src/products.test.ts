import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openMarket, type RunningShape, startShape } from '@rialto/testing'
import { runCommand } from './run-command.ts'
import { runWords } from './workbench.ts'

/** The smallest GIF there is. */
const gif = Buffer.from(
  'GIF89a\u0001\0\u0001\0\0\0\0,\0\0\0\0\u0001\0\u0001\0\0\u0002\u0002D\u0001\0;',
  'latin1',
)

describe('rialto products', () => {
  let shape: RunningShape
  let folder: string
  let token: string
  let vendor: { vendorId: string; slug: string; token: string }
  before(async () => {
    shape = await startShape('one', {})
    const market = openMarket(shape.url, shape.simulatorUrl)
    vendor = await market.vendor('owner')
    token = (await market.operator()).token
    folder = await mkdtemp(join(tmpdir(), 'rialto-cli-'))
    await writeFile(join(folder, 'lamp.gif'), gif)
  })
  after(async () => {
    await shape?.stop()
    if (folder) await rm(folder, { recursive: true })
  })

  const run = (...words: string[]) => runWords(words, { RIALTO_URL: shape.url, RIALTO_TOKEN: token })

  const row = (n: number, parts: object = {}) =>
    JSON.stringify({
      id: `cli-${n}`,
      title: `Lamp ${n}`,
      categories: ['Lamps'],
      variants: [{ sku: `CLI-${n}`, prices: [{ amount: 1000, currency: 'EUR' }] }],
      ...parts,
    })

  it('imports a file with its pictures, tells what was refused, and changes nothing when it comes again', async () => {
    const file = join(folder, 'lamps.jsonl')
    const lines = [
      row(1, { media: [{ file: 'lamp.gif', alt: 'A lamp' }] }),
      '{"id": "broken"',
      row(2, { media: [{ file: 'missing.gif' }] }),
      row(3),
    ]
    await writeFile(file, lines.join('\n'))
    const first = await run('products', 'import', file, '--vendor', vendor.slug)
    assert.equal(first.code, 1)
    assert.match(first.result, /^4 products read, 2 made or changed, 2 refused/)
    assert.match(first.result, /line 2: The line is not JSON/)
    assert.match(first.result, /line 3 \(cli-2\): The picture missing\.gif was not uploaded/)
    assert.match(first.told, /missing\.gif: there is no such picture/)
    const again = await run('products', 'import', file, '--vendor', vendor.slug, '--json')
    const done = JSON.parse(again.result) as { rowsChanged: number; rejections: { line: number }[] }
    assert.equal(done.rowsChanged, 0)
    assert.deepEqual(
      done.rejections.map((one) => one.line),
      [2, 3],
    )
    const page = await fetch(`${shape.url}/api/products/by-slug/lamp-1`)
    const product = (await page.json()) as { media: { url: string; alt: string }[] }
    assert.equal(product.media[0]?.alt, 'A lamp')
  })

  it('exports what it imported, and importing that changes nothing', async () => {
    const file = join(folder, 'export.jsonl')
    const exported = await run('products', 'export', '--vendor', vendor.slug, '--out', file)
    assert.equal(exported.code, 0)
    const lines = (await readFile(file, 'utf8')).trim().split('\n')
    assert.ok(lines.length >= 2)
    const again = await run('products', 'import', file, '--vendor', vendor.slug)
    assert.equal(again.code, 0)
    assert.match(again.result, new RegExp(`^${lines.length} products read, 0 made or changed, 0 refused`))
  })

  it('goes on where an import of the same file stopped', async () => {
    const file = join(folder, 'many.jsonl')
    const lines = Array.from({ length: 900 }, (_, n) => row(1000 + n))
    await writeFile(file, lines.join('\n'))
    const opened = await fetch(`${shape.url}/api/products/imports`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': 'one',
      },
      body: JSON.stringify({ name: 'many.jsonl', format: 'jsonl', vendorId: vendor.vendorId }),
    })
    const { id } = (await opened.json()) as { id: string }
    await sendAndBreakOff(id, `${lines.slice(0, 500).join('\n')}\n`)
    const done = await run('products', 'import', file, '--vendor', vendor.slug)
    assert.equal(done.code, 0)
    assert.match(done.told, /Going on behind row 400/)
    assert.match(done.result, /^900 products read, 900 made or changed, 0 refused/)
  })

  it('imports for the own vendor of who calls, and refuses what cannot be with one sentence', async () => {
    const file = join(folder, 'lamps.jsonl')
    const own = await run('products', 'import', file, '--token', vendor.token)
    assert.match(own.result, /^4 products read, 0 made or changed/)
    const unknown = await run('products', 'import', file, '--vendor', 'nobody-at-all')
    assert.deepEqual([unknown.code, unknown.told], [1, 'There is no vendor "nobody-at-all" in the shop'])
    const missing = await run('products', 'import', join(folder, 'none.jsonl'))
    assert.equal(missing.code, 2)
    const closed = `http://127.0.0.1:${await closedPort()}`
    const away = await run('products', 'import', file, '--url', closed)
    assert.deepEqual([away.code, away.told], [1, `Nobody answers at ${closed}. Is the shop running?`])
  })

  /** Sends the beginning of a file, waits until it is stored, and breaks the connection. */
  async function sendAndBreakOff(importId: string, text: string): Promise<void> {
    const sending = request(`${shape.url}/api/products/imports/${importId}/content`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    })
    sending.on('error', () => {})
    sending.write(text)
    let state = { rowsDone: 0, state: 'waiting' }
    const untilIt = async (done: () => boolean) => {
      for (let tries = 0; tries < 200 && !done(); tries += 1) {
        await pause(50)
        const seen = await fetch(`${shape.url}/api/products/imports/${importId}`, {
          headers: { authorization: `Bearer ${token}` },
        })
        state = (await seen.json()) as typeof state
      }
      assert.ok(done(), JSON.stringify(state))
    }
    await untilIt(() => state.rowsDone === 400)
    sending.destroy()
    await untilIt(() => state.state === 'interrupted')
  }
})

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

describe('rialto', () => {
  const quiet = { result: () => {}, tell: () => {}, progress: () => {} }

  it('answers 2 when it is called wrongly, and 0 when asked for help', async () => {
    for (const words of [
      ['products'],
      ['products', 'fly'],
      ['products', 'import'],
      ['products', 'import', 'a', '--nonsense'],
      ['products', 'import', 'package.json', '--format', 'xml'],
      ['products', 'export', '--vendor', 'a'],
    ])
      assert.equal(await runCommand(words, {}, quiet), 2, words.join(' '))
    for (const words of [[], ['help'], ['products', 'import', '--help']])
      assert.equal(await runCommand(words, {}, quiet), 0, words.join(' '))
  })

  it('shows the settings without secrets', async () => {
    let shown = ''
    const code = await runCommand(
      ['config', 'show'],
      { STRIPE_SECRET_KEY: `sk_test_${'x'.repeat(20)}`, NODE_ENV: 'test' },
      {
        ...quiet,
        result: (text) => {
          shown = text
        },
      },
    )
    assert.equal(code, 0)
    assert.match(shown, /^STRIPE_SECRET_KEY\s/m)
    assert.ok(!shown.includes('xxxx'))
  })
})
