import { createHash } from 'node:crypto'
import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { uploadBytesMax, uploadMedia } from '../contract.ts'
import type { ProductPorts } from '../model/ports.ts'
import { findMedia, insertMedia } from '../store/media.ts'

export const originalName = 'original.webp'

// Named by what was sent, so that the same picture is stored once and a repeated upload changes nothing (INV-7).
export default feature(uploadMedia, async (_input, ctx: Ctx<ProductPorts>) => {
  const bytes = await readAll(ctx.content)
  if (!bytes) return refuse('BODY_TOO_LARGE', `A picture may have ${uploadBytesMax / 1024 / 1024} MB`)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const [known] = await findMedia(ctx.sql, [hash])
  if (known) return ok(known)
  const picture = await ctx.ports.pictures.normalise(bytes)
  if (picture === 'kind') return refuse('MEDIA_KIND_REFUSED', 'Send a JPEG, PNG, GIF, WebP or AVIF picture')
  if (picture === 'unreadable') return refuse('MEDIA_NOT_READABLE', 'The picture is broken or too large')
  await ctx.ports.media.write(ctx.tenant, { hash, name: originalName }, picture.bytes)
  const media = { hash, width: picture.width, height: picture.height, bytes: picture.bytes.byteLength }
  await ctx.tx((tx) => insertMedia(tx, media, ctx.actor.vendorId))
  return ok(media)
})

/** Undefined when there is more than an upload may have; the rest is not read. */
async function readAll(content: Ctx['content']): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let total = 0
  for await (const chunk of content ?? []) {
    total += chunk.byteLength
    if (total > uploadBytesMax) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
