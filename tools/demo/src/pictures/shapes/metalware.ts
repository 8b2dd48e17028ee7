import { shade } from '../colour.ts'
import { roundFilm } from './drawing.ts'
import { drawLathe } from './lathe.ts'
import type { Draw } from './look.ts'
import { ellipse, nest, panel, slab, tube } from './parts.ts'

const moka: Draw = (look) => {
  const base = drawLathe({ profile: 'moka', colour: look.colour, finish: 'metal', ribs: 5 })
  const lid = drawLathe({ profile: 'coneshade', colour: look.colour, finish: 'metal', ribs: 5 })
  return {
    width: 900,
    height: 1130,
    body: [
      tube('M600 300L780 330C810 340 800 520 760 660', look.accent ?? '#26231f', 58),
      `<path d="M215 300L110 262L205 400Z" fill="${shade(look.colour, -0.06)}"/>`,
      nest(base, { name: 'b', x: 420, y: 1130, height: 900 }),
      nest(lid, { name: 'l', x: 420, y: 330, height: 150 }),
      nest(drawLathe({ profile: 'knob', colour: look.accent ?? '#26231f' }), {
        name: 'k',
        x: 420,
        y: 200,
        height: 90,
      }),
    ].join(''),
  }
}

/** A kettle with a long thin spout (accent: handle and knob). */
const kettle: Draw = (look) => {
  const grip = look.accent ?? '#26231f'
  const body = drawLathe({ profile: 'kettle', finish: 'metal', ...look })
  return {
    width: 1320,
    height: 960,
    body: [
      tube('M420 850C120 860 300 380 90 300', look.colour, 40),
      tube('M860 430C1120 330 1180 470 1140 760', grip, 62),
      nest(body, { name: 'b', x: 640, y: 960, height: 640 }),
      nest(drawLathe({ profile: 'lid', colour: look.colour, finish: look.finish ?? 'metal' }), {
        name: 'l',
        x: 640,
        y: 392,
        height: 92,
      }),
      nest(drawLathe({ profile: 'knob', colour: grip }), { name: 'k', x: 640, y: 320, height: 84 }),
    ].join(''),
  }
}

/** A hand grinder with a crank on top; the accent is the wooden ball. */
const grinder: Draw = (look) => {
  const body = drawLathe({
    profile: 'drum',
    colour: look.colour,
    finish: look.finish ?? 'metal',
    bands: [{ at: 0.42, colour: shade(look.colour, -0.2), thick: 10 }],
    ...(look.label ? { label: look.label } : {}),
  })
  return {
    width: 760,
    height: 1240,
    body: [
      `<g transform="translate(70 300) scale(.42 .8)">${body.body}</g>`,
      tube('M280 300V250L600 220', '#8d8a85', 30),
      nest(drawLathe({ profile: 'ball', colour: look.accent ?? '#7a4f2c' }), {
        name: 'k',
        x: 620,
        y: 232,
        height: 130,
      }),
    ].join(''),
  }
}

/** A pan from above at a slant, handle to the lower right. */
const pan: Draw = (look) => {
  const dark = shade(look.colour, -0.08)
  const light = shade(look.colour, 0.08)
  return {
    width: 1480,
    height: 860,
    body: [
      `<defs><linearGradient id="bed" x1="0" y1="0" x2=".7" y2="1"><stop offset="0" stop-color="${shade(look.colour, -0.1)}"/><stop offset="1" stop-color="${light}"/></linearGradient></defs>`,
      tube('M900 600L1400 790', look.accent ?? look.colour, 74),
      `<path d="M60 370C70 600 260 730 520 730S970 600 980 370Z" fill="${dark}"/>`,
      ellipse([520, 370], [462, 300], `fill="${light}"`),
      ellipse([520, 374], [438, 280], `fill="${dark}"`),
      ellipse([520, 396], [400, 246], 'fill="url(#bed)"'),
      `<path d="M190 330C240 200 420 150 560 160" fill="none" stroke="#fff" stroke-opacity=".22" stroke-width="16" stroke-linecap="round"/>`,
    ].join(''),
  }
}

