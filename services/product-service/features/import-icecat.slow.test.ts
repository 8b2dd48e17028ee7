// The real thing: 19,406 products of Open Icecat, and Spree's sample with pictures (@R-001.i). Needs the reference folder.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Endpoint } from '@rialto/core'
import * as api from '../contract.ts'
import { openWarehouse, openWorld, operator, vendorA, vendorB, type World } from '../test-world.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const root = fileURLToPath(new URL('../../..', import.meta.url))
const reference = process.env['RIALTO_REFERENCE'] ?? resolve(root, '../shared')
const icecat = join(reference, 'data/icecat-chorus/products.jsonl.gz')
const spree = join(reference, 'data/spree-sample')
const isHere = existsSync(icecat) && existsSync(spree)
const secondsMax = 60
const growthMbMax = 60

describe('real catalogues', {
  skip: isHere ? false : 'RIALTO_REFERENCE is not here: nothing to import',
}, () => {
  let world: World
  let folder: string
  before(async () => {
    world = await openWorld()
    await openWarehouse(world)
    await liveAWhile()
    folder = await mkdtemp(join(tmpdir(), 'rialto-import-'))
    map('map-icecat.ts', icecat, 'icecat.jsonl')
    map('map-spree.ts', spree, 'spree.jsonl')
  })
  after(async () => {
    await world.close()
    await rm(folder, { recursive: true })
  })

  it('19,406 products come in within a minute, and memory stays level', async () => {
    const file = join(folder, 'icecat.jsonl')
    const one = await openImport(vendorA)
    const memory = { atRow1000: 0, most: 0 }
    const watch = setInterval(async () => {
      const { rowsDone } = await world.call(api.getImport, { importId: one.id }, operator)
      if (rowsDone < 1000) return
      const used = liveBytes()
      if (memory.atRow1000 === 0) memory.atRow1000 = used
      memory.most = Math.max(memory.most, used)
    }, 500)
    const startedAt = performance.now()
    const done = await send(one.id, bytesOf(file))
    const seconds = (performance.now() - startedAt) / 1000
    clearInterval(watch)
    assert.ok(done.ok)
    const growthMb = (memory.most - memory.atRow1000) / 1024 / 1024
    console.log(`icecat: ${seconds.toFixed(1)} s, memory grew ${growthMb.toFixed(0)} MB`)
    const { state, rowsDone, rowsChanged, rowsRejected } = done.value
    assert.deepEqual([state, rowsDone, rowsChanged, rowsRejected], ['done', 19_406, 19_406, 0])
    assert.ok(seconds < secondsMax, `${seconds} s`)
    assert.ok(growthMb < growthMbMax, `${growthMb} MB`)
  })

  it('the same file again changes no row and emits no event', async () => {
    await world.events()
    const startedAt = performance.now()
    const done = await send((await openImport(vendorA)).id, bytesOf(join(folder, 'icecat.jsonl')))
    console.log(`icecat again: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
    assert.ok(done.ok)
    assert.deepEqual([done.value.rowsDone, done.value.rowsChanged], [19_406, 0])
    assert.deepEqual(await world.events(), [])
  })

  it('a file that breaks off at row 10,000 goes on and ends the same', async () => {
    const file = join(folder, 'icecat.jsonl')
    const one = await openImport(vendorB)
    const text = (await readFile(file, 'utf8')).replaceAll('"sku":"ICE-', '"sku":"B-')
    const lines = text.split('\n')
    async function* upTo10000() {
      yield Buffer.from(`${lines.slice(0, 10_000).join('\n')}\n`)
      throw new Error('the connection was lost')
    }
    const broken = await send(one.id, upTo10000())
    assert.ok(broken.ok)
    assert.deepEqual([broken.value.state, broken.value.rowsDone], ['interrupted', 10_000])
    async function* whole() {
      for (let at = 0; at < lines.length; at += 1000)
        yield Buffer.from(`${lines.slice(at, at + 1000).join('\n')}\n`)
    }
    const done = await send(one.id, whole())
    assert.ok(done.ok)
    assert.deepEqual(
      [done.value.state, done.value.rowsDone, done.value.rowsChanged, done.value.rowsRejected],
      ['done', 19_406, 19_406, 0],
    )
    const { rows } = await world.services.database.system.query(
      `select count(*)::int as products, count(distinct external_id)::int as ids,
         (select count(*)::int from product_variant where vendor_id = $1 and sku like 'B-%') as variants
       from product_product where vendor_id = $1 and external_id not like 'old-%'`,
      [vendorB],
    )
    assert.deepEqual(rows[0], { products: 19_406, ids: 19_406, variants: 19_406 })
  })

  it('Spree’s sample comes in with its pictures', async () => {
    const rows = (await readFile(join(folder, 'spree.jsonl'), 'utf8')).trim().split('\n')
    const uploaded = new Map<string, string>()
    const lines: string[] = []
    for (const line of rows) {
      const row = JSON.parse(line) as { media: { file: string }[] }
      for (const picture of row.media) {
        const path = resolve(dirname(join(folder, 'spree.jsonl')), picture.file)
        const hash = uploaded.get(path) ?? (await upload(path))
        uploaded.set(path, hash)
        Object.assign(picture, { url: `media:${hash}` })
        Reflect.deleteProperty(picture, 'file')
      }
      lines.push(JSON.stringify(row))
    }
    const done = await send((await openImport(vendorA)).id, oneChunk(lines.join('\n')))
    assert.ok(done.ok)
    assert.deepEqual([done.value.rowsChanged, done.value.rowsRejected], [37, 0])
    const machine = await world.call(api.getProductBySlug, {
      slug: 'automatic-espresso-machine',
      currency: 'USD',
    })
    assert.equal(machine.media.length, 4)
    assert.equal(machine.variants.length, 3)
    assert.equal(machine.pricing?.basePrice, 87_999)
    assert.equal(machine.inventoryCount, 15_000)
  })

  /** A database that has lived for some minutes has statistics; without any, stock is looked up by the wrong index. */
  async function liveAWhile(): Promise<void> {
    const rows = Array.from({ length: 200 }, (_, n) =>
      JSON.stringify({
        id: `old-${n}`,
        title: 'Old',
        variants: [{ sku: `OLD-${n}`, stock: [{ warehouse: 'MAIN', quantity: 1 }] }],
      }),
    )
    await send((await openImport(vendorB)).id, oneChunk(rows.join('\n')))
    const client = await world.services.database.system.connect()
    await client.query('set role rialto_owner; analyze; set role rialto_system')
    client.release()
  }

  function map(script: string, from: string, out: string): void {
    execFileSync(process.execPath, [
      join(root, 'scripts', script),
      '--from',
      from,
      '--out',
      join(folder, out),
    ])
  }

  function openImport(vendorId: string) {
    return world.call(api.createImport, { format: 'jsonl', name: 'file', vendorId }, operator)
  }

  function send(importId: string, content: AsyncIterable<Uint8Array>) {
    return world.send(api.sendImportContent, { importId }, { content, actor: operator })
  }

  async function upload(path: string): Promise<string> {
    const content = bytesOf(path)
    const sent = await world.send(api.uploadMedia as Endpoint<object, { hash: string }>, {}, { content })
    assert.ok(sent.ok)
    return sent.value.hash
  }
})

/** What is in use after a collection; how much V8 keeps besides is its own matter. */
function liveBytes(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path)
  for await (const chunk of file.createReadStream()) yield chunk as Uint8Array
}

async function* oneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
