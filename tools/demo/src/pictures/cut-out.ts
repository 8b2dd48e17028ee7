import sharp from 'sharp'
import { readIcons } from './icons.ts'
import { recolour } from './recolour.ts'
import { canvas, type Item } from './scene.ts'
import type { Placed } from './shadow.ts'
import { drawShape } from './shapes/index.ts'

// The filters of the icons cost time by the pixel; their soft forms can be enlarged unseen.
const iconPxMax = 720
const drawingPxMax = 1150

// The icon file is read once, for all icons that any scene of this process names.
const known = new Map<string, Promise<string>>()

/** Names the icons that will be needed, so that one pass over the large icon file serves all of them. */
export function prepareIcons(names: Iterable<string>): void {
  const missing = new Set([...names].filter((name) => !known.has(name)))
  if (missing.size === 0) return
  const read = readIcons(missing)
  for (const name of missing)
    known.set(
      name,
      read.then((bodies) => bodies.get(name) ?? ''),
    )
}

/** Draws one thing at its size and place; what lies outside the picture is cut away. */
export async function cutOut(item: Item, lying: boolean): Promise<Placed | undefined> {
  const { pixels, width, height } = await render(item)
  const centre = canvas.width / 2 + (item.x ?? 0)
  const foot = Math.round(
    lying ? canvas.height / 2 - (item.y ?? 0) + height / 2 : canvas.ground - (item.y ?? 0),
  )
  return crop({ pixels, width, height, left: Math.round(centre - width / 2), top: foot - height, foot })
}

interface Pixels {
  pixels: Buffer
  width: number
  height: number
}

async function render(item: Item): Promise<Pixels> {
  if (item.icon === undefined)
    return turn(await draw(drawOwn(item, Math.min(drawingPxMax, Math.round(item.height))), item), item)
  const icon = await draw(await drawIcon(item.icon, Math.min(iconPxMax, Math.round(item.height))), item)
  recolour(icon.pixels, item.colour)
  return turn(icon, item)
}

async function draw(source: string, item: Item): Promise<Pixels> {
  const { data, info } = await sharp(Buffer.from(source))
    .flop(item.flip === true)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height }
}

async function turn(drawn: Pixels, item: Item): Promise<Pixels> {
  const grow = item.height > drawn.height + 1
  if (item.turn === undefined && !grow) return drawn
  const raw = { width: drawn.width, height: drawn.height, channels: 4 as const }
  const large = sharp(drawn.pixels, { raw }).resize({ height: grow ? Math.round(item.height) : drawn.height })
  const { data, info } = await large
    .rotate(item.turn ?? 0, { background: '#0000' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height }
}

async function drawIcon(name: string, side: number): Promise<string> {
  prepareIcons([name])
  return svg({ width: 32, height: 32, body: (await known.get(name)) ?? '' }, side)
}

function drawOwn(item: Item, height: number): string {
  const { label, ...rest } = item
  const look = { ...rest, colour: item.colour ?? '#b8ab97', ...(typeof label === 'object' ? { label } : {}) }
  return svg(drawShape(item.shape ?? '', look), height)
}

function svg(drawing: { width: number; height: number; body: string }, height: number): string {
  const width = Math.round((drawing.width / drawing.height) * height)
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${drawing.width} ${drawing.height}" width="${width}" height="${height}">${drawing.body}</svg>`
}

function crop(thing: Placed): Placed | undefined {
  const left = Math.max(0, thing.left)
  const top = Math.max(0, thing.top)
  const right = Math.min(canvas.width, thing.left + thing.width)
  const bottom = Math.min(canvas.height, thing.top + thing.height)
  if (right <= left || bottom <= top) return undefined
  const width = right - left
  const height = bottom - top
  const pixels = Buffer.alloc(width * height * 4)
  for (let row = 0; row < height; row += 1) {
    const from = ((row + top - thing.top) * thing.width + left - thing.left) * 4
    thing.pixels.copy(pixels, row * width * 4, from, from + width * 4)
  }
  return { pixels, width, height, left, top, foot: thing.foot }
}
