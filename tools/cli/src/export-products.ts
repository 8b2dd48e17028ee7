import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openApi } from './api.ts'
import type { Call } from './commands.ts'
import { findVendor } from './find-vendor.ts'
import { stop } from './stop.ts'

const lineFeed = 0x0a

/** `rialto products export --vendor NAME --out FILE`. The file appears under its name only when it is whole. */
export async function exportProducts(call: Call): Promise<number> {
  const { options, terminal } = call
  const { out, vendor } = options
  if (typeof out !== 'string') throw stop('Say with --out where to write; - is the screen', 2)
  const api = await openApi(call)
  const query = typeof vendor === 'string' ? `?vendorId=${(await findVendor(api, vendor)).vendorId}` : ''
  const counted = countLines(await api.read(`/api/products/exports${query}`))
  if (out === '-') await pipeline(Readable.from(counted.bytes), process.stdout, { end: false })
  else await writeWhole(out, counted.bytes)
  const lines = counted.lines()
  if (options['json'] && out !== '-') terminal.result(JSON.stringify({ file: out, products: lines }))
  else terminal.tell(`${lines} products in ${out}`)
  return 0
}

async function writeWhole(out: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const unfinished = `${out}.unfinished`
  try {
    await pipeline(Readable.from(bytes), createWriteStream(unfinished))
    await rename(unfinished, out)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

function countLines(source: AsyncIterable<Uint8Array>) {
  let lines = 0
  async function* bytes() {
    for await (const chunk of source) {
      for (const byte of chunk) if (byte === lineFeed) lines += 1
      yield chunk
    }
  }
  return { bytes: bytes(), lines: () => lines }
}
