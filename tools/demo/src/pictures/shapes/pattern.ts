import { shade } from '../colour.ts'

/** A woven, knitted or printed ground as an SVG pattern, to be filled with url(#name). */
export function drawPattern(name: string, kind: string, colours: { colour: string; accent: string }): string {
  const draw = patterns[kind]
  if (draw === undefined) throw new Error(`There is no pattern "${kind}"`)
  const { width, height, body } = draw(colours)
  return `<pattern id="${name}" width="${width}" height="${height}" patternUnits="userSpaceOnUse">${body}</pattern>`
}

type Pattern = (colours: { colour: string; accent: string }) => {
  width: number
  height: number
  body: string
}

const ground = (width: number, height: number, colour: string) =>
  `<rect width="${width}" height="${height}" fill="${colour}"/>`

const patterns: Record<string, Pattern> = {
  plain: ({ colour }) => ({
    width: 6,
    height: 6,
    body: `${ground(6, 6, colour)}<path d="M0 1h6M0 4h6" stroke="${shade(colour, -0.03)}"/><path d="M1 0v6M4 0v6" stroke="${shade(colour, 0.03)}"/>`,
  }),
  linen: ({ colour }) => ({
    width: 14,
    height: 14,
    body: `${ground(14, 14, colour)}<path d="M0 2h14M0 9h9" stroke="${shade(colour, -0.05)}" stroke-width="1.4"/><path d="M3 0v14M10 0v8" stroke="${shade(colour, 0.05)}" stroke-width="1.4"/><path d="M6 4v9" stroke="${shade(colour, -0.04)}"/>`,
  }),
  knit: ({ colour }) => knit(colour, 22),
  cable: ({ colour, accent }) => ({
    width: 120,
    height: 66,
    body: `${ground(120, 66, colour)}${Array.from({ length: 3 }, (_, row) => vee(0, row * 22, { colour, wide: 22 }) + vee(98, row * 22, { colour, wide: 22 })).join('')}<path d="M40 0C40 22 80 22 80 44V66M80 0C80 22 40 22 40 44V66" fill="none" stroke="${shade(accent, -0.08)}" stroke-width="20"/><path d="M40 0C40 22 80 22 80 44V66M80 0C80 22 40 22 40 44V66" fill="none" stroke="${shade(accent, 0.05)}" stroke-width="12"/>`,
  }),
  rib: ({ colour }) => ({
    width: 18,
    height: 18,
    body: `${ground(18, 18, colour)}<rect x="11" width="5" height="18" fill="${shade(colour, -0.08)}"/><rect x="2" width="4" height="18" fill="${shade(colour, 0.05)}"/>`,
  }),
  fair: ({ colour, accent }) => ({
    width: 88,
    height: 110,
    body: `${ground(88, 110, colour)}<path d="M44 8 66 30 44 52 22 30ZM0 8 22 30 0 52ZM88 8 66 30 88 52Z" fill="${accent}"/><path d="M44 20 54 30 44 40 34 30Z" fill="${colour}"/><path d="M0 66h88M0 100h88" stroke="${accent}" stroke-width="6" stroke-dasharray="11 11"/><path d="M0 83 22 74 44 83 66 74 88 83" fill="none" stroke="${accent}" stroke-width="7"/>${weave(88, 110)}`,
  }),
  stripe: ({ colour, accent }) => ({
    width: 60,
    height: 64,
    body: `${ground(60, 64, colour)}<rect y="30" width="60" height="16" fill="${accent}"/>${weave(60, 64)}`,
  }),
  pinstripe: ({ colour, accent }) => ({
    width: 34,
    height: 34,
    body: `${ground(34, 34, colour)}<rect x="14" width="4" height="34" fill="${accent}"/>${weave(34, 34)}`,
  }),
  check: ({ colour, accent }) => ({
    width: 96,
    height: 96,
    body: `${ground(96, 96, colour)}<rect width="48" height="96" fill="${accent}" opacity=".42"/><rect width="96" height="48" fill="${accent}" opacity=".42"/><path d="M72 0v96M0 72h96" stroke="${accent}" stroke-width="3" opacity=".7"/>${weave(96, 96)}`,
  }),
  waffle: ({ colour }) => ({
    width: 34,
    height: 34,
    body: `${ground(34, 34, colour)}<rect x="5" y="5" width="24" height="24" rx="5" fill="${shade(colour, -0.06)}"/><rect x="9" y="9" width="20" height="20" rx="5" fill="${shade(colour, -0.02)}"/>`,
  }),
  herringbone: ({ colour, accent }) => ({
    width: 40,
    height: 20,
    body: `${ground(40, 20, colour)}<path d="M0 20 20 0 40 20M0 10 10 0M30 0 40 10M10 20 20 10 30 20" fill="none" stroke="${accent}" stroke-width="4" opacity=".7"/>`,
  }),
  terry: ({ colour }) => ({
    width: 16,
    height: 16,
    body: `${ground(16, 16, colour)}<circle cx="4" cy="4" r="3" fill="${shade(colour, 0.05)}"/><circle cx="12" cy="11" r="3" fill="${shade(colour, 0.05)}"/><circle cx="11" cy="4" r="2.5" fill="${shade(colour, -0.05)}"/><circle cx="4" cy="12" r="2.5" fill="${shade(colour, -0.05)}"/>`,
  }),
  dots: ({ colour, accent }) => ({
    width: 70,
    height: 70,
    body: `${ground(70, 70, colour)}<circle cx="18" cy="18" r="8" fill="${accent}"/><circle cx="53" cy="53" r="8" fill="${accent}"/>`,
  }),
  tiles: ({ colour, accent }) => ({
    width: 110,
    height: 110,
    body: `${ground(110, 110, colour)}<path d="M55 8 102 55 55 102 8 55Z" fill="none" stroke="${accent}" stroke-width="7"/><path d="M55 34 76 55 55 76 34 55Z" fill="${accent}"/><circle r="16" fill="${accent}"/><circle cx="110" r="16" fill="${accent}"/><circle cy="110" r="16" fill="${accent}"/><circle cx="110" cy="110" r="16" fill="${accent}"/>`,
  }),
  waves: ({ colour, accent }) => ({
    width: 120,
    height: 60,
    body: `${ground(120, 60, colour)}<path d="M0 20q30-26 60 0t60 0M0 50q30-26 60 0t60 0" fill="none" stroke="${accent}" stroke-width="5"/>`,
  }),
}

function weave(width: number, height: number): string {
  const rows = Array.from({ length: Math.floor(height / 6) }, (_, row) => `M0 ${row * 6 + 2}h${width}`).join(
    '',
  )
  return `<path d="${rows}" stroke="#000" stroke-opacity=".05" stroke-width="2"/>`
}

function vee(x: number, y: number, { colour, wide }: { colour: string; wide: number }): string {
  const half = wide / 2
  return `<path d="M${x + 1} ${y}L${x + half} ${y + half * 0.9}L${x + wide - 1} ${y}" fill="none" stroke="${shade(colour, -0.07)}" stroke-width="4"/><path d="M${x + 3} ${y - 3}L${x + half} ${y + half * 0.55}L${x + wide - 3} ${y - 3}" fill="none" stroke="${shade(colour, 0.05)}" stroke-width="3"/>`
}

function knit(colour: string, wide: number) {
  return {
    width: wide,
    height: wide,
    body: `${ground(wide, wide, colour)}${vee(0, 2, { colour, wide })}${vee(0, wide + 2, { colour, wide })}`,
  }
}
