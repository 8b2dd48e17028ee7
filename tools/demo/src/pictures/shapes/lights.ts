import { shade } from '../colour.ts'
import { softBlur } from './drawing.ts'
import { drawLathe } from './lathe.ts'
import type { Draw } from './look.ts'
import { ellipse, nest, panel, tube } from './parts.ts'

function flame(x: number, y: number, size: number): string {
  return `<g transform="translate(${x} ${y}) scale(${size})"><ellipse cx="0" cy="-40" rx="120" ry="150" fill="#ffcf7a" opacity=".35" filter="url(#glow)"/><path d="M0 10C-34 0-34-50 0-110C34-50 34 0 0 10Z" fill="#ffb347"/><path d="M0 6C-16 0-16-30 0-66C16-30 16 0 0 6Z" fill="#fff3d2"/></g>`
}

/** A candle poured into a glass or a tin. */
const candle: Draw = (look) => {
  const glass = drawLathe({
    profile: look.profile ?? 'candleglass',
    colour: look.colour,
    finish: look.finish ?? 'glass',
    open: true,
    ...(look.finish === undefined || look.finish === 'glass'
      ? { filled: { level: 0.82, colour: look.detail ?? '#efe3c8' } }
      : { content: look.detail ?? '#efe3c8' }),
    ...(look.label ? { label: look.label } : {}),
  })
  const height = 900
  const wide = (glass.width / glass.height) * height
  const wick = look.finish === undefined || look.finish === 'glass' ? 400 : 330
  return {
    width: wide,
    height: 1130,
    body: [
      `<defs>${softBlur('glow', 30)}</defs>`,
      nest(glass, { name: 'g', x: wide / 2, y: 1130, height }),
      `<path d="M${wide / 2} ${wick}v-56" stroke="#2b2018" stroke-width="9" stroke-linecap="round"/>`,
      flame(wide / 2, wick - 50, 1.1),
    ].join(''),
  }
}

