import { shade } from '../colour.ts'
import { type Drawing, round } from './drawing.ts'

/** A drawing set into another one: its names are made its own, so that two gradients never meet. */
export function nest(
  drawing: Drawing,
  place: { name: string; x: number; y: number; height: number },
): string {
  const scale = place.height / drawing.height
  const own = drawing.body
    .replaceAll(/id="([^"]+)"/g, `id="${place.name}-$1"`)
    .replaceAll(/url\(#([^)]+)\)/g, `url(#${place.name}-$1)`)
  return `<g transform="translate(${round(place.x - (drawing.width * scale) / 2)} ${round(place.y - place.height)}) scale(${round(scale * 1000) / 1000})">${own}</g>`
}

/** A round bar along a path: a handle, an arm, a cord. */
export function tube(path: string, colour: string, width: number): string {
  const line = (stroke: string, share: number, extra = '') =>
    `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${round(width * share)}" stroke-linecap="round" stroke-linejoin="round" ${extra}/>`
  const shift = round(width * 0.14)
  return [
    line(shade(colour, -0.12), 1),
    line(colour, 0.78),
    line(shade(colour, 0.12), 0.22, `transform="translate(-${shift} -${shift})" opacity=".8"`),
  ].join('')
}

/** A flat piece with a lit upper edge and a shaded lower one. */
export function panel(path: string, colour: string, edge = 5): string {
  return [
    `<path d="${path}" fill="${shade(colour, -0.12)}" transform="translate(0 ${edge})"/>`,
    `<path d="${path}" fill="${colour}"/>`,
    `<path d="${path}" fill="none" stroke="${shade(colour, 0.12)}" stroke-opacity=".5" stroke-width="2"/>`,
  ].join('')
}

/** A rectangle with round corners as a path. */
export function slab(x: number, y: number, size: { width: number; height: number; corner: number }): string {
  const { width, height, corner } = size
  return `M${round(x + corner)} ${round(y)}h${round(width - 2 * corner)}a${corner} ${corner} 0 0 1 ${corner} ${corner}v${round(height - 2 * corner)}a${corner} ${corner} 0 0 1-${corner} ${corner}h${round(-(width - 2 * corner))}a${corner} ${corner} 0 0 1-${corner}-${corner}v${round(-(height - 2 * corner))}a${corner} ${corner} 0 0 1 ${corner}-${corner}z`
}

export function ellipse(at: [x: number, y: number], size: [number, number], paint: string): string {
  return `<ellipse cx="${round(at[0])}" cy="${round(at[1])}" rx="${round(size[0])}" ry="${round(size[1])}" ${paint}/>`
}
