import { shade } from '../colour.ts'
import { flatFilm, round, softBlur } from './drawing.ts'
import type { Draw, Look } from './look.ts'
import { drawMark } from './marks.ts'
import { ellipse, slab } from './parts.ts'
import { drawPattern } from './pattern.ts'

function cloth(look: Look): string {
  return drawPattern('cloth', look.pattern ?? 'linen', {
    colour: look.colour,
    accent: look.accent ?? shade(look.colour, -0.15),
  })
}

/** Cloth folded and piled, the folds to the front. */
const folded: Draw = (look) => {
  const count = look.count ?? 3
  const thick = look.size?.[1] ?? 130
  const width = look.size?.[0] ?? 1040
  const layers = Array.from({ length: count }, (_, index) => {
    const inset = ((index * 37) % 23) - 8
    const y = (count - 1 - index) * (thick - 6) + 150
    const path = slab(20 + inset, y, { width: width - 40, height: thick, corner: Math.min(58, thick / 2) })
    const other = index % 2 === 1 && look.detail !== undefined
    const fill = other ? look.detail : 'url(#cloth)'
    return [
      `<path d="${path}" fill="${fill}"/><path d="${path}" fill="url(#fold)"/>`,
      `<path d="M${80 + inset} ${round(y + thick * 0.52)}H${width - 60 + inset}" stroke="#1a120a" stroke-opacity=".22" stroke-width="5" stroke-linecap="round"/>`,
    ].join('')
  })
  const top = `M${150} 30H${width - 150}Q${width - 60} 30 ${width - 34} 175H34Q60 30 150 30Z`
  return {
    width,
    height: 150 + count * (thick - 6) + 10,
    body: [
      `<defs>${cloth(look)}${softBlur('soft', 10)}<linearGradient id="fold" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".24"/><stop offset=".45" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#1a120a" stop-opacity=".36"/></linearGradient>${flatFilm('face', 0.2)}</defs>`,
      ...layers,
      `<path d="${top}" fill="url(#cloth)"/><path d="${top}" fill="#fff" opacity=".1"/><path d="${top}" fill="url(#face)"/>`,
      look.label
        ? `<rect x="${width * 0.44}" y="196" width="${width * 0.12}" height="96" fill="${look.label.colour}"/>${drawMark(look.label.mark, { x: width / 2, y: 244, size: 60, colour: look.label.ink })}`
        : '',
    ].join(''),
  }
}

/** Rolled cloth or a mat, the end towards us; the accent is a band. */
const roll: Draw = (look) => {
  const spiral = Array.from({ length: 5 }, (_, index) =>
    ellipse(
      [235, 260],
      [200 - index * 38, 210 - index * 40],
      `fill="none" stroke="${shade(look.colour, -0.18)}" stroke-width="7"`,
    ),
  )
  return {
    width: 1240,
    height: 520,
    body: [
      `<defs>${cloth(look)}<linearGradient id="round" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#1a120a" stop-opacity=".1"/><stop offset=".22" stop-color="#fff" stop-opacity=".26"/><stop offset=".6" stop-color="#1a120a" stop-opacity=".06"/><stop offset="1" stop-color="#1a120a" stop-opacity=".44"/></linearGradient>${flatFilm('face', 0.22)}</defs>`,
      `<path d="M235 30H1090A130 230 0 0 1 1090 490H235Z" fill="url(#cloth)"/>`,
      look.detail
        ? `<path d="M560 30h60a130 230 0 0 1 0 460h-60a130 230 0 0 0 0-460Z" fill="${look.detail}"/><path d="M900 30h60a130 230 0 0 1 0 460h-60a130 230 0 0 0 0-460Z" fill="${look.detail}"/>`
        : '',
      `<path d="M235 30H1090A130 230 0 0 1 1090 490H235Z" fill="url(#round)"/>`,
      ellipse([235, 260], [220, 230], `fill="${look.colour}"`),
      ellipse([235, 260], [220, 230], 'fill="url(#face)"'),
      ...spiral,
    ].join(''),
  }
}

const cushion: Draw = (look) => {
  const path =
    'M60 70C200 120 800 120 940 70C900 220 900 740 950 900C800 860 200 860 50 900C100 740 100 220 60 70Z'
  return {
    width: 1000,
    height: 930,
    body: [
      `<defs>${cloth(look)}${softBlur('soft', 40)}<radialGradient id="puff" cx=".38" cy=".32" r=".75"><stop offset="0" stop-color="#fff" stop-opacity=".3"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#1a120a" stop-opacity=".42"/></radialGradient><clipPath id="clip"><path d="${path}"/></clipPath></defs>`,
      `<path d="${path}" fill="url(#cloth)"/><path d="${path}" fill="url(#puff)"/>`,
      `<g clip-path="url(#clip)" filter="url(#soft)" stroke="#1a120a" stroke-opacity=".3" stroke-width="24" fill="none"><path d="M70 80L260 260M930 80L760 240M60 890L250 720M940 890L760 730"/></g>`,
      look.detail ? `<path d="${path}" fill="none" stroke="${look.detail}" stroke-width="12"/>` : '',
    ].join(''),
  }
}

/** A throw hung over an invisible rail, with a fringe. */
const throwOver: Draw = (look) => {
  const back = 'M150 60H860V620H150Z'
  const front = 'M90 90Q110 40 190 40H820Q900 40 920 100L950 1040H60Z'
  const fringe = Array.from(
    { length: 38 },
    (_, index) => `M${70 + index * 23.4} 1036v${54 + ((index * 7) % 13)}`,
  ).join('')
  const folds = [230, 420, 640, 800].map(
    (x, index) =>
      `<path d="M${x} 120C${x - 20} 400 ${x + 26} 760 ${x - 10 + index * 6} 1036" stroke="${index % 2 ? '#fff' : '#1a120a'}" stroke-opacity=".22" stroke-width="44" fill="none" filter="url(#soft)"/>`,
  )
  return {
    width: 1000,
    height: 1110,
    body: [
      `<defs>${cloth(look)}${softBlur('soft', 18)}${flatFilm('face', 0.2)}<clipPath id="clip"><path d="${front}"/></clipPath></defs>`,
      `<path d="${back}" fill="${shade(look.colour, -0.2)}"/>`,
      `<path d="${fringe}" stroke="${look.detail ?? look.colour}" stroke-width="10" stroke-linecap="round"/>`,
      `<path d="${front}" fill="url(#cloth)"/><g clip-path="url(#clip)">${folds.join('')}<rect y="30" width="1000" height="60" fill="#fff" opacity=".25" filter="url(#soft)"/></g><path d="${front}" fill="url(#face)"/>`,
    ].join(''),
  }
}

export const textiles: Record<string, Draw> = { folded, roll, cushion, throw: throwOver }
