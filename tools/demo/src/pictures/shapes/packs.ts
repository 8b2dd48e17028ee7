import { shade } from '../colour.ts'
import { type Drawing, flatFilm, round, roundFilm, softBlur } from './drawing.ts'
import { flatLabel } from './label.ts'
import type { Draw } from './look.ts'
import { drawMark } from './marks.ts'
import { ellipse, slab } from './parts.ts'
import { drawPattern } from './pattern.ts'

/** A bag with folded top, as coffee is sold. */
const pouch: Draw = (look) => {
  const body = 'M70 150C64 400 44 800 60 1130Q64 1180 120 1180H680Q736 1180 740 1130C756 800 736 400 730 150Z'
  const top = 'M70 150L86 40H714L730 150Z'
  return {
    width: 800,
    height: 1190,
    body: [
      `<defs>${roundFilm('film', 'paper')}${softBlur('soft', 14)}<clipPath id="clip"><path d="${body}"/></clipPath></defs>`,
      `<path d="${top}" fill="${shade(look.colour, 0.03)}"/><path d="${top}" fill="url(#film)"/>`,
      `<path d="M74 130H726V150H74Z" fill="#1a120a" opacity=".22"/>`,
      `<rect x="44" y="84" width="712" height="34" rx="8" fill="${look.accent ?? '#b9a06a'}"/><rect x="44" y="84" width="712" height="10" rx="5" fill="#fff" opacity=".25"/>`,
      `<path d="${body}" fill="${look.colour}"/><g clip-path="url(#clip)">`,
      look.dip ? `<rect y="${1190 * look.dip.at}" width="800" height="1200" fill="${look.dip.colour}"/>` : '',
      look.label ? flatLabel(look.label, { x: 400, y: 640, width: 430, height: 520 }) : '',
      `<path d="M150 160C170 420 120 800 160 1180" stroke="#fff" stroke-opacity=".35" stroke-width="34" fill="none" filter="url(#soft)"/>`,
      `<path d="M660 160C630 420 690 820 650 1180" stroke="#1a120a" stroke-opacity=".3" stroke-width="40" fill="none" filter="url(#soft)"/>`,
      `<path d="M60 1000C250 1080 550 1080 740 1000L740 1190H60Z" fill="#1a120a" opacity=".12" filter="url(#soft)"/></g>`,
      `<path d="${body}" fill="url(#film)"/>`,
    ].join(''),
  }
}

/** A box seen from a corner: front, side and top; size is width, height, depth. */
const box: Draw = (look) => {
  const [width, height, depth] = look.size ?? [700, 600, 220]
  const rise = depth * 0.42
  const run = depth * 0.62
  const front = `M10 ${round(rise)}H${width}V${round(rise + height)}H10Z`
  const side = `M${width} ${round(rise)}L${round(width + run)} 6V${round(6 + height * 0.97)}L${width} ${round(rise + height)}Z`
  const top = `M10 ${round(rise)}L${round(10 + run)} 6H${round(width + run)}L${width} ${round(rise)}Z`
  const join = 'stroke-width="10" stroke-linejoin="round"'
  const face = (path: string, colour: string) =>
    `<path d="${path}" fill="${colour}" stroke="${colour}" ${join}/>`
  const cover = look.pattern
    ? `<path d="${front}" fill="url(#cover)"/>`
    : look.dip
      ? `<path d="M5 ${round(rise + height * look.dip.at)}H${width + 2}V${round(rise + height + 5)}H5Z" fill="${look.dip.colour}"/>`
      : ''
  const lid = look.detail
    ? `<path d="M4 ${round(rise + height * 0.3)}H${width}L${round(width + run)} ${round(6 + height * 0.3)}" fill="none" stroke="${look.detail}" stroke-width="7"/>`
    : ''
  return {
    width: round(width + run + 10),
    height: round(rise + height + 6),
    body: [
      `<defs>${flatFilm('face', 0.14)}${look.pattern ? drawPattern('cover', look.pattern, { colour: look.colour, accent: look.accent ?? '#fff' }) : ''}</defs>`,
      face(top, shade(look.colour, 0.07)),
      face(side, shade(look.colour, -0.13)),
      face(front, look.colour),
      cover,
      lid,
      look.label
        ? flatLabel(look.label, {
            x: width / 2,
            y: rise + height / 2,
            width: width * (look.label.wide ?? 0.56),
            height: height * 0.62,
          })
        : '',
      look.mark && !look.label
        ? drawMark(look.mark, {
            x: width / 2,
            y: rise + height / 2,
            size: Math.min(width, height) * 0.42,
            colour: look.accent ?? '#fff',
          })
        : '',
      `<path d="${front}" fill="url(#face)"/>`,
    ].join(''),
  }
}

