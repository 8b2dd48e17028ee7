import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { StreamReply } from '@rialto/core'
import { tenantB } from '@rialto/testing'
import sharp from 'sharp'
import * as api from '../contract.ts'
import { openWorld, shopper, standInVendors, type World } from '../test-world.ts'

describe('a picture', () => {
  let world: World
  before(async () => {
    world = await openWorld({ besides: [standInVendors] })
  })
  after(() => world.close())

  const upload = (bytes: Uint8Array) => world.send(api.uploadMedia, {}, { content: inPieces(bytes) })
  const drawn = (width: number, colour: string) =>
    sharp({ create: { width, height: width / 2, channels: 3, background: colour } })

  it('is written anew without what the camera told, and named by what was sent', async () => {
    const sent = await drawn(600, 'red')
      .jpeg()
      .withExif({ IFD0: { Copyright: 'secret place' } })
      .toBuffer()
    assert.ok(sent.includes('secret place'))
    const first = await upload(sent)
    assert.ok(first.ok)
    assert.deepEqual([first.value.width, first.value.height], [600, 300])
    assert.deepEqual(await upload(sent), first)
    const served = await read(first.value.hash, '320.webp')
    const facts = await sharp(served.bytes).metadata()
    assert.deepEqual([facts.format, facts.width, facts.exif], ['webp', 320, undefined])
    assert.equal(served.reply.headers?.['cache-control'], 'public, max-age=31536000, immutable')
  })

  it('is never made larger than it is', async () => {
    const sent = await upload(await drawn(300, 'blue').png().toBuffer())
    assert.ok(sent.ok)
    const { bytes } = await read(sent.value.hash, '1200.webp')
    assert.equal((await sharp(bytes).metadata()).width, 300)
  })

  it('is rendered once for many who ask at once', async () => {
    const sent = await upload(await drawn(500, 'green').webp().toBuffer())
    assert.ok(sent.ok)
    const { resize } = world.ports.pictures
    let renderings = 0
    world.ports.pictures.resize = (bytes, width) => {
      renderings += 1
      return resize(bytes, width)
    }
    const hash = sent.value.hash
    await Promise.all(Array.from({ length: 10 }, () => read(hash, '160.webp')))
    await read(hash, '160.webp')
    world.ports.pictures.resize = resize
    assert.equal(renderings, 1)
  })

  it('is refused when it is SVG, broken, or more than 10 MB', async () => {
    const code = async (bytes: Uint8Array) => {
      const result = await upload(bytes)
      return result.ok ? 'ok' : result.code
    }
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    assert.equal(await code(svg), 'MEDIA_KIND_REFUSED')
    assert.equal(await code(Buffer.from('\xff\xd8\xff broken', 'latin1')), 'MEDIA_NOT_READABLE')
    assert.equal(await code(Buffer.alloc(api.uploadBytesMax + 1)), 'BODY_TOO_LARGE')
  })

  it('is found in the listed widths only, and in its own marketplace only', async () => {
    const sent = await upload(await drawn(200, 'white').png().toBuffer())
    assert.ok(sent.ok)
    const hash = sent.value.hash
    for (const [wantedHash, file] of [
      [hash, '333.webp'],
      [hash, '../original.webp'],
      [`${'0'.repeat(64)}`, '160.webp'],
      ['..', '160.webp'],
    ] as const) {
      const result = await world.ask(api.getMedia, { hash: wantedHash, file }, shopper)
      assert.equal(result.ok ? '' : result.code, 'MEDIA_NOT_FOUND', file)
    }
    const elsewhere = await world.services.run(api.getMedia, { hash, file: '160.webp' }, { tenant: tenantB })
    assert.equal(elsewhere.result.ok ? '' : elsewhere.result.code, 'MEDIA_NOT_FOUND')
  })

  it('stands on its product with what it shows, in the order that was given', async () => {
    const sent = await upload(await drawn(220, 'black').png().toBuffer())
    assert.ok(sent.ok)
    const media = [{ hash: sent.value.hash, alt: 'A black lamp' }, { url: 'https://pictures.example/1.jpg' }]
    const made = await world.call(api.createProduct, { title: 'Lamp', media, variants: [{ sku: 'SEEN' }] })
    const read = await world.call(api.getProduct, { productId: made.id })
    const { hash } = sent.value
    assert.deepEqual(read.media, [
      { hash, url: `/media/${hash}/800.webp`, alt: 'A black lamp', position: 0 },
      { hash: null, url: 'https://pictures.example/1.jpg', alt: '', position: 1 },
    ])
  })

  async function read(hash: string, file: string): Promise<{ reply: StreamReply; bytes: Buffer }> {
    const reply = await world.call(api.getMedia, { hash, file }, shopper)
    const chunks: Buffer[] = []
    for await (const chunk of reply.content) chunks.push(Buffer.from(chunk))
    return { reply, bytes: Buffer.concat(chunks) }
  }
})

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}