/** A square pan for rolled omelettes, or any oblong tin; the accent is the handle. */
const tinform: Draw = (look) => ({
  width: 1400,
  height: 620,
  body: [
    `<defs><linearGradient id="bed" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${shade(look.colour, -0.16)}"/><stop offset="1" stop-color="${shade(look.colour, 0.02)}"/></linearGradient>${roundFilm('film', 'metal')}</defs>`,
    look.accent === undefined ? '' : tube('M1000 330L1360 250', look.accent, 66),
    `<path d="M60 210L140 560Q150 610 200 610H900Q950 610 960 560L1040 210Z" fill="${look.colour}"/>`,
    `<path d="M60 210L140 560Q150 610 200 610H900Q950 610 960 560L1040 210Z" fill="url(#film)" opacity=".5"/>`,
    `<path d="M60 210L190 60H910L1040 210Z" fill="${shade(look.colour, 0.1)}"/>`,
    `<path d="M96 204L208 76H892L1004 204Z" fill="url(#bed)"/>`,
  ].join(''),
})

/** A flat scale with a small display. */
const scale: Draw = (look) => ({
  width: 1200,
  height: 470,
  body: [
    panel('M110 60H1090L1190 400Q1192 430 1160 430H40Q8 430 10 400Z', look.colour, 34),
    `<path d="M200 100H1000L1060 300H140Z" fill="${look.accent ?? shade(look.colour, 0.1)}"/>`,
    `<path d="M200 100H1000L1008 126H192Z" fill="#fff" opacity=".25"/>`,
    `<path d="M430 336H770L778 396H422Z" fill="#15181a"/><g fill="#bfe3d6"><rect x="520" y="352" width="26" height="30" rx="4"/><rect x="560" y="352" width="26" height="30" rx="4"/><rect x="606" y="374" width="8" height="8"/><rect x="630" y="352" width="26" height="30" rx="4"/></g>`,
  ].join(''),
})

const wateringCan: Draw = (look) => {
  const body = drawLathe({
    profile: 'stockpot',
    colour: look.colour,
    finish: look.finish ?? 'metal',
    open: true,
    ...(look.bands ? { bands: look.bands } : {}),
  })
  return {
    width: 1400,
    height: 1000,
    body: [
      tube('M520 840L150 330', look.colour, 50),
      `<path d="M70 300L230 240L196 330L120 360Z" fill="${shade(look.colour, -0.08)}"/>`,
      ellipse([150, 270], [90, 30], `fill="${shade(look.colour, 0.08)}" transform="rotate(-20 150 270)"`),
      tube('M560 330C600 60 860 60 900 330', look.accent ?? look.colour, 36),
      tube('M1010 460C1260 430 1240 800 1010 800', look.accent ?? look.colour, 40),
      nest(body, { name: 'b', x: 740, y: 1000, height: 720 }),
    ].join(''),
  }
}

/** A bottle for the road with a loop on its stopper. */
const flask: Draw = (look) => {
  const body = drawLathe({
    profile: 'flask',
    finish: 'matte',
    ...look,
    dip: { at: -0.105, colour: look.accent ?? '#26231f' },
  })
  return {
    width: 420,
    height: 1120,
    body:
      tube('M130 160C130 20 290 20 290 160', look.accent ?? '#26231f', 30) +
      nest(body, { name: 'b', x: 210, y: 1120, height: 1000 }),
  }
}

/** A torch lying on its side. */
const torch: Draw = (look) => ({
  width: 1200,
  height: 330,
  body: [
    `<defs><linearGradient id="film" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity=".3"/><stop offset=".25" stop-color="#fff" stop-opacity=".4"/><stop offset=".5" stop-color="#000" stop-opacity=".05"/><stop offset="1" stop-color="#000" stop-opacity=".5"/></linearGradient></defs>`,
    ...[
      [slab(20, 95, { width: 820, height: 150, corner: 30 }), look.colour],
      ['M830 95L930 20H1110V320H930L830 245Z', look.colour],
      [slab(1090, 10, { width: 60, height: 320, corner: 18 }), look.accent ?? '#8d8a85'],
    ].map(([path, colour]) => `<path d="${path}" fill="${colour}"/><path d="${path}" fill="url(#film)"/>`),
    `<g stroke="#000" stroke-opacity=".25" stroke-width="10">${Array.from({ length: 9 }, (_, index) => `<path d="M${180 + index * 44} 100v140"/>`).join('')}</g>`,
    `<path d="${slab(640, 84, { width: 90, height: 34, corner: 14 })}" fill="${look.accent ?? '#8d8a85'}"/>`,
  ].join(''),
})

export const metalware: Record<string, Draw> = {
  moka,
  kettle,
  grinder,
  pan,
  tinform,
  scale,
  wateringCan,
  flask,
  torch,
}
