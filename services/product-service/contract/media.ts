import { endpoint, nullable, streamReply, struct, text } from '@rialto/core'
import { Type } from 'typebox'

export const pictureWidths = [160, 320, 480, 640, 800, 1200] as const
export const uploadBytesMax = 10 * 1024 * 1024

/** The SHA-256 of what was uploaded, in hexadecimal. */
export const mediaHash = Type.String({ pattern: '^[0-9a-f]{64}$' })

const alt = Type.Optional(text(500, { min: 0, description: 'What the picture shows, for who cannot see it' }))

export const mediaInput = Type.Union([
  struct({ hash: mediaHash, alt }),
  struct({ url: text(2000, { description: 'A picture elsewhere. It is not fetched' }), alt }),
])

export const mediaReply = struct({
  hash: nullable(mediaHash),
  url: text(2000, {
    description: 'Address of the picture; of our own ones the width 800, others under the same hash',
  }),
  alt: text(500, { min: 0 }),
  position: Type.Integer(),
})

export const uploadMedia = endpoint({
  name: 'product.upload_media',
  summary: 'Stores a picture (JPEG, PNG, WebP, AVIF, GIF). The same picture again gives the same hash',
  method: 'POST',
  path: '/api/media',
  permission: 'product.edit_products',
  input: struct({}),
  reply: struct({ hash: mediaHash, width: Type.Integer(), height: Type.Integer(), bytes: Type.Integer() }),
  status: 201,
  retry: 'keyed',
  body: 'stream',
  deadlineMs: 60_000,
  refusals: { MEDIA_NOT_READABLE: 422, MEDIA_KIND_REFUSED: 415 },
})

export const getMedia = endpoint({
  name: 'product.get_media',
  summary: `A picture as WebP in one of the widths ${pictureWidths.join(', ')}: /media/<hash>/800.webp`,
  method: 'GET',
  path: '/media/:hash/:file',
  permission: 'anyone',
  input: struct({ hash: text(100), file: text(40) }),
  reply: streamReply,
  answers: 'stream',
  deadlineMs: 20_000,
  refusals: { MEDIA_NOT_FOUND: 404 },
})
