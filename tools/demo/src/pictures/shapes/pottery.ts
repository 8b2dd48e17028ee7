import { shade } from '../colour.ts'
import type { Drawing } from './drawing.ts'
import { drawLathe } from './lathe.ts'
import type { Draw, Look } from './look.ts'
import { ellipse, nest, tube } from './parts.ts'

function turned(look: Look): Drawing {
  return drawLathe({ ...look, profile: look.profile ?? 'vase' })
}

/** A cup with a handle; with an accent it stands on a saucer. */
const cup: Draw = (look) => {
  const vessel = drawLathe({ finish: 'glaze', open: true, ...look, profile: look.profile ?? 'cup' })
  const tall = 700
  const wide = (vessel.width / vessel.height) * tall
  const middle = 620
  const right = middle + wide / 2
  const foot = look.accent === undefined ? 800 : 770
  const top = foot - tall * 0.84
  const handle = tube(
    `M${right - 24} ${top + 60}C${right + 150} ${top + 20} ${right + 170} ${top + 330} ${right - 70} ${top + 390}`,
    look.colour,
    46,
  )
  const saucer =
    look.accent === undefined
      ? ''
      : nest(drawLathe({ profile: 'saucer', colour: look.accent, finish: 'glaze', open: true }), {
          name: 's',
          x: middle,
          y: 890,
          height: 232,
        })
  const contact =
    look.accent === undefined ? '' : ellipse([middle, 762], [wide * 0.3, 26], 'fill="#1a120a" opacity=".3"')
  return {
    width: 1240,
    height: look.accent === undefined ? 800 : 890,
    body: saucer + contact + handle + nest(vessel, { name: 'c', x: middle, y: foot, height: tall }),
  }
}

/** A round pot with a straight handle at its side, as in Japan, or with a bow above. */
const teapot: Draw = (look) => {
  const body = drawLathe({ finish: 'matte', ...look, profile: 'teapot' })
  const lid = drawLathe({
    profile: 'knob',
    colour: look.accent ?? look.colour,
    finish: look.finish ?? 'matte',
  })
  const bow = look.detail !== undefined
  const handle = bow
    ? tube('M300 470C250 40 950 40 900 470', look.detail ?? look.colour, 40)
    : tube('M860 600L1180 470', look.colour, 84)
  const spout = `<path d="M330 620C230 600 190 520 130 400L205 372C250 470 300 480 380 480Z" fill="${shade(look.colour, -0.05)}"/><path d="M140 398C200 510 240 560 340 580" fill="none" stroke="#fff" stroke-opacity=".16" stroke-width="16"/>`
  return {
    width: 1240,
    height: 940,
    body: [
      bow ? handle : '',
      spout,
      bow ? '' : handle,
      nest(body, { name: 'b', x: 600, y: 940, height: 640 }),
      ellipse([600, 372], [186, 34], `fill="${shade(look.accent ?? look.colour, -0.04)}"`),
      ellipse([600, 362], [186, 34], `fill="${shade(look.accent ?? look.colour, 0.05)}"`),
      nest(lid, { name: 'l', x: 600, y: 362, height: 84 }),
    ].join(''),
  }
}

/** The long-beaked coffee pot of the Gulf. */
const dallah: Draw = (look) => {
  const metal = look.finish ?? 'metal'
  const body = drawLathe({
    profile: 'dallah',
    colour: look.colour,
    finish: metal,
    bands: [
      { at: 0.42, colour: shade(look.colour, -0.2) },
      { at: 0.9, colour: shade(look.colour, -0.2) },
    ],
  })
  const cap = drawLathe({ profile: 'domelid', colour: look.colour, finish: metal })
  const finial = drawLathe({ profile: 'spindle', colour: look.colour, finish: metal })
  return {
    width: 900,
    height: 1180,
    body: [
      tube('M500 420C760 380 800 760 560 860', look.accent ?? shade(look.colour, -0.2), 40),
      `<path d="M372 520C230 500 130 430 30 300L84 290C170 370 260 400 372 390Z" fill="${shade(look.colour, -0.08)}"/><path d="M60 306C160 410 260 430 360 430" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="12"/>`,
      nest(body, { name: 'b', x: 420, y: 1180, height: 900 }),
      nest(cap, { name: 'c', x: 420, y: 330, height: 100 }),
      nest(finial, { name: 'f', x: 420, y: 250, height: 190 }),
    ].join(''),
  }
}

/** Plates or bowls in a pile, the widest below. */
const pile: Draw = (look) => {
  const count = look.count ?? 4
  const profile = look.profile ?? 'plate'
  const step = profile === 'plate' ? 44 : 120
  const height = profile === 'plate' ? 270 : 460
  const one = drawLathe({ finish: 'glaze', ...look, profile, open: true })
  const wide = (one.width / one.height) * height
  // From the top down: each lower one covers the foot of the one that stands in it.
  const layers = Array.from({ length: count }, (_, index) => {
    const colour = index % 2 === 1 && look.accent !== undefined ? look.accent : look.colour
    const place = { name: `p${index}`, x: wide / 2, y: height + index * step, height }
    return nest(
      drawLathe({ finish: 'glaze', ...look, colour, profile, open: true, nested: index > 0 }),
      place,
    )
  })
  return { width: wide, height: height + (count - 1) * step, body: layers.join('') }
}

/** A casserole with lid and two ears. */
const casserole: Draw = (look) => {
  const clay = look.profile === 'claypot'
  const body = drawLathe({ finish: 'glaze', ...look, profile: look.profile ?? 'stockpot' })
  const tall = 520
  const base = clay ? 900 : 730
  const wide = (body.width / body.height) * tall
  const middle = wide / 2 + 110
  const lidColour = look.accent ?? look.colour
  const rim = base - tall * (clay ? 0.77 : 0.86)
  const lid = drawLathe({
    profile: clay ? 'domelid' : 'lid',
    colour: lidColour,
    finish: look.finish ?? 'glaze',
  })
  const lidTall = ((wide * (clay ? 0.93 : 1.03)) / lid.width) * lid.height
  const ear = (side: number) =>
    tube(
      `M${middle + side * (wide / 2 - 10)} ${rim + 70}C${middle + side * (wide / 2 + 90)} ${rim + 40} ${middle + side * (wide / 2 + 90)} ${rim + 180} ${middle + side * (wide / 2 - 14)} ${rim + 160}`,
      look.detail ?? look.colour,
      40,
    )
  return {
    width: wide + 220,
    height: base,
    body: [
      ear(-1),
      ear(1),
      nest(body, { name: 'b', x: middle, y: base, height: tall }),
      nest(lid, { name: 'l', x: middle, y: rim + (clay ? 66 : 58), height: lidTall }),
      nest(drawLathe({ profile: 'knob', colour: look.detail ?? lidColour, finish: 'metal' }), {
        name: 'k',
        x: middle,
        y: rim + 78 - lidTall,
        height: 90,
      }),
    ].join(''),
  }
}

export const pottery: Record<string, Draw> = { turned, cup, teapot, dallah, pile, casserole }
