import { shade } from '../colour.ts'
import { flatFilm, round } from './drawing.ts'
import type { Draw } from './look.ts'
import { ellipse, slab, tube } from './parts.ts'
import { drawPattern } from './pattern.ts'

type Point = [x: number, y: number]

function cone([x, y]: Point, radius: number, colour: string): string {
  const rings = [
    [1, shade(colour, -0.1)],
    [0.93, '#1d1c1b'],
    [0.8, shade(colour, 0.02)],
    [0.5, '#151414'],
    [0.3, shade(colour, 0.1)],
  ] as const
  return `${rings.map(([share, fill]) => `<circle cx="${x}" cy="${y}" r="${round(radius * share)}" fill="${fill}"/>`).join('')}<path d="M${round(x - radius * 0.5)} ${round(y - radius * 0.42)}A${round(radius * 0.66)} ${round(radius * 0.66)} 0 0 1 ${round(x + radius * 0.2)} ${round(y - radius * 0.62)}" fill="none" stroke="#fff" stroke-opacity=".2" stroke-width="${round(radius * 0.07)}" stroke-linecap="round"/>`
}

function knob([x, y]: Point, radius: number, colour: string): string {
  return `<circle cx="${x + 3}" cy="${y + 6}" r="${radius}" fill="#000" opacity=".3"/><circle cx="${x}" cy="${y}" r="${radius}" fill="${shade(colour, -0.08)}"/><circle cx="${x - radius * 0.08}" cy="${y - radius * 0.1}" r="${round(radius * 0.82)}" fill="${shade(colour, 0.06)}"/><path d="M${x} ${y - radius * 0.3}V${y - radius * 0.8}" stroke="#fff" stroke-width="${round(radius * 0.12)}"/>`
}

function cabinet(width: number, height: number, colour: string): string {
  const front = slab(0, 40, { width, height, corner: 22 })
  return `<defs>${flatFilm('face', 0.18)}</defs><path d="M24 50L110 4H${width + 60}L${width - 10} 50Z" fill="${shade(colour, 0.08)}"/><path d="M${width - 24} 60L${width + 64} 10V${height - 30}L${width - 4} ${height + 20}Z" fill="${shade(colour, -0.14)}"/><path d="${front}" fill="${colour}"/><path d="${front}" fill="url(#face)"/>`
}

/** A cabinet with two cones; the accent is their colour. */
const speaker: Draw = (look) => ({
  width: 620,
  height: 960,
  body: `${cabinet(540, 900, look.colour)}${cone([270, 620], 210, look.accent ?? '#3a3836')}${cone([270, 250], 104, look.accent ?? '#3a3836')}<rect x="232" y="890" width="76" height="12" fill="${look.detail ?? '#b08d4f'}"/>`,
})

/** A small box to carry, cloth in front, a strap at the side. */
const portable: Draw = (look) => {
  const front = slab(40, 60, { width: 1020, height: 560, corner: 120 })
  const cloth = slab(76, 96, { width: 948, height: 488, corner: 96 })
  return {
    width: 1160,
    height: 640,
    body: [
      `<defs>${flatFilm('face', 0.24)}${drawPattern('cloth', 'plain', { colour: look.accent ?? shade(look.colour, -0.1), accent: '#000' })}</defs>`,
      tube('M1050 160C1170 170 1160 420 1090 470', look.detail ?? '#7a4f2c', 34),
      `<path d="${front}" fill="${look.colour}"/><path d="${cloth}" fill="url(#cloth)"/><path d="${front}" fill="url(#face)"/>`,
      `<path d="M160 60H700" stroke="#fff" stroke-opacity=".35" stroke-width="10" stroke-linecap="round"/>`,
      ...[420, 520, 620].map(
        (x) => `<rect x="${x}" y="34" width="60" height="26" rx="10" fill="${shade(look.colour, -0.12)}"/>`,
      ),
      `<rect x="120" y="530" width="90" height="12" rx="6" fill="${look.detail ?? '#b08d4f'}"/>`,
    ].join(''),
  }
}

