import { shade } from '../colour.ts'
import { flatFilm, softBlur } from './drawing.ts'
import type { Draw, Look } from './look.ts'
import { drawMark } from './marks.ts'
import { tube } from './parts.ts'
import { drawPattern } from './pattern.ts'

function defs(look: Look, fallback: string): string {
  const accent = look.accent ?? shade(look.colour, -0.1)
  return `<defs>${drawPattern('cloth', look.pattern ?? fallback, { colour: look.colour, accent })}${drawPattern('edge', 'rib', { colour: look.detail ?? look.colour, accent })}${flatFilm('face', 0.2)}${softBlur('soft', 16)}</defs>`
}

function piece(path: string, fill = 'url(#cloth)'): string {
  return `<path d="${path}" fill="${fill}"/><path d="${path}" fill="url(#face)"/>`
}

function creases(paths: string[]): string {
  return paths
    .map(
      (path) =>
        `<path d="${path}" fill="none" stroke="#1a120a" stroke-opacity=".26" stroke-width="20" filter="url(#soft)"/>`,
    )
    .join('')
}

const leftSleeve = 'M270 120C190 150 150 220 120 340L30 880Q26 910 60 916L150 930Q176 932 180 905L270 560Z'
const rightSleeve =
  'M730 120C810 150 850 220 880 340L970 880Q974 910 940 916L850 930Q824 932 820 905L730 560Z'
const trunk =
  'M270 120L390 70Q500 130 610 70L730 120Q770 180 760 300V960Q760 980 740 980H260Q240 980 240 960V300Q230 180 270 120Z'

const sweater: Draw = (look) => ({
  width: 1000,
  height: 1060,
  body: [
    defs(look, 'knit'),
    piece(leftSleeve),
    piece(rightSleeve),
    piece('M34 850L24 930Q22 960 54 964L140 974Q170 976 174 948L186 870Z', 'url(#edge)'),
    piece('M966 850L976 930Q978 960 946 964L860 974Q830 976 826 948L814 870Z', 'url(#edge)'),
    piece(trunk),
    creases([
      'M262 420C300 600 270 800 262 950',
      'M738 420C700 600 730 800 738 950',
      'M300 880C420 840 560 900 700 860',
    ]),
    piece('M240 940H760V1030Q760 1050 740 1050H260Q240 1050 240 1030Z', 'url(#edge)'),
    `<path d="M384 74Q500 140 616 74L600 40Q500 90 400 40Z" fill="${shade(look.colour, -0.2)}"/>`,
    `<path d="M378 76Q500 190 622 76" fill="none" stroke="${shade(look.detail ?? look.colour, 0.02)}" stroke-width="40"/><path d="M378 76Q500 190 622 76" fill="none" stroke="#1a120a" stroke-opacity=".16" stroke-width="40" stroke-dasharray="4 9"/>`,
  ].join(''),
})

/** Open in front with buttons; without sleeves it is a waistcoat (count 0). */
const cardigan: Draw = (look) => ({
  width: 1000,
  height: 1060,
  body: [
    defs(look, 'knit'),
    look.count === 0 ? '' : piece(leftSleeve) + piece(rightSleeve),
    look.count === 0
      ? ''
      : piece('M34 850L24 930Q22 960 54 964L140 974Q170 976 174 948L186 870Z', 'url(#edge)') +
        piece('M966 850L976 930Q978 960 946 964L860 974Q830 976 826 948L814 870Z', 'url(#edge)'),
    `<path d="M390 70Q500 110 610 70L560 420H440Z" fill="${shade(look.colour, -0.24)}"/>`,
    piece('M270 120L390 70L505 480V1050H260Q240 1050 240 1030V300Q230 180 270 120Z'),
    piece('M730 120L610 70L495 480V1050H740Q760 1050 760 1030V300Q770 180 730 120Z'),
    creases(['M300 420C330 640 290 820 300 1000', 'M700 420C670 640 710 820 700 1000']),
    `<path d="M384 66L500 470V1050" fill="none" stroke="${look.detail ?? shade(look.colour, -0.06)}" stroke-width="44"/><path d="M616 66L520 420" fill="none" stroke="${look.detail ?? shade(look.colour, -0.06)}" stroke-width="44"/>`,
    ...[520, 640, 760, 880, 1000].map(
      (y) =>
        `<circle cx="500" cy="${y}" r="17" fill="${look.accent ?? '#5a3d26'}"/><circle cx="496" cy="${y - 5}" r="6" fill="#fff" opacity=".35"/>`,
    ),
  ].join(''),
})

