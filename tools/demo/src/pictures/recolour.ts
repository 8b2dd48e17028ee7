import { clamp, type Lch, parseHex, toLch, toRgb } from './colour.ts'

const steps = 32
// How far apart two neighbours lie in the table, one step in red and one in green.
const green = (steps + 1) * 3
const red = (steps + 1) * green

/**
 * Repaints the pixels of an icon. The icons share one bright palette; what gives them away is its pink and
 * violet. So all colours become quieter, greys turn warm, violet shadows turn to charcoal, and the colour
 * that covers most of the icon becomes the colour of the product.
 */
export function recolour(pixels: Buffer, colour: string | undefined): void {
  const table = buildTable(colour === undefined ? undefined : { ...findMain(pixels), to: parseHex(colour) })
  for (let index = 0; index < pixels.length; index += 4) {
    if (pixels[index + 3] === 0) continue
    mix(table, pixels, index)
  }
}

// Reads the table between its points, along red, then green, then blue: no visible steps.
function mix(table: Float32Array, pixels: Buffer, index: number): void {
  const r = (pixels[index] as number) * (steps / 255)
  const g = (pixels[index + 1] as number) * (steps / 255)
  const b = (pixels[index + 2] as number) * (steps / 255)
  const r0 = Math.min(steps - 1, r | 0)
  const g0 = Math.min(steps - 1, g | 0)
  const b0 = Math.min(steps - 1, b | 0)
  const fr = r - r0
  const fg = g - g0
  const fb = b - b0
  const at = r0 * red + g0 * green + b0 * 3
  for (let part = 0; part < 3; part += 1) {
    const low = at + part
    const c00 = (table[low] as number) * (1 - fr) + (table[low + red] as number) * fr
    const c10 = (table[low + green] as number) * (1 - fr) + (table[low + green + red] as number) * fr
    const c01 = (table[low + 3] as number) * (1 - fr) + (table[low + 3 + red] as number) * fr
    const c11 = (table[low + green + 3] as number) * (1 - fr) + (table[low + green + 3 + red] as number) * fr
    pixels[index + part] = (c00 * (1 - fg) + c10 * fg) * (1 - fb) + (c01 * (1 - fg) + c11 * fg) * fb + 0.5
  }
}

function buildTable(change: Change | undefined): Float32Array {
  const table = new Float32Array((steps + 1) ** 3 * 3)
  let at = 0
  for (let r = 0; r <= steps; r += 1) {
    for (let g = 0; g <= steps; g += 1) {
      for (let b = 0; b <= steps; b += 1) {
        const source = toLch((r / steps) * 255, (g / steps) * 255, (b / steps) * 255)
        table.set(toRgb(repaint(source, change)), at)
        at += 3
      }
    }
  }
  return table
}

function repaint(source: Lch, change: Change | undefined): Lch {
  const quiet = quieten(source)
  if (change === undefined) return quiet
  const distance = Math.abs(((source.h - change.from.h + 540) % 360) - 180)
  // Full strength near the main hue and in real colour, none across the circle or in greys.
  const strength = change.grey
    ? clamp((0.09 - source.c) / 0.04, 0, 1)
    : clamp((95 - distance) / 40, 0, 1) * (isShade(source) ? 0 : clamp((source.c - 0.03) / 0.05, 0, 1))
  const turned: Lch = {
    l: clamp(source.l + (change.to.l - change.from.l) * 0.85, 0.08, 0.97),
    c: change.grey ? change.to.c : change.to.c * clamp(source.c / Math.max(change.from.c, 0.04), 0.3, 1.25),
    h: change.grey ? change.to.h : change.to.h + (((source.h - change.from.h + 540) % 360) - 180) * 0.22,
  }
  return blend(quiet, turned, strength)
}

// The set paints steel and shadow in pale and dark violet.
function isShade({ l, c, h }: Lch): boolean {
  const hue = (h + 360) % 360
  if (l < 0.38 && c < 0.1 && (hue > 255 || hue < 15)) return true
  return hue > 255 && hue < 340 && (l < 0.5 || c < 0.1)
}

function quieten({ l, c, h }: Lch): Lch {
  if (isShade({ l, c, h })) return { l: l < 0.5 ? l * 0.92 : l, c: c * 0.12, h: 70 }
  if (c < 0.05) return { l, c: c * 0.35, h: 75 }
  return { l: l * 0.98, c: c * 0.62, h }
}

// Mixed as vectors, so that two hues do not meet by way of a third.
function blend(one: Lch, two: Lch, share: number): Lch {
  const a = one.c * cos(one.h) * (1 - share) + two.c * cos(two.h) * share
  const b = one.c * sin(one.h) * (1 - share) + two.c * sin(two.h) * share
  return {
    l: one.l * (1 - share) + two.l * share,
    c: Math.hypot(a, b),
    h: (Math.atan2(b, a) * 180) / Math.PI,
  }
}

interface Change extends Main {
  to: Lch
}

interface Main {
  from: Lch
  /** Hardly anything in it has a colour: then the grey itself is dyed. */
  grey: boolean
}

function findMain(pixels: Buffer): Main {
  const bins = Array.from({ length: 24 }, () => ({ count: 0, weight: 0, l: 0, c: 0, h: 0 }))
  const plain = { count: 0, l: 0 }
  const stride = 4 * Math.max(1, Math.floor(pixels.length / 4 / 9000))
  for (let index = 0; index < pixels.length; index += stride) {
    if ((pixels[index + 3] ?? 0) < 200) continue
    const { l, c, h } = toLch(pixels[index] ?? 0, pixels[index + 1] ?? 0, pixels[index + 2] ?? 0)
    const bin = bins[Math.floor(((h + 360) % 360) / 15)]
    if (bin === undefined || c < 0.05) {
      plain.count += 1
      plain.l += l
      continue
    }
    bin.count += 1
    bin.weight += c
    bin.l += l * c
    bin.c += c * c
    bin.h += ((h + 360) % 360) * c
  }
  const coloured = bins.reduce((sum, bin) => sum + bin.count, 0)
  if (plain.count > coloured * 1.6) return { from: { l: plain.l / plain.count, c: 0.02, h: 60 }, grey: true }
  const main = bins.reduce((best, bin) => (bin.weight > best.weight ? bin : best))
  const weight = main.weight || 1
  return { from: { l: main.l / weight, c: main.c / weight, h: main.h / weight }, grey: false }
}

function cos(degrees: number): number {
  return Math.cos((degrees * Math.PI) / 180)
}

function sin(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180)
}
