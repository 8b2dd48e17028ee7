import sharp from 'sharp'
import type { PictureMaker } from '../model/ports.ts'

const sideMax = 2_400
const pixelsMax = 60_000_000
const originalQuality = 88
const resizedQuality = 78

/** Makes pictures with sharp. A file is known by its first bytes, never by what its sender calls it. */
export function openPictures(): PictureMaker {
  sharp.concurrency(1)
  sharp.cache(false)
  const next = oneAtATime()
  return {
    normalise: async (bytes) => {
      if (!isPicture(bytes)) return 'kind'
      return next(() => normalise(bytes))
    },
    resize: (bytes, width) =>
      next(async () =>
        sharp(bytes).resize({ width, withoutEnlargement: true }).webp({ quality: resizedQuality }).toBuffer(),
      ),
  }
}

async function normalise(bytes: Uint8Array) {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'error' })
      .rotate()
      .resize({ width: sideMax, height: sideMax, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: originalQuality })
      .toBuffer({ resolveWithObject: true })
    return { bytes: data, width: info.width, height: info.height }
  } catch {
    // Broken, cut off or far too large: which of them, sharp tells in words that are not for people.
    return 'unreadable' as const
  }
}

/** JPEG, PNG, GIF, WebP or AVIF. SVG is a program and never gets as far as a decoder. */
function isPicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return (
    start.startsWith('\xff\xd8\xff') ||
    start.startsWith('\x89PNG\r\n\x1a\n') ||
    start.startsWith('GIF8') ||
    (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') ||
    start.slice(4, 12) === 'ftypavif'
  )
}

function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
}