const beanie: Draw = (look) => ({
  width: 900,
  height: 760,
  body: [
    defs(look, 'knit'),
    piece('M90 560C70 240 240 60 450 60S830 240 810 560Z'),
    creases(['M260 520C250 330 320 180 430 80', 'M640 520C650 330 580 180 470 80']),
    piece('M60 500Q450 440 840 500V700Q838 730 800 736Q450 690 100 736Q62 730 60 700Z', 'url(#edge)'),
    `<path d="M70 506Q450 446 830 506" fill="none" stroke="#fff" stroke-opacity=".3" stroke-width="10"/>`,
    look.mark
      ? `<rect x="410" y="560" width="80" height="96" fill="${look.accent ?? '#efe6d4'}"/>${drawMark(look.mark, { x: 450, y: 608, size: 54, colour: '#3a2c20' })}`
      : '',
  ].join(''),
})

const mittens: Draw = (look) => {
  const mitten =
    'M120 560C90 380 110 90 260 90S420 330 400 440L470 360C520 310 590 370 550 440L400 640V720H120Z'
  const cuff = 'M110 690H410V880Q410 900 390 900H130Q110 900 110 880Z'
  const one = piece(mitten) + piece(cuff, 'url(#edge)')
  return {
    width: 1060,
    height: 920,
    body: `${defs(look, 'fair')}<g transform="translate(1040 16) scale(-1 1)">${one}</g>${one}`,
  }
}

/** A carrier bag of cloth with two long handles. */
const tote: Draw = (look) => {
  const body = 'M130 380H770L820 1120Q822 1150 790 1150H110Q78 1150 80 1120Z'
  return {
    width: 900,
    height: 1160,
    body: [
      defs(look, 'linen'),
      tube('M300 400C290 60 610 60 600 400', shade(look.detail ?? look.colour, -0.08), 44),
      `<path d="M130 380Q450 430 770 380L764 440H136Z" fill="${shade(look.colour, -0.2)}"/>`,
      piece(body),
      look.dip
        ? `<path d="M104 780H797L820 1120Q822 1150 790 1150H110Q78 1150 80 1120Z" fill="${look.dip.colour}"/>`
        : '',
      creases([
        'M200 420C240 700 160 900 190 1120',
        'M700 420C660 700 740 900 710 1120',
        'M140 1080C400 1030 560 1110 770 1060',
      ]),
      tube('M270 560V400C262 20 638 20 630 400V560', look.detail ?? look.colour, 44),
      look.mark ? drawMark(look.mark, { x: 450, y: 780, size: 220, colour: look.accent ?? '#3a2c20' }) : '',
    ].join(''),
  }
}

const apron: Draw = (look) => ({
  width: 900,
  height: 1160,
  body: [
    defs(look, 'linen'),
    tube('M320 130C300 -20 600 -20 580 130', look.detail ?? look.colour, 26),
    tube('M110 460C40 470 20 560 60 640', look.detail ?? look.colour, 22),
    tube('M790 460C860 470 880 560 840 640', look.detail ?? look.colour, 22),
    piece(
      'M300 110H600Q640 330 800 440L820 1110Q820 1140 790 1140H110Q80 1140 80 1110L100 440Q260 330 300 110Z',
    ),
    piece('M240 640H660V860Q660 890 630 890H270Q240 890 240 860Z'),
    `<path d="M240 640H660M450 640V890" stroke="#1a120a" stroke-opacity=".25" stroke-width="6"/>`,
    creases(['M300 300C330 520 250 900 280 1120', 'M610 300C580 520 660 900 640 1120']),
  ].join(''),
})

export const garments: Record<string, Draw> = { sweater, cardigan, beanie, mittens, tote, apron }