/** Candles without a glass, standing side by side, unlit. */
const pillars: Draw = (look) => {
  const count = look.count ?? 3
  const heights = [760, 980, 620, 860, 700]
  const thin = look.profile === 'taper'
  const step = thin ? 150 : 330
  const width = count * step + 60
  const bodies = Array.from({ length: count }, (_, index) => {
    const tone = index % 2 === 1 && look.accent !== undefined ? look.accent : look.colour
    const drawn = drawLathe({ profile: look.profile ?? 'pillar', colour: tone, finish: 'matte' })
    const height = thin ? 1000 - (index % 2) * 60 : (heights[index] ?? 700)
    const wide = thin ? 86 : 300
    const stretched = `<g transform="translate(${40 + index * step} ${1080 - height}) scale(${wide / drawn.width} ${height / drawn.height})">${drawn.body.replaceAll(/id="([^"]+)"/g, `id="p${index}-$1"`).replaceAll(/url\(#([^)]+)\)/g, `url(#p${index}-$1)`)}</g>`
    return `<path d="M${40 + index * step + wide / 2} ${1096 - height}v-50" stroke="#e9dfc9" stroke-width="9" stroke-linecap="round"/>${stretched}`
  })
  return { width, height: 1080, body: bodies.join('') }
}

/** A lamp of three turned parts: foot, stem and shade. */
const tableLamp: Draw = (look) => {
  const base = drawLathe({
    profile: look.profile ?? 'vase',
    colour: look.colour,
    finish: look.finish ?? 'glaze',
    ...(look.ribs ? { ribs: look.ribs } : {}),
    ...(look.grain ? { grain: true } : {}),
  })
  const shape = look.mark ?? 'shade'
  const cover = drawLathe({
    profile: shape,
    colour: look.accent ?? '#efe6d4',
    finish: 'paper',
    ...(look.count ? { ribs: look.count } : {}),
  })
  const shadeTall = shape === 'globe' ? 560 : 470
  return {
    width: 900,
    height: 1300,
    body: [
      `<defs>${softBlur('glow', 50)}<linearGradient id="lit" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#ffe2a8" stop-opacity=".1"/><stop offset="1" stop-color="#ffd58a" stop-opacity=".55"/></linearGradient></defs>`,
      tube('M450 480V820', look.detail ?? '#b08d4f', 26),
      nest(base, { name: 'b', x: 450, y: 1300, height: 560 }),
      nest(cover, { name: 's', x: 450, y: 620, height: shadeTall }),
      ellipse([450, 400], [240, 200], 'fill="#ffdf9e" opacity=".38" filter="url(#glow)"'),
      ellipse([450, 600], [250, 34], 'fill="#fff0cc" opacity=".5" filter="url(#glow)"'),
    ].join(''),
  }
}

/** A desk lamp with two arms and a dome. */
const deskLamp: Draw = (look) => {
  const dome = drawLathe({ profile: 'domeshade', colour: look.colour, finish: 'metal' })
  const foot = drawLathe({ profile: 'foot', colour: look.colour, finish: 'metal' })
  return {
    width: 1100,
    height: 1250,
    body: [
      `<defs>${softBlur('glow', 40)}</defs>`,
      nest(foot, { name: 'f', x: 720, y: 1250, height: 110 }),
      tube('M720 1170L840 700', look.accent ?? '#b08d4f', 30),
      tube('M840 700L470 330', look.accent ?? '#b08d4f', 30),
      `<circle cx="840" cy="700" r="34" fill="${shade(look.accent ?? '#b08d4f', -0.15)}"/>`,
      ellipse([318, 620], [200, 60], 'fill="#ffe3a6" opacity=".6" filter="url(#glow)"'),
      `<g transform="rotate(14 400 400)">${nest(dome, { name: 'd', x: 390, y: 620, height: 340 })}</g>`,
    ].join(''),
  }
}

/** A lantern with four glass sides and a ring to carry it by. */
const lantern: Draw = (look) => ({
  width: 700,
  height: 1230,
  body: [
    `<defs>${softBlur('glow', 36)}</defs>`,
    `<circle cx="350" cy="110" r="84" fill="none" stroke="${shade(look.colour, -0.1)}" stroke-width="22"/>`,
    panel('M350 170L560 340H140Z', look.colour, 8),
    panel('M110 340H590L580 390H120Z', shade(look.colour, 0.05), 8),
    `<path d="M140 396H560V1090H140Z" fill="${look.accent ?? '#f3e6c4'}" opacity=".55"/>`,
    ellipse([350, 860], [190, 260], 'fill="#ffd489" opacity=".5" filter="url(#glow)"'),
    `<rect x="300" y="840" width="100" height="250" fill="#f2e7d2"/><rect x="300" y="840" width="30" height="250" fill="#fff" opacity=".5"/>`,
    flame(350, 834, 0.8),
    look.mark === 'lattice'
      ? `<g stroke="${look.colour}" stroke-width="12" fill="none"><path d="M140 396L560 816L280 1090M560 396L140 816L420 1090M350 396L560 606M350 396L140 606M560 880L350 1090L140 880"/></g>`
      : '',
    `<g stroke="${look.colour}" stroke-width="26"><path d="M140 390V1100M560 390V1100"/></g><g stroke="${shade(look.colour, 0.15)}" stroke-width="7"><path d="M134 390V1100M554 390V1100"/></g>`,
    `<path d="M200 420L330 420L220 1060H170Z" fill="#fff" opacity=".2"/>`,
    panel('M100 1090H600L620 1190H80Z', look.colour, 14),
  ].join(''),
})

/** A paper lantern with hoops. */
const paperLantern: Draw = (look) => {
  const body = drawLathe({
    profile: 'lantern',
    colour: look.colour,
    finish: 'paper',
    bands: Array.from({ length: 11 }, (_, index) => ({
      at: 0.06 + index * 0.085,
      colour: look.accent ?? '#b9a98a',
      thick: 5,
    })),
  })
  return {
    width: 900,
    height: 1060,
    body: `<defs>${softBlur('glow', 60)}</defs>${tube('M450 0V90', '#3a2c20', 14)}${nest(body, { name: 'b', x: 450, y: 1040, height: 960 })}${ellipse([450, 560], [240, 300], 'fill="#ffe2a6" opacity=".42" filter="url(#glow)"')}`,
  }
}

export const lights: Record<string, Draw> = { candle, pillars, tableLamp, deskLamp, lantern, paperLantern }
