import { shade } from '../colour.ts'
import { randomFrom } from '../random.ts'
import { flatFilm, round } from './drawing.ts'
import { drawLathe } from './lathe.ts'
import type { Draw, Look } from './look.ts'
import { drawMark } from './marks.ts'
import { ellipse, nest, panel, slab, tube } from './parts.ts'

function grain(look: Look, width: number, height: number): string {
  const random = randomFrom(`${look.colour}${width}`)
  const lines = Array.from({ length: 22 }, () => {
    const y = random() * height
    const sway = (random() - 0.5) * 50
    return `<path d="M-10 ${round(y)}C${round(width * 0.3)} ${round(y + sway)} ${round(width * 0.6)} ${round(y - sway)} ${width + 10} ${round(y + sway / 2)}" stroke-width="${round(2 + random() * 6)}" opacity="${round(0.08 + random() * 0.16)}"/>`
  })
  return `<g fill="none" stroke="${shade(look.colour, -0.3)}">${lines.join('')}</g>`
}

/** A board standing against the wall; pattern "block" shows end grain, mark is branded into it. */
const board: Draw = (look) => {
  const [width, height] = look.size ?? [640, 1050]
  const grip = look.detail === 'handle'
  const path = grip
    ? `M60 300Q60 240 120 240H${width * 0.36}Q${width * 0.41} 240 ${width * 0.41} 180V90Q${width * 0.41} 20 ${width / 2} 20T${width * 0.59} 90V180Q${width * 0.59} 240 ${width * 0.64} 240H${width - 120}Q${width - 60} 240 ${width - 60} 300V${height - 60}Q${width - 60} ${height} ${width - 120} ${height}H120Q60 ${height} 60 ${height - 60}Z`
    : slab(20, 20, { width: width - 40, height: height - 20, corner: 46 })
  const blocks = Array.from({ length: 60 }, (_, index) => {
    const tone = shade(look.colour, (((index * 53) % 17) - 8) / 90)
    return `<rect x="${(index % 6) * (width / 6)}" y="${Math.floor(index / 6) * (height / 10)}" width="${width / 6}" height="${height / 10}" fill="${tone}" stroke="${shade(look.colour, -0.12)}" stroke-width="2"/>`
  })
  return {
    width,
    height: height + 24,
    body: [
      `<defs>${flatFilm('face', 0.18)}<clipPath id="clip"><path d="${path}"/></clipPath></defs>`,
      `<path d="${path}" fill="${shade(look.colour, -0.2)}" transform="translate(16 16)"/>`,
      `<path d="${path}" fill="${look.colour}"/><g clip-path="url(#clip)">${look.pattern === 'block' ? blocks.join('') : `<g transform="translate(${width} 0) rotate(90)">${grain(look, height, width)}</g>`}</g><path d="${path}" fill="url(#face)"/>`,
      grip ? `<circle cx="${width / 2}" cy="86" r="24" fill="#2b2018" opacity=".75"/>` : '',
      look.mark
        ? drawMark(look.mark, { x: width / 2, y: height - 130, size: 90, colour: shade(look.colour, -0.25) })
        : '',
    ].join(''),
  }
}

/** Anything turned that lies on its side: a rolling pin, a top, a dibber. */
const lying: Draw = (look) => {
  const one = drawLathe({ finish: 'matte', ...look, profile: look.profile ?? 'rollingpin' })
  return {
    width: one.height,
    height: one.width,
    body: `<g transform="translate(${one.height} 0) rotate(90)">${one.body}</g>`,
  }
}

/** A spoon, ladle or scoop lying at a slant. */
const spoon: Draw = (look) => ({
  width: 1100,
  height: 420,
  body: [
    `<defs>${flatFilm('face', 0.3)}</defs>`,
    tube('M380 190L1060 90', look.accent ?? look.colour, 46),
    ellipse([230, 230], [220, 160], `fill="${look.colour}" transform="rotate(-10 230 230)"`),
    ellipse([230, 222], [186, 128], `fill="${shade(look.colour, -0.12)}" transform="rotate(-10 230 222)"`),
    ellipse([230, 222], [186, 128], 'fill="url(#face)" transform="rotate(-10 230 222)"'),
    look.content
      ? ellipse([234, 240], [160, 96], `fill="${look.content}" transform="rotate(-10 234 240)"`)
      : '',
  ].join(''),
})

/** A trowel: wooden grip, steel blade pointing down. */
const trowel: Draw = (look) => ({
  width: 420,
  height: 1200,
  body: [
    `<defs><linearGradient id="steel"><stop offset="0" stop-color="${shade(look.colour, 0.1)}"/><stop offset=".48" stop-color="${look.colour}"/><stop offset=".52" stop-color="${shade(look.colour, -0.14)}"/><stop offset="1" stop-color="${shade(look.colour, -0.04)}"/></linearGradient></defs>`,
    tube('M210 430V620', '#8d8a85', 34),
    look.pattern === 'fork'
      ? `${tube('M90 1170V700Q90 620 210 620T330 700V1170', look.colour, 40)}${tube('M210 620V1180', look.colour, 40)}`
      : '<path d="M210 590C330 600 350 700 346 860C340 1020 270 1120 210 1190C150 1120 80 1020 74 860C70 700 90 600 210 590Z" fill="url(#steel)"/>',
    `<g transform="translate(120 10) scale(.5 .45)">${drawLathe({ profile: 'brushhandle', colour: look.accent ?? '#9a6b3f', finish: 'matte', grain: true }).body}</g>`,
  ].join(''),
})

