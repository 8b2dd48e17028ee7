import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { findLineProblems, type ImportRow } from './import-row.ts'
import { readLines } from './json-lines.ts'
import { mapIcecat } from './map-icecat.ts'

const reference = process.env['RIALTO_REFERENCE'] ?? resolve(import.meta.dirname, '../../shared')
const from = join(reference, 'data/icecat-chorus/products.jsonl.gz')
const skip = existsSync(from) ? false : 'the reference folder is not here'

test('all of the Icecat sample becomes valid lines, twice the same', { skip }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-icecat-'))
  const out = join(folder, 'icecat.jsonl')
  assert.equal(await mapIcecat({ from, out }), 19_406)
  const skus = new Set<string>()
  const keys = new Set<string>()
  let unsorted = 0
  for await (const line of readLines(out)) {
    assert.deepEqual(findLineProblems(line), [], line.slice(0, 200))
    const product = JSON.parse(line) as ImportRow
    for (const variant of product.variants) skus.add(variant.sku)
    for (const key of Object.keys(product.attributes ?? {})) keys.add(key)
    if (product.categories[0] === 'Other > Electronics') unsorted += 1
  }
  assert.equal(skus.size, 19_406)
  // 5,366 fields less 12 that are no facts, and one of our own, the release date.
  assert.equal(keys.size, 5_366 - 12 + 1)
  assert.ok(unsorted < 19_406 * 0.08, `${unsorted} products have no category of their own`)
  const first = await digest(out)
  await mapIcecat({ from, out })
  assert.equal(await digest(out), first)
  await rm(folder, { recursive: true })
})

async function digest(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}
