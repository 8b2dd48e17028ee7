import sharp from 'sharp'
import { readIcons } from './icons.ts'
import { recolour } from './recolour.ts'
import { canvas, type Item } from './scene.ts'
import type { Placed } from './shadow.ts'
import type { Drawing } from './shapes/drawing.ts'
import { drawShape } from './shapes/index.ts'

// The filters of the icons cost time by the pixel; their soft forms can be enlarged unseen.
const iconPxMax = 600
// A set shows one icon several times, and the angles of a product follow each other.
const iconsKeptMax = 4
const enlargedBlurPx = 1.4
const drawingPxMax = 1000

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

/** The width of a thing for a height of one. */
export function aspectOf(item: Item): number {
  if (item.icon !== undefined) return 1
  const { width, height } = drawOwn(item)
  return width / height
}

/** Draws one thing at its size and place; what lies outside the picture is cut away. */
export async function cutOut(item: Item, lying: boolean): Promise<Placed | undefined> {
  const centre = canvas.width / 2 + (item.x ?? 0)
  const footOf = (height: number) =>
    Math.round(lying ? canvas.height / 2 - (item.y ?? 0) + height / 2 : canvas.ground - (item.y ?? 0))
  if (item.icon === undefined && item.turn === undefined) {
    const drawing = drawOwn(item)
    const height = Math.round(item.height)
    const width = Math.round((drawing.width / drawing.height) * height)
    const foot = footOf(height)
    return drawVisible(drawing, {
      width,
      height,
      left: Math.round(centre - width / 2),
      top: foot - height,
      foot,
      flip: item.flip === true,
    })
  }
  const { pixels, width, height } = await render(item)
  const foot = footOf(height)
  return crop({ pixels, width, height, left: Math.round(centre - width / 2), top: foot - height, foot })
}

interface Pixels {
  pixels: Buffer
  width: number
  height: number
}

interface Frame {
  width: number
  height: number
  left: number
  top: number
  foot: number
}

// A close picture shows a part of its thing: only that part is drawn.
async function drawVisible(drawing: Drawing, frame: Frame & { flip: boolean }): Promise<Placed | undefined> {
  const seen = intersect(frame)
  if (seen === undefined) return undefined
  const scale = drawing.height / frame.height
  const from = frame.flip ? frame.width - (seen.left - frame.left) - seen.width : seen.left - frame.left
  const view = [from * scale, (seen.top - frame.top) * scale, seen.width * scale, seen.height * scale]
  const small = Math.min(1, drawingPxMax / Math.max(seen.width, seen.height))
  const source = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view.map((part) => part.toFixed(2)).join(' ')}" width="${Math.round(seen.width * small)}" height="${Math.round(seen.height * small)}" preserveAspectRatio="none">${drawing.body}</svg>`
  const drawn = await draw(source, frame)
  const { data } = await sharp(drawn.pixels, {
    raw: { width: drawn.width, height: drawn.height, channels: 4 },
  })
    .resize(seen.width, seen.height, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, ...seen, foot: frame.foot }
}

function intersect(frame: Frame): { width: number; height: number; left: number; top: number } | undefined {
  const left = Math.max(0, frame.left)
  const top = Math.max(0, frame.top)
  const width = Math.min(canvas.width, frame.left + frame.width) - left
  const height = Math.min(canvas.height, frame.top + frame.height) - top
  return width <= 0 || height <= 0 ? undefined : { width, height, left, top }
}

async function render(item: Item): Promise<Pixels> {
  if (item.icon === undefined) {
    const drawing = drawOwn(item)
    return turn(await draw(svg(drawing, Math.min(drawingPxMax, Math.round(item.height))), item), item)
  }
  const drawn = await drawIcon(item.icon, item.flip === true)
  const icon = { ...drawn, pixels: Buffer.from(drawn.pixels) }
  recolour(icon.pixels, item.colour)
  return turn(icon, item)
}

async function draw(source: string, { flip }: { flip?: boolean }): Promise<Pixels> {
  const { data, info } = await sharp(Buffer.from(source))
    .flop(flip === true)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height }
}

async function turn(drawn: Pixels, item: Item): Promise<Pixels> {
  const grow = item.height > drawn.height + 1
  const fits = Math.round(item.height) === drawn.height
  if (item.turn === undefined && fits) return drawn
  const raw = { width: drawn.width, height: drawn.height, channels: 4 as const }
  const fit = sharp(drawn.pixels, { raw }).resize({ height: Math.round(item.height) })
  // The filters of the icons leave stairs at the edges, which show when they are enlarged.
  const large = grow && item.icon !== undefined ? fit.blur(enlargedBlurPx) : fit
  const { data, info } = await large
    .rotate(item.turn ?? 0, { background: '#0000' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height }
}

const kept = new Map<string, Promise<Pixels>>()

function drawIcon(name: string, flip: boolean): Promise<Pixels> {
  const key = `${name}${flip ? ' flipped' : ''}`
  const drawn = kept.get(key) ?? renderIcon(name, flip)
  kept.delete(key)
  kept.set(key, drawn)
  const oldest = kept.keys().next()
  if (kept.size > iconsKeptMax && !oldest.done) kept.delete(oldest.value)
  return drawn
}

async function renderIcon(name: string, flip: boolean): Promise<Pixels> {
  prepareIcons([name])
  const body = (await known.get(name)) ?? ''
  return draw(svg({ width: 32, height: 32, body }, iconPxMax), { flip })
}

function drawOwn(item: Item): Drawing {
  const { label, ...rest } = item
  const look = { ...rest, colour: item.colour ?? '#b8ab97', ...(typeof label === 'object' ? { label } : {}) }
  return drawShape(item.shape ?? '', look)
}

function svg(drawing: Drawing, height: number): string {
  const width = Math.round((drawing.width / drawing.height) * height)
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${drawing.width} ${drawing.height}" width="${width}" height="${height}">${drawing.body}</svg>`
}

function crop(thing: Placed): Placed | undefined {
  const seen = intersect(thing)
  if (seen === undefined) return undefined
  const pixels = Buffer.alloc(seen.width * seen.height * 4)
  for (let row = 0; row < seen.height; row += 1) {
    const from = ((row + seen.top - thing.top) * thing.width + seen.left - thing.left) * 4
    thing.pixels.copy(pixels, row * seen.width * 4, from, from + seen.width * 4)
  }
  return { pixels, ...seen, foot: thing.foot }
}
