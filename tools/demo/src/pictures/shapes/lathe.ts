import { shade } from '../colour.ts'
import { randomFrom } from '../random.ts'
import { type Drawing, type Finish, round, roundFilm, softBlur } from './drawing.ts'
import { bendLabel, type Label } from './label.ts'
import { type Profile, profiles } from './profiles.ts'

/** A thing turned on a wheel or a lathe: seen from a little above, so circles are flat ellipses. */
export interface Lathe {
  profile: string
  colour: string
  finish?: Finish
  /** An open vessel shows its inside; the content fills it up to just under the rim. */
  open?: boolean
  content?: string
  /** A second colour from this share of the height down (positive) or up (negative). */
  dip?: { at: number; colour: string }
  bands?: { at: number; colour: string; thick?: number }[]
  ribs?: number
  speckles?: string
  label?: Label
  /** What stands inside a glass, up to a share of the height from below. */
  filled?: { level: number; colour: string }
  grain?: boolean
  /** Only the front: the next one of a pile stands in it. */
  nested?: boolean
}

const tilt = 0.17

export function drawLathe(spec: Lathe): Drawing {
  const profile = profiles[spec.profile]
  if (profile === undefined) throw new Error(`There is no profile "${spec.profile}"`)
  const high = 1000
  const widest = Math.max(...profile.map(([, radius]) => radius)) * high
  const [, top = 0] = profile[0] ?? []
  const [, bottom = 0] = profile.at(-1) ?? []
  const roof = top * high * tilt
  const frame = { width: round(widest * 2), height: round(high + roof + bottom * high * tilt) }
  const outline = outlineOf(profile, { high, centre: widest, roof, nested: spec.nested === true })
  const finish = spec.finish ?? 'matte'
  const body = [
    `<defs>${roundFilm('film', finish)}${roundFilm('filled', 'glaze')}${softBlur('soft', 16)}`,
    `<linearGradient id="weight" x1="0" y1="0" x2="0" y2="1"><stop offset=".55" stop-color="#1a120a" stop-opacity="0"/><stop offset="1" stop-color="#1a120a" stop-opacity=".22"/></linearGradient>`,
    `<linearGradient id="inside"><stop offset="0" stop-color="#120c08" stop-opacity=".5"/><stop offset="1" stop-color="#120c08" stop-opacity=".12"/></linearGradient>`,
    `<clipPath id="clip"><path d="${outline}"/></clipPath></defs>`,
    paint(spec, { profile, centre: widest, roof, outline }),
    spec.nested
      ? lip(spec, { centre: widest, roof, radius: top * high })
      : cover(spec, { centre: widest, roof, radius: top * high }),
  ]
  return { ...frame, body: body.join('') }
}

interface Body {
  profile: Profile
  centre: number
  roof: number
  outline: string
}

function paint(spec: Lathe, at: Body): string {
  const finish = spec.finish ?? 'matte'
  const glass = finish === 'glass'
  const fill = `fill="${spec.colour}"${glass ? ' fill-opacity=".3"' : ''}`
  const shine =
    (finish === 'glaze' || glass) && at.centre < 1100
      ? `<rect x="${at.centre * 0.42}" y="${at.roof + 90}" width="${at.centre * 0.13}" height="760" rx="40" fill="#fff" opacity=".42" filter="url(#soft)"/>`
      : ''
  return [
    `<path d="${at.outline}" ${fill}/>`,
    `<g clip-path="url(#clip)">`,
    spec.filled ? drawFilling(spec.filled, at) : '',
    spec.dip ? drawDip(spec.dip, at) : '',
    ...(spec.bands ?? []).map((band) => drawBand(band, at)),
    spec.grain ? drawGrain(at) : '',
    spec.speckles ? drawSpeckles(spec.speckles, at) : '',
    spec.ribs ? drawRibs(spec.ribs, at) : '',
    spec.label ? bendLabel(spec.label, { ...at, radiusAt: (y) => radiusAt(at.profile, y) * 1000, tilt }) : '',
    `<path d="${at.outline}" fill="url(#film)"/><path d="${at.outline}" fill="url(#weight)"/>${shine}</g>`,
  ].join('')
}

