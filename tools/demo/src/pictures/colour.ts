// OKLCH arithmetic: equal steps look equal, so a colour can be darkened or moved to another hue without
// turning muddy.

export interface Lch {
  l: number
  c: number
  h: number
}

export function toLch(r: number, g: number, b: number): Lch {
  const lr = toLinear(r)
  const lg = toLinear(g)
  const lb = toLinear(b)
  const l = Math.cbrt(0.4122214708 * lr + 0.5363325363 * lg + 0.0514459929 * lb)
  const m = Math.cbrt(0.2119034982 * lr + 0.6806995451 * lg + 0.1073969566 * lb)
  const s = Math.cbrt(0.0883024619 * lr + 0.2817188376 * lg + 0.6299787005 * lb)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(a, bb),
    h: (Math.atan2(bb, a) * 180) / Math.PI,
  }
}

export function toRgb({ l, c, h }: Lch): [number, number, number] {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const ll = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const mm = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const ss = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    toByte(4.0767416621 * ll - 3.3077115913 * mm + 0.2309699292 * ss),
    toByte(-1.2684380046 * ll + 2.6097574011 * mm - 0.3413193965 * ss),
    toByte(-0.0041960863 * ll - 0.7034186147 * mm + 1.707614701 * ss),
  ]
}

export function parseHex(hex: string): Lch {
  const value = Number.parseInt(hex.slice(1), 16)
  return toLch((value >> 16) & 255, (value >> 8) & 255, value & 255)
}

function toHex(colour: Lch): string {
  return `#${toRgb(colour)
    .map((part) => part.toString(16).padStart(2, '0'))
    .join('')}`
}

/** The same colour, lighter (above zero) or darker (below), a little less or more saturated with it. */
export function shade(hex: string, lightness: number): string {
  const { l, c, h } = parseHex(hex)
  return toHex({ l: clamp(l + lightness, 0.05, 0.99), c: c * (1 - Math.max(0, lightness)), h })
}

function toLinear(byte: number): number {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function toByte(linear: number): number {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.max(linear, 0) ** (1 / 2.4) - 0.055
  return Math.round(clamp(value, 0, 1) * 255)
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
