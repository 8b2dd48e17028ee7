import { shade } from '../colour.ts'
import { flatFilm, softBlur } from './drawing.ts'
import type { Draw, Look } from './look.ts'
import { ellipse, tube } from './parts.ts'
import { drawPattern } from './pattern.ts'

function defs(look: Look, fallback: string): string {
  const accent = look.accent ?? shade(look.colour, -0.1)
  return `<defs>${drawPattern('cloth', look.pattern ?? fallback, { colour: look.colour, accent })}${flatFilm('face', 0.2)}${softBlur('soft', 16)}</defs>`
}

function piece(path: string, fill = 'url(#cloth)'): string {
  return `<path d="${path}" fill="${fill}"/><path d="${path}" fill="url(#face)"/>`
}

/** A knitted tie, laid in a loose loop at the neck. */
const tie: Draw = (look) => ({
  width: 620,
  height: 1240,
  body: [
    defs(look, 'knit'),
    tube('M250 190C150 60 220 20 310 20S470 60 370 190', shade(look.colour, -0.06), 62),
    piece('M330 250L430 1060H350L300 300Z', shade(look.colour, -0.1)),
    piece('M262 260H358L400 1180Q310 1200 222 1180Z'),
    `<path d="M262 262H358L364 330H256Z" fill="#1a120a" opacity=".24" filter="url(#soft)"/>`,
    piece('M232 150H388L362 270H258Z'),
  ].join(''),
})

/** A bathrobe with its belt tied. */
const robe: Draw = (look) => ({
  width: 1040,
  height: 1400,
  body: [
    defs(look, 'waffle'),
    piece('M280 120C190 150 140 240 110 380L30 900Q26 930 60 938L170 954Q196 956 200 930L290 600Z'),
    piece('M760 120C850 150 900 240 930 380L1010 900Q1014 930 980 938L870 954Q844 956 840 930L750 600Z'),
    `<path d="M400 70Q520 110 640 70L580 520H460Z" fill="${shade(look.colour, -0.22)}"/>`,
    piece('M280 120L400 70L540 560V1380H240Q214 1380 220 1350L270 640Q250 300 280 120Z'),
    piece('M760 120L640 70L500 560V1380H800Q826 1380 820 1350L770 640Q790 300 760 120Z'),
    `<path d="M392 66L512 560V1380" fill="none" stroke="${look.accent ?? shade(look.colour, -0.05)}" stroke-width="64"/><path d="M648 66L536 500" fill="none" stroke="${look.accent ?? shade(look.colour, -0.05)}" stroke-width="64"/>`,
    `<path d="M310 640C330 900 280 1200 290 1370M720 640C700 900 750 1200 740 1370" fill="none" stroke="#1a120a" stroke-opacity=".22" stroke-width="22" filter="url(#soft)"/>`,
    `<path d="M262 640H778V716H262Z" fill="${shade(look.colour, -0.07)}"/><path d="M262 640H778V656H262Z" fill="#fff" opacity=".3"/>`,
    tube('M530 690C560 800 540 900 566 990', shade(look.colour, -0.07), 54),
    tube('M500 690C470 790 500 860 470 930', shade(look.colour, -0.05), 54),
    `<rect x="462" y="636" width="104" height="90" rx="22" fill="${shade(look.colour, -0.04)}"/>`,
  ].join(''),
})

/** A pair of felt slippers seen from above. */
const slippers: Draw = (look) => {
  const sole =
    'M210 20C330 20 380 160 370 330C362 470 330 560 340 690C350 850 300 960 200 960S60 850 80 690C96 560 50 470 46 330C40 160 90 20 210 20Z'
  const upper =
    'M210 20C330 20 380 160 370 330C366 410 352 470 344 530C280 470 140 470 72 530C62 470 50 410 46 330C40 160 90 20 210 20Z'
  const one = [
    `<path d="${sole}" fill="${shade(look.colour, -0.2)}" transform="translate(10 16)"/><path d="${sole}" fill="${look.accent ?? '#8d8577'}"/><path d="${sole}" fill="url(#face)"/>`,
    `<path d="M72 530C140 470 280 470 344 530C330 620 300 580 208 580S90 620 72 530Z" fill="#1a120a" opacity=".35" filter="url(#soft)"/>`,
    piece(upper),
    `<path d="M72 530C140 470 280 470 344 530" fill="none" stroke="${shade(look.colour, -0.1)}" stroke-width="20"/><path d="M208 60V470" stroke="#1a120a" stroke-opacity=".16" stroke-width="8"/>`,
  ].join('')
  return {
    width: 920,
    height: 990,
    body: `${defs(look, 'linen')}<g transform="rotate(-5 200 500)">${one}</g><g transform="translate(910 0) scale(-1 1) rotate(-5 200 500)">${one}</g>`,
  }
}

/** A two-person tent with its door tied open. */
const tent: Draw = (look) => {
  const light = shade(look.colour, 0.06)
  return {
    width: 1500,
    height: 900,
    body: [
      `<defs>${flatFilm('face', 0.22)}${softBlur('soft', 22)}<linearGradient id="in" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${shade(look.colour, -0.36)}"/><stop offset="1" stop-color="${shade(look.colour, -0.2)}"/></linearGradient></defs>`,
      `<path d="M560 60L1180 150L1440 860H900Z" fill="${shade(look.colour, -0.1)}"/><path d="M560 60L1180 150L1440 860H900Z" fill="url(#face)"/>`,
      `<path d="M820 100Q960 520 1150 850" fill="none" stroke="#1a120a" stroke-opacity=".25" stroke-width="22" filter="url(#soft)"/>`,
      `<path d="M560 60L120 880H940Z" fill="${light}"/><path d="M560 60L120 880H940Z" fill="url(#face)"/>`,
      `<path d="M556 190L330 880H760Z" fill="url(#in)"/>`,
      `<path d="M556 190C600 420 700 640 800 880H730C690 640 610 480 548 330Z" fill="${shade(look.colour, -0.04)}"/><path d="M556 190C500 420 420 640 300 880H380C430 660 520 480 566 330Z" fill="${shade(look.colour, -0.02)}"/>`,
      ellipse([556, 190], [13, 13], `fill="${look.accent ?? '#c9b58a'}"`),
      `<path d="M560 60L40 880M1180 150L1490 880" stroke="${look.accent ?? '#c9b58a'}" stroke-width="6"/>`,
      tube('M560 64L1180 152', shade(look.colour, -0.16), 20),
    ].join(''),
  }
}

export const outfits: Record<string, Draw> = { tie, robe, slippers, tent }