// The radius at a share of the height, between the points of the profile.
function radiusAt(profile: Profile, y: number): number {
  const index = profile.findIndex(([at]) => at >= y)
  const [y1, r1] = profile[Math.max(index, 1)] ?? profile.at(-1) ?? [1, 0]
  const [y0, r0] = profile[Math.max(index, 1) - 1] ?? [0, r1]
  return y1 === y0 ? r1 : r0 + ((r1 - r0) * (y - y0)) / (y1 - y0)
}

function ringAt(y: number, at: Body): { x: number; y: number; rx: number; ry: number } {
  const rx = radiusAt(at.profile, y) * 1000
  return { x: at.centre, y: at.roof + y * 1000, rx, ry: rx * tilt }
}

// The front half of a ring, from left to right.
function front(y: number, at: Body): string {
  const ring = ringAt(y, at)
  return `M${round(ring.x - ring.rx)} ${round(ring.y)}A${round(ring.rx)} ${round(ring.ry)} 0 0 0 ${round(ring.x + ring.rx)} ${round(ring.y)}`
}

function drawDip(dip: { at: number; colour: string }, at: Body): string {
  const share = Math.abs(dip.at)
  const edge = dip.at > 0 ? at.roof + 1400 : -200
  return `<path d="${front(share, at)}L${at.centre * 2 + 20} ${edge}L-20 ${edge}Z" fill="${dip.colour}"/>`
}

function drawBand(band: { at: number; colour: string; thick?: number }, at: Body): string {
  return `<path d="${front(band.at, at)}" fill="none" stroke="${band.colour}" stroke-width="${band.thick ?? 14}"/>`
}

function drawFilling(filled: { level: number; colour: string }, at: Body): string {
  const ring = ringAt(1 - filled.level, at)
  const surface = shade(filled.colour, 0.08)
  return [
    `<path d="${front(1 - filled.level, at)}L${at.centre * 2} ${at.roof + 1400}L0 ${at.roof + 1400}Z" fill="${filled.colour}" opacity=".92"/>`,
    `<ellipse cx="${ring.x}" cy="${ring.y}" rx="${ring.rx}" ry="${ring.ry}" fill="${surface}"/>`,
  ].join('')
}

function drawRibs(count: number, at: Body): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const turn = ((index + 0.5) / count) * Math.PI
    const x = at.centre - Math.cos(turn) * at.centre
    return `<path d="M${round(x)} 0V1400" stroke="#1a120a" stroke-opacity=".16" stroke-width="${round(3 + 12 * Math.sin(turn))}"/><path d="M${round(x + 9)} 0V1400" stroke="#fff" stroke-opacity=".14" stroke-width="7"/>`
  })
  return lines.join('')
}

function drawSpeckles(colour: string, at: Body): string {
  const random = randomFrom(colour + at.outline)
  const dots = Array.from({ length: 130 }, () => {
    const x = random() * at.centre * 2
    const y = random() * 1100
    return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(1.5 + random() * 4.5)}" opacity="${round(0.25 + random() * 0.5)}"/>`
  })
  return `<g fill="${colour}">${dots.join('')}</g>`
}

function drawGrain(at: Body): string {
  const random = randomFrom(at.outline)
  const lines = Array.from({ length: 16 }, () => {
    const x = random() * at.centre * 2
    const sway = (random() - 0.5) * 60
    return `<path d="M${round(x)} -20C${round(x + sway)} 400 ${round(x - sway)} 800 ${round(x + sway / 2)} 1300" stroke-width="${round(2 + random() * 7)}" opacity="${round(0.08 + random() * 0.14)}"/>`
  })
  return `<g fill="none" stroke="#3a1f0c">${lines.join('')}</g>`
}

function cover(spec: Lathe, at: Mouth): string {
  return spec.open ? rim(spec, at) : lidLine(spec, at)
}

// The bright edge of a vessel that another one stands in, with the shadow of that one below it.
function lip(spec: Lathe, { centre, roof, radius }: Mouth): string {
  const arc = `M${round(centre - radius)} ${round(roof)}A${round(radius)} ${round(radius * tilt)} 0 0 0 ${round(centre + radius)} ${round(roof)}`
  const thick = Math.max(9, radius * 0.03)
  return `<path d="${arc}" fill="none" stroke="${shade(spec.colour, 0.08)}" stroke-width="${round(thick)}"/><path d="${arc}" fill="none" stroke="#1a120a" stroke-opacity=".35" stroke-width="${round(thick * 0.6)}" transform="translate(0 ${-round(thick * 0.7)})"/>`
}

