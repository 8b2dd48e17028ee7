import { round } from './drawing.ts'
import { drawMark } from './marks.ts'

/** A paper label: the mark of the house and two lines that stand for print. */
export interface Label {
  colour: string
  ink: string
  mark: string
  /** Shares of the height of the thing it is on. */
  from?: number
  to?: number
  /** Share of the visible width. */
  wide?: number
}

interface Round {
  centre: number
  roof: number
  tilt: number
  radiusAt: (y: number) => number
}

/** The label bent around a round thing. */
export function bendLabel(label: Label, at: Round): string {
  const from = label.from ?? 0.38
  const to = label.to ?? 0.8
  const wide = label.wide ?? 0.8
  const edge = (y: number) => ({ y: at.roof + y * 1000, rx: at.radiusAt(y) })
  const upper = edge(from)
  const lower = edge(to)
  const sag = (rx: number) => rx * at.tilt * Math.sqrt(1 - wide * wide)
  const corner = (side: number, where: { y: number; rx: number }) =>
    `${round(at.centre + side * where.rx * wide)} ${round(where.y + sag(where.rx))}`
  const path = [
    `M${corner(-1, upper)}`,
    `A${round(upper.rx)} ${round(upper.rx * at.tilt)} 0 0 0 ${corner(1, upper)}`,
    `L${corner(1, lower)}`,
    `A${round(lower.rx)} ${round(lower.rx * at.tilt)} 0 0 1 ${corner(-1, lower)}Z`,
  ].join('')
  const drop = ((upper.rx + lower.rx) / 2) * at.tilt
  return `<path d="${path}" fill="${label.colour}"/>${printOn(label, {
    x: at.centre,
    y: (upper.y + lower.y) / 2 + drop,
    width: Math.min(upper.rx, lower.rx) * 2 * wide,
    height: lower.y - upper.y,
  })}`
}

/** The label on a flat face. */
export function flatLabel(
  label: Label,
  box: { x: number; y: number; width: number; height: number },
): string {
  return `<rect x="${round(box.x - box.width / 2)}" y="${round(box.y - box.height / 2)}" width="${round(box.width)}" height="${round(box.height)}" rx="3" fill="${label.colour}"/>${printOn(label, box)}`
}

function printOn(label: Label, box: { x: number; y: number; width: number; height: number }): string {
  const size = Math.min(box.width * 0.34, box.height * 0.4)
  const line = (share: number, y: number, opacity: number) =>
    `<rect x="${round(box.x - (box.width * share) / 2)}" y="${round(y)}" width="${round(box.width * share)}" height="${round(Math.max(4, box.height * 0.022))}" fill="${label.ink}" opacity="${opacity}"/>`
  return [
    drawMark(label.mark, { x: box.x, y: box.y - box.height * 0.14, size, colour: label.ink }),
    line(0.5, box.y + box.height * 0.16, 0.9),
    line(0.34, box.y + box.height * 0.24, 0.6),
    line(0.2, box.y + box.height * 0.34, 0.45),
  ].join('')
}