/** A brush standing on its end: turned handle below, bristles above. */
const brush: Draw = (look) => {
  const handle = drawLathe({
    profile: 'brushhandle',
    colour: look.colour,
    finish: look.finish ?? 'glaze',
    ...(look.grain ? { grain: true } : {}),
  })
  const tuft = drawLathe({ profile: 'bristles', colour: look.accent ?? '#d8cbb2', finish: 'matte', ribs: 18 })
  return {
    width: 500,
    height: 1000,
    body:
      nest(tuft, { name: 't', x: 250, y: 600, height: 520 }) +
      nest(handle, { name: 'h', x: 250, y: 1000, height: 460 }),
  }
}

/** A block of two layers, as whetstones are. */
const stone: Draw = (look) => ({
  width: 1200,
  height: 460,
  body: [
    panel('M130 60H1130L1190 250H40Z', shade(look.colour, 0.05), 0),
    `<path d="M40 250H1190V330H40Z" fill="${look.colour}"/><path d="M40 330H1190V410H40Z" fill="${look.accent ?? shade(look.colour, -0.2)}"/>`,
    `<path d="M30 404H1200V450H30Z" fill="${look.detail ?? '#b98d5a'}"/>`,
    `<path d="M130 60H1130L1190 250H40Z" fill="#fff" opacity=".08"/><path d="M40 250H1190V290H40Z" fill="#fff" opacity=".1"/>`,
  ].join(''),
})

/** A shallow tray or crate of boards; the content is what lies in it. */
const tray: Draw = (look) => ({
  width: 1300,
  height: 520,
  body: [
    `<defs>${flatFilm('face', 0.18)}<clipPath id="front"><path d="M20 240H1280V500H20Z"/></clipPath></defs>`,
    `<path d="M160 30H1140L1280 240H20Z" fill="${shade(look.colour, -0.14)}"/><path d="M190 56H1110L1228 236H72Z" fill="${look.content ?? shade(look.colour, -0.22)}"/>`,
    `<path d="M20 240H1280V480Q1280 500 1260 500H40Q20 500 20 480Z" fill="${look.colour}"/><g clip-path="url(#front)"><g transform="translate(0 240)">${grain(look, 1300, 260)}</g></g><path d="M20 240H1280V480Q1280 500 1260 500H40Q20 500 20 480Z" fill="url(#face)"/>`,
    look.mark
      ? drawMark(look.mark, { x: 650, y: 370, size: 110, colour: look.accent ?? shade(look.colour, -0.25) })
      : '',
    look.detail
      ? `<path d="${slab(540, 300, { width: 220, height: 60, corner: 30 })}" fill="${look.detail}"/>`
      : '',
  ].join(''),
})

/** A table tennis bat with its ball. */
const bat: Draw = (look) => {
  const blade =
    'M430 30C640 30 800 190 800 400S660 740 500 770L470 830H390L360 770C200 740 60 610 60 400S220 30 430 30Z'
  return {
    width: 980,
    height: 1240,
    body: [
      `<defs>${flatFilm('face', 0.22)}</defs>`,
      `<path d="${blade}" fill="#b98a57" transform="translate(12 14)"/><path d="${blade}" fill="#D3A874"/>`,
      `<path d="M430 46C632 46 784 198 784 400C784 520 720 620 630 680H230C140 620 76 520 76 400S228 46 430 46Z" fill="${look.colour}"/>`,
      `<path d="${blade}" fill="url(#face)"/>`,
      `<path d="M150 300C190 180 300 110 420 104" fill="none" stroke="#fff" stroke-opacity=".16" stroke-width="26" stroke-linecap="round"/>`,
      panel('M384 760H476L500 1200Q500 1226 470 1226H390Q360 1226 360 1200Z', look.accent ?? '#9a6b3f', 8),
      `<path d="M424 770V1220M446 770V1220" stroke="#3a1f0c" stroke-opacity=".25" stroke-width="5"/>`,
      `<circle cx="838" cy="962" r="112" fill="#F3EEE2"/><circle cx="838" cy="962" r="112" fill="url(#face)"/><path d="M770 900A100 100 0 0 1 850 862" fill="none" stroke="#fff" stroke-width="14" stroke-linecap="round" opacity=".8"/>`,
    ].join(''),
  }
}

export const tools: Record<string, Draw> = { board, lying, spoon, trowel, brush, stone, tray, bat }