/** A bound book or notebook standing a little turned. The accent is the elastic or the spine cloth. */
const book: Draw = (look) => {
  const [width, height, depth] = look.size ?? [620, 860, 90]
  const run = depth * 0.7
  const cover = slab(run, 0, { width, height, corner: 16 })
  return {
    width: width + run,
    height: height + 16,
    body: [
      `<defs>${flatFilm('face', 0.18)}${look.pattern ? drawPattern('cover', look.pattern, { colour: look.colour, accent: look.accent ?? '#fff' }) : ''}<clipPath id="clip"><path d="${cover}"/></clipPath></defs>`,
      `<path d="M0 30L${run + 20} 6V${height}L0 ${height + 14}Z" fill="${shade(look.colour, -0.14)}"/>`,
      `<path d="M${run * 0.3} ${height - 2}L${run + 8} ${height - 16}H${width + run - 6}V${height + 6}H${run}Z" fill="#efe6d4"/>`,
      `<path d="${cover}" fill="${look.pattern ? 'url(#cover)' : look.colour}"/><g clip-path="url(#clip)">`,
      look.dip
        ? `<rect x="${run}" width="${width * look.dip.at}" height="${height}" fill="${look.dip.colour}"/>`
        : '',
      `<rect x="${run}" width="26" height="${height}" fill="#1a120a" opacity=".14"/>`,
      look.detail
        ? `<rect x="${run + width * 0.84}" width="20" height="${height}" fill="${look.detail}"/><rect x="${run + width * 0.84}" width="5" height="${height}" fill="#fff" opacity=".2"/>`
        : '',
      look.label
        ? flatLabel(look.label, {
            x: run + width / 2,
            y: height * 0.36,
            width: width * 0.5,
            height: height * 0.3,
          })
        : '',
      look.mark && !look.label
        ? drawMark(look.mark, {
            x: run + width / 2,
            y: height * 0.42,
            size: width * 0.3,
            colour: look.accent ?? '#d9c48a',
          })
        : '',
      `<path d="${cover}" fill="url(#face)"/></g>`,
    ].join(''),
  }
}

/** Sheets lying in a pile, seen from above at a slant; the detail is a paper band around them. */
const sheets: Draw = (look) => {
  const count = look.count ?? 5
  const sheet = (y: number, colour: string) =>
    `<path d="M${150} ${y}H${1050}L${1190} ${y + 400}H${10}Z" fill="${colour}"/>`
  const layers = Array.from({ length: count }, (_, index) => {
    const y = 20 + (count - 1 - index) * 16
    const tone = index % 2 === 0 ? shade(look.colour, -0.07) : shade(look.colour, -0.02)
    return sheet(y + 8, shade(tone, -0.06)) + sheet(y, tone)
  })
  return {
    width: 1200,
    height: 440 + count * 16,
    body: [
      `<defs>${flatFilm('face', 0.14)}${look.pattern ? drawPattern('print', look.pattern, { colour: look.colour, accent: look.accent ?? '#333' }) : ''}</defs>`,
      ...layers,
      sheet(14, look.pattern ? 'url(#print)' : look.colour),
      look.detail
        ? `<path d="M112 140H1086L1124 246H76Z" fill="${look.detail}"/><path d="M76 246H1124V${250 + count * 12}H76Z" fill="${shade(look.detail, -0.1)}"/>`
        : '',
      look.mark
        ? `<g transform="translate(600 195) scale(1 .5)">${drawMark(look.mark, { x: 0, y: 0, size: 150, colour: look.accent ?? '#333' })}</g>`
        : '',
      sheet(14, 'url(#face)'),
    ].join(''),
  }
}

/** A bar with soft edges and a stamp: soap, wax, butter. */
const bar: Draw = (look) => {
  const shapeOf = (y: number) => slab(20, y, { width: 860, height: 360, corner: 80 })
  return {
    width: 900,
    height: 560,
    body: [
      `<defs>${flatFilm('face', 0.26)}${softBlur('soft', 10)}</defs>`,
      `<path d="${shapeOf(180)}" fill="${shade(look.colour, -0.1)}"/><path d="${slab(20, 80, { width: 860, height: 420, corner: 80 })}" fill="${shade(look.colour, -0.06)}"/>`,
      `<path d="${shapeOf(20)}" fill="${look.colour}"/><path d="${shapeOf(20)}" fill="url(#face)"/>`,
      look.dip
        ? `<path d="M300 20H600V380H300Z" fill="${look.dip.colour}"/><path d="M300 380H600V500H300Z" fill="${shade(look.dip.colour, -0.08)}"/>`
        : '',
      look.mark
        ? `<g transform="translate(2 5)" opacity=".5">${drawMark(look.mark, { x: 450, y: 200, size: 190, colour: '#ffffff' })}</g>${drawMark(look.mark, { x: 450, y: 200, size: 190, colour: look.accent ?? shade(look.colour, -0.16) })}`
        : '',
      `<path d="M90 60H700" stroke="#fff" stroke-opacity=".4" stroke-width="16" stroke-linecap="round" filter="url(#soft)"/>`,
    ].join(''),
  }
}

/** A round block with a flat top: cheese of soap, puck, tin seen from the side. */
const disc: Draw = (look): Drawing => ({
  width: 1000,
  height: 560,
  body: [
    `<defs>${roundFilm('film', look.finish ?? 'matte')}${flatFilm('face', 0.2)}</defs>`,
    `<path d="M20 190V370A480 170 0 0 0 980 370V190Z" fill="${shade(look.colour, -0.04)}"/><path d="M20 190V370A480 170 0 0 0 980 370V190Z" fill="url(#film)"/>`,
    ellipse([500, 190], [480, 170], `fill="${shade(look.colour, 0.05)}"`),
    look.accent ? ellipse([500, 190], [360, 126], `fill="${look.accent}"`) : '',
    look.mark
      ? `<g transform="translate(500 190) scale(1 .38)">${drawMark(look.mark, { x: 0, y: 0, size: 330, colour: look.detail ?? shade(look.colour, -0.2) })}</g>`
      : '',
    ellipse([500, 190], [480, 170], 'fill="url(#face)"'),
  ].join(''),
})

export const packs: Record<string, Draw> = { pouch, box, book, sheets, bar, disc }
