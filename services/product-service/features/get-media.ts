import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { getMedia, pictureWidths } from '../contract.ts'
import type { MediaFile, ProductPorts } from '../model/ports.ts'
import { originalName } from './upload-media.ts'

const immutable = 'public, max-age=31536000, immutable'
const rendering = new Map<string, Promise<Uint8Array | undefined>>()

// A width is made when it is first asked for, once for all who ask at the same time, and kept (INV-7).
export default feature(getMedia, async ({ hash, file }, ctx: Ctx<ProductPorts>) => {
  const width = pictureWidths.find((one) => file === `${one}.webp`)
  if (!width || !/^[0-9a-f]{64}$/.test(hash)) return refuse('MEDIA_NOT_FOUND', 'There is no such picture')
  const wanted = { hash, name: file }
  const bytes = (await ctx.ports.media.read(ctx.tenant, wanted)) ?? (await renderOnce(ctx, wanted, width))
  if (!bytes) return refuse('MEDIA_NOT_FOUND', 'There is no such picture')
  return ok({
    contentType: 'image/webp',
    headers: {
      'cache-control': immutable,
      'content-length': String(bytes.byteLength),
      'x-content-type-options': 'nosniff',
    },
    content: oneChunk(bytes),
  })
})

function renderOnce(ctx: Ctx<ProductPorts>, wanted: MediaFile, width: number) {
  const key = `${ctx.tenant}/${wanted.hash}/${wanted.name}`
  const running = rendering.get(key) ?? render(ctx, wanted, width).finally(() => rendering.delete(key))
  rendering.set(key, running)
  return running
}

async function render(ctx: Ctx<ProductPorts>, wanted: MediaFile, width: number) {
  const { media, pictures } = ctx.ports
  const original = await media.read(ctx.tenant, { hash: wanted.hash, name: originalName })
  if (!original) return undefined
  const bytes = await pictures.resize(original, width)
  await media.write(ctx.tenant, wanted, bytes)
  return bytes
}

async function* oneChunk(bytes: Uint8Array) {
  yield bytes
}
