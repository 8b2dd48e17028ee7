import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { products } from '../catalogue.ts'
import { composePicture, parsePictureUrl } from '../pictures/compose.ts'
import type { Product } from '../types.ts'
import { vendors } from '../vendors.ts'
import type { Say } from './load-market.ts'
import { type Person, signIn } from './person.ts'
import type { LoadSettings } from './settings.ts'
import { openWire, type Wire } from './wire.ts'

export type Compose = typeof composePicture

type Listed = { id: string; externalId: string | null }
type Present = { id: string; version: number; media: { hash: string | null; alt: string }[] }
type Picture = { hash: string; alt: string }
export type Studio = { operator: Person; compose: Compose; pauseMs: number }

export type PictureOptions = { compose?: Compose; pauseMs?: number; wire?: Wire }

const widthPx = 1200
const attemptsMax = 5

/**
 * Composes the pictures one at a time and hangs them up: first one for every product, so that the shop soon looks like
 * one, then the others. What a product shows says how far it is, so this goes on wherever it was stopped.
 */
export async function attachPictures(
  settings: LoadSettings,
  say: Say,
  options: PictureOptions = {},
): Promise<number> {
  // One thread: the others belong to whoever uses the shop.
  sharp.concurrency(1)
  const operator = await signIn(options.wire ?? openWire(settings.url, say), settings.operator)
  const { compose = composePicture, pauseMs = 200 } = options
  const studio = { operator, compose, pauseMs }
  const wanted = new Map(vendors.flatMap(({ slug }) => products(slug)).map((one) => [one.id, one]))
  const listed = await operator.list<Listed>('/api/products')
  let attached = 0
  for (const upTo of [1, Number.POSITIVE_INFINITY]) {
    for (const { id, externalId } of listed) {
      const product = wanted.get(externalId ?? '')
      if (product !== undefined) attached += await hangUp(studio, id, product.media.slice(0, upTo))
    }
    say(upTo === 1 ? 'every product has a picture' : 'every product has all its pictures')
  }
  return attached
}

/** Answers how many pictures are new on the product. */
export async function hangUp(studio: Studio, productId: string, wanted: Product['media']): Promise<number> {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const product = await studio.operator.find<Present>(`/api/products/${productId}`)
    if (product === undefined || !isOurs(product, wanted) || product.media.length >= wanted.length) return 0
    const present = product.media.flatMap(({ hash, alt }) => (hash === null ? [] : [{ hash, alt }]))
    const missing = wanted.slice(present.length)
    const made: Picture[] = []
    for (const { url, alt } of missing) made.push({ hash: await upload(studio, url), alt })
    const body = { media: [...present, ...made] }
    const changed = await studio.operator.patch(`/api/products/${productId}`, product.version, body)
    if (changed !== undefined) return made.length
  }
  return 0
}

/** Whoever gave a product pictures of their own keeps them. */
function isOurs({ media }: Present, wanted: Product['media']): boolean {
  return media.every(({ hash, alt }, index) => hash !== null && alt === wanted[index]?.alt)
}

async function upload({ operator, compose, pauseMs }: Studio, url: string): Promise<string> {
  const picture = parsePictureUrl(url)
  if (picture === undefined) throw new Error(`${url} is no picture of the demo`)
  const bytes = await compose({ ...picture, widthPx })
  const { hash } = await operator.post<{ hash: string }>('/api/media', bytes)
  // Behind a running server nobody should notice this.
  await sleep(pauseMs)
  return hash
}
