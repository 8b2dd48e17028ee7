import sharp from 'sharp'
import { canvas, softShare } from './scene.ts'

/** A finished cut-out and the place of its upper left corner. */
export interface Placed {
  pixels: Buffer
  width: number
  height: number
  left: number
  top: number
  /** Where it touches the ground. */
  foot: number
}

const share = softShare
const width = canvas.width / share
const height = canvas.height / share

// A warm near-black: grey shadows look dirty on tinted paper.
const shadowColour = 0x2a1c1000

/** A layer at the size of the paper, ready to be laid on it. */
export interface SoftLayer {
  input: Buffer
  raw: { width: number; height: number; channels: 4 }
}

interface Layer {
  deposit: (x: number, y: number, alpha: number) => void
  finish: (blur: number, opacity: number) => Promise<SoftLayer>
}

/** The shadows of all things of a picture as layers to lay on the paper, the widest first. */
export async function castShadows(things: Placed[], lying: boolean): Promise<SoftLayer[]> {
  const far = openLayer()
  const near = openLayer()
  for (const thing of things) {
    if (lying) fallStraight(thing, { far, near })
    else fallAside(thing, { far, near })
  }
  return lying
    ? [await far.finish(9, 0.34), await near.finish(2.2, 0.3)]
    : [await far.finish(10, 0.3), await near.finish(3.2, 0.5)]
}

// Light from the upper left: the shadow lies on the floor, short and to the right.
function fallAside(thing: Placed, { far, near }: { far: Layer; near: Layer }): void {
  for (let x = 0; x < thing.width; x += share) {
    let lowest = -1
    for (let y = 0; y < thing.height; y += share) {
      const alpha = thing.pixels[(y * thing.width + x) * 4 + 3] ?? 0
      if (alpha < 40) continue
      lowest = y
      const rise = thing.height - y
      far.deposit(thing.left + x + rise * 0.42, thing.foot - rise * 0.13, alpha)
    }
    if (lowest > thing.height * 0.86) {
      for (let depth = 0; depth < 3; depth += 1)
        near.deposit(thing.left + x + 6, thing.top + lowest - 4 + depth * share, 255)
    }
  }
}

function fallStraight(thing: Placed, { far, near }: { far: Layer; near: Layer }): void {
  for (let y = 0; y < thing.height; y += share) {
    for (let x = 0; x < thing.width; x += share) {
      const alpha = thing.pixels[(y * thing.width + x) * 4 + 3] ?? 0
      if (alpha < 40) continue
      far.deposit(thing.left + x + 30, thing.top + y + 44, alpha)
      near.deposit(thing.left + x + 8, thing.top + y + 12, alpha)
    }
  }
}

function openLayer(): Layer {
  const alpha = Buffer.alloc(width * height)
  return {
    deposit(x, y, value) {
      const column = Math.round(x / share)
      const row = Math.round(y / share)
      if (column < 0 || row < 0 || column >= width || row >= height) return
      const at = row * width + column
      if ((alpha[at] ?? 0) < value) alpha[at] = value
    },
    async finish(blur, opacity) {
      const soft = await sharp(alpha, { raw: { width, height, channels: 1 } })
        .blur(blur)
        .toColourspace('b-w')
        .raw()
        .toBuffer()
      const layer = Buffer.alloc(width * height * 4)
      for (let index = 0; index < soft.length; index += 1) {
        layer.writeUInt32BE(shadowColour, index * 4)
        layer[index * 4 + 3] = Math.round((soft[index] ?? 0) * opacity)
      }
      return { input: layer, raw: { width, height, channels: 4 } }
    },
  }
}