interface Mouth {
  centre: number
  roof: number
  radius: number
}

function rim(spec: Lathe, { centre, roof, radius }: Mouth): string {
  const glass = spec.finish === 'glass'
  const edge = Math.max(8, radius * 0.035)
  const inner = radius - edge
  const ellipse = (rx: number, extra: string) =>
    `<ellipse cx="${round(centre)}" cy="${round(roof)}" rx="${round(rx)}" ry="${round(rx * tilt)}" ${extra}/>`
  if (glass) {
    return ellipse(
      radius - 3,
      'fill="#ffffff" fill-opacity=".16" stroke="#ffffff" stroke-opacity=".75" stroke-width="5"',
    )
  }
  const content =
    spec.content === undefined
      ? ''
      : `<clipPath id="mouth">${ellipse(inner, '')}</clipPath><g clip-path="url(#mouth)"><ellipse cx="${round(centre)}" cy="${round(roof + inner * tilt * 0.42)}" rx="${round(inner)}" ry="${round(inner * tilt)}" fill="${spec.content}"/><ellipse cx="${round(centre - inner * 0.3)}" cy="${round(roof + inner * tilt * 0.2)}" rx="${round(inner * 0.5)}" ry="${round(inner * tilt * 0.3)}" fill="#fff" opacity=".1"/></g>`
  return [
    ellipse(radius, `fill="${shade(spec.colour, 0.06)}"`),
    ellipse(inner, `fill="${shade(spec.colour, radius > 1100 ? -0.02 : -0.1)}"`),
    ellipse(inner, `fill="url(#inside)"${radius > 1100 ? ' opacity=".4"' : ''}`),
    content,
  ].join('')
}

function lidLine(spec: Lathe, { centre, roof, radius }: Mouth): string {
  const colour = spec.dip && spec.dip.at < 0 ? spec.dip.colour : spec.colour
  if (radius < 20) return ''
  return `<ellipse cx="${round(centre)}" cy="${round(roof)}" rx="${round(radius)}" ry="${round(radius * tilt)}" fill="${shade(colour, 0.07)}"/><ellipse cx="${round(centre)}" cy="${round(roof)}" rx="${round(radius)}" ry="${round(radius * tilt)}" fill="url(#film)" opacity=".5"/>`
}

// Down the right side through the points, along the front of the foot, and up the left side.
function outlineOf(
  profile: Profile,
  at: { high: number; centre: number; roof: number; nested: boolean },
): string {
  const points = profile.map(([y, radius, corner]) => ({
    x: radius * at.high,
    y: at.roof + y * at.high,
    corner: corner === 1,
  }))
  const last = points.at(-1) ?? { x: 0, y: 0, corner: true }
  const first = points[0] ?? last
  const right = curve(points.map((point) => ({ ...point, x: at.centre + point.x })))
  const left = curve(points.map((point) => ({ ...point, x: at.centre - point.x })).reverse())
  return [
    `M${round(at.centre + first.x)} ${round(first.y)}`,
    right,
    `A${round(last.x)} ${round(last.x * tilt)} 0 0 1 ${round(at.centre - last.x)} ${round(last.y)}`,
    left,
    `A${round(first.x)} ${round(first.x * tilt)} 0 0 ${at.nested ? 0 : 1} ${round(at.centre + first.x)} ${round(first.y)}Z`,
  ].join('')
}

interface Point {
  x: number
  y: number
  corner: boolean
}

// A smooth line through the points, broken at corners. The handles are a third of their own stretch, so a
// short stretch beside a long one does not bulge.
function curve(points: Point[]): string {
  let path = ''
  for (let index = 0; index + 1 < points.length; index += 1) {
    const from = points[index] as Point
    const to = points[index + 1] as Point
    const reach = Math.hypot(to.x - from.x, to.y - from.y) / 3
    const leave = direction(from.corner ? from : (points[index - 1] ?? from), to)
    const arrive = direction(from, to.corner ? to : (points[index + 2] ?? to))
    path += `C${round(from.x + leave.x * reach)} ${round(from.y + leave.y * reach)} ${round(to.x - arrive.x * reach)} ${round(to.y - arrive.y * reach)} ${round(to.x)} ${round(to.y)}`
  }
  return path
}

function direction(from: { x: number; y: number }, to: { x: number; y: number }): { x: number; y: number } {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
}