const turntable: Draw = (look) => ({
  width: 1280,
  height: 700,
  body: [
    `<defs>${flatFilm('face', 0.2)}<radialGradient id="groove" cx=".4" cy=".35" r=".7"><stop offset="0" stop-color="#4a4846"/><stop offset=".5" stop-color="#1b1a1a"/><stop offset="1" stop-color="#0f0f10"/></radialGradient></defs>`,
    `<path d="M150 40H1130L1270 520H10Z" fill="${shade(look.colour, 0.06)}"/><path d="M10 520H1270V640Q1270 660 1250 660H30Q10 660 10 640Z" fill="${look.colour}"/><path d="M10 520H1270V640Q1270 660 1250 660H30Q10 660 10 640Z" fill="url(#face)"/>`,
    ellipse([560, 292], [412, 206], 'fill="#8d8a85"'),
    ellipse([560, 280], [404, 198], 'fill="url(#groove)"'),
    ...[360, 310, 260, 210].map((radius) =>
      ellipse(
        [560, 280],
        [radius, radius * 0.49],
        'fill="none" stroke="#fff" stroke-opacity=".07" stroke-width="4"',
      ),
    ),
    ellipse([560, 280], [130, 64], `fill="${look.accent ?? '#b3361f'}"`),
    ellipse([560, 280], [12, 6], 'fill="#eee"'),
    tube('M1060 130L1010 300L780 370', '#c9c6c0', 22),
    ellipse([1060, 140], [70, 36], 'fill="#7d7a76"'),
    ellipse([1060, 128], [62, 32], 'fill="#b9b5ae"'),
    ellipse([1110, 470], [44, 20], `fill="${look.detail ?? '#26231f'}"`),
    ...[130, 1090].map((x) => `<rect x="${x}" y="656" width="90" height="40" rx="12" fill="#1f1d1b"/>`),
  ].join(''),
})

/** An amplifier or recorder: a low cabinet with knobs; count says how many. */
const amplifier: Draw = (look) => {
  const count = look.count ?? 4
  const step = 760 / count
  return {
    width: 1180,
    height: 480,
    body: [
      cabinet(1100, 380, look.colour),
      `<rect x="50" y="84" width="1000" height="292" rx="14" fill="${look.accent ?? '#cfcac0'}"/><rect x="50" y="84" width="1000" height="12" rx="6" fill="#fff" opacity=".4"/>`,
      ...Array.from({ length: count }, (_, index) =>
        knob([round(170 + step / 2 + index * step), 230], index === 0 ? 96 : 54, look.detail ?? '#2b2927'),
      ),
      `<circle cx="990" cy="150" r="13" fill="#d9853b"/><rect x="962" y="280" width="56" height="26" rx="8" fill="${look.detail ?? '#2b2927'}"/>`,
      ...[110, 900].map((x) => `<rect x="${x}" y="418" width="110" height="40" rx="12" fill="#1f1d1b"/>`),
    ].join(''),
  }
}

const soundbar: Draw = (look) => ({
  width: 1400,
  height: 300,
  body: [
    `<defs>${flatFilm('face', 0.24)}${drawPattern('cloth', 'plain', { colour: look.accent ?? '#4a4a48', accent: '#000' })}</defs>`,
    `<path d="M60 60L120 10H1290L1340 60Z" fill="${shade(look.colour, 0.06)}"/>`,
    `<path d="${slab(20, 56, { width: 1360, height: 210, corner: 60 })}" fill="${look.colour}"/><path d="${slab(60, 78, { width: 1280, height: 166, corner: 50 })}" fill="url(#cloth)"/><path d="${slab(20, 56, { width: 1360, height: 210, corner: 60 })}" fill="url(#face)"/>`,
    `<rect x="660" y="150" width="80" height="16" rx="8" fill="${look.detail ?? '#b08d4f'}"/>`,
    ...[140, 1160].map((x) => `<rect x="${x}" y="262" width="100" height="30" rx="12" fill="#1f1d1b"/>`),
  ].join(''),
})

/** Two small earphones beside their round case. */
const earphones: Draw = (look) => {
  const bud = (x: number, y: number, flip: number) =>
    `<g transform="translate(${x} ${y}) scale(${flip} 1)"><path d="${slab(-34, 20, { width: 70, height: 230, corner: 35 })}" fill="${shade(look.colour, -0.1)}"/><ellipse cx="78" cy="24" rx="56" ry="66" fill="${look.detail ?? '#3a3836'}"/><circle r="92" fill="${look.colour}"/><circle r="92" fill="url(#face)"/><circle cx="-10" cy="-4" r="34" fill="${shade(look.colour, -0.16)}"/><path d="M-60-40A72 72 0 0 1 10-72" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="10" stroke-linecap="round"/></g>`
  return {
    width: 1180,
    height: 620,
    body: [
      `<defs>${flatFilm('face', 0.3)}</defs>`,
      `<path d="${slab(40, 210, { width: 620, height: 400, corner: 190 })}" fill="${look.accent ?? look.colour}"/><path d="${slab(40, 210, { width: 620, height: 400, corner: 190 })}" fill="url(#face)"/>`,
      `<path d="M44 350H656" stroke="#000" stroke-opacity=".3" stroke-width="7"/><circle cx="350" cy="420" r="12" fill="#bfe3d6"/><path d="M200 236H500" stroke="#fff" stroke-opacity=".4" stroke-width="12" stroke-linecap="round"/>`,
      bud(800, 330, 1),
      bud(1010, 370, -1),
    ].join(''),
  }
}

export const sound: Record<string, Draw> = { speaker, portable, turntable, amplifier, soundbar, earphones }
