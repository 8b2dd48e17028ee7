import sharp from 'sharp'
import { picturedEntries } from '../catalogue.ts'
import type { Entry, Vendor } from '../types.ts'
import { vendors } from '../vendors.ts'
import { drawBackdrop, paintGrain } from './backdrop.ts'
import { parseHex } from './colour.ts'
import { aspectOf, cutOut, prepareIcons } from './cut-out.ts'
import { type Angle, angles, arrange, canvas, type Item, type Scene } from './scene.ts'
import { castShadows } from './shadow.ts'
import type { Label } from './shapes/label.ts'

/** Composes the picture of a demo product: `angle` is front, close or set. */
export async function composePicture(request: {
  productId: string
  angle: string
  widthPx: number
}): Promise<Buffer> {
  const angle = angles.find((known) => known === request.angle)
  const entries = picturedEntries()
  const found = entries.find(({ id }) => id === request.productId)
  const vendor = vendors.find(({ slug }) => slug === found?.vendor)
  if (found === undefined || vendor === undefined || angle === undefined)
    throw new Error(`The demo has no picture ${request.productId}/${request.angle}`)
  prepareIcons(entries.flatMap(({ picture }) => itemsOf(picture).flatMap(({ icon }) => icon ?? [])))
  const scene = dress(found, vendor)
  return composeScene({ scene, tint: vendor.tint, angle, seed: request.productId, widthPx: request.widthPx })
}

/** The product and angle that a "demo:…" address of the catalogue stands for. */
export function parsePictureUrl(url: string): { productId: string; angle: Angle } | undefined {
  const [, productId, name] = /^demo:([A-Z]{2}-\d+)\/([a-z]+)$/.exec(url) ?? []
  const angle = angles.find((known) => known === name)
  return productId === undefined || angle === undefined ? undefined : { productId, angle }
}

function itemsOf(scene: Scene): Item[] {
  return [...scene.items, ...(scene.beside ?? [])]
}

// A scene names a label by its paper alone and the mark as "house"; the print is the vendor's.
function dress({ picture }: Entry, vendor: Vendor): Scene {
  const dressed = (item: Item): Item => ({
    ...item,
    ...(typeof item.label === 'string' ? { label: labelOf(item.label, vendor) } : {}),
    ...(item.mark === 'house' ? { mark: vendor.mark } : {}),
  })
  return {
    ...picture,
    items: picture.items.map(dressed),
    ...(picture.beside ? { beside: picture.beside.map(dressed) } : {}),
  }
}

function labelOf(colour: string, vendor: Vendor): Label {
  return { colour, ink: parseHex(colour).l > 0.6 ? vendor.ink : '#f6efdf', mark: vendor.mark }
}

interface SceneRequest {
  scene: Scene
  tint: string
  angle: Angle
  seed: string
  widthPx: number
}

// Paper, shadows, the things from back to front, then grain over all of it.
async function composeScene(request: SceneRequest): Promise<Buffer> {
  const { scene, tint, angle, seed, widthPx } = request
  const lying = scene.lying === true
  const items = arrange(scene, angle, aspectOf)
  const drawn = await Promise.all(items.map((item) => cutOut(item, lying)))
  const things = drawn.filter((thing) => thing !== undefined)
  const { pixels, side } = paintGrain()
  const paper = await sharp(Buffer.from(drawBackdrop(tint, { angle, lying, seed })))
    .composite(await castShadows(things, lying))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const large = await sharp(paper.data, { raw: paper.info })
    .resize(canvas.width, canvas.height, { kernel: 'cubic' })
    .raw()
    .toBuffer()
  const flat = await sharp(large, { raw: { width: canvas.width, height: canvas.height, channels: 3 } })
    .composite([
      ...things.map(({ pixels: input, width, height, left, top }) => ({
        input,
        raw: { width, height, channels: 4 as const },
        left,
        top,
      })),
      { input: pixels, raw: { width: side, height: side, channels: 4 }, tile: true, blend: 'soft-light' },
    ])
    .removeAlpha()
    .raw()
    .toBuffer()
  return sharp(flat, { raw: { width: canvas.width, height: canvas.height, channels: 3 } })
    .resize(widthPx)
    .webp({ quality: 84, effort: 2 })
    .toBuffer()
}
