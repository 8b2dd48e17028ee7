import { shade } from '../colour.ts'
import { flatFilm, round } from './drawing.ts'
import type { Draw } from './look.ts'
import { drawMark } from './marks.ts'
import { panel, slab } from './parts.ts'

/** A calendar on a wooden rail: one printed month, the days as dots. */
const calendar: Draw = (look) => {
  const days = Array.from({ length: 31 }, (_, index) => {
    const x = 130 + (index % 7) * 92
    const y = 700 + Math.floor(index / 7) * 74
    return `<circle cx="${x}" cy="${y}" r="${index === 11 ? 20 : 11}" fill="${index === 11 ? look.colour : '#3a2c20'}" opacity="${index === 11 ? 1 : 0.55}"/>`
  })
  return {
    width: 820,
    height: 1130,
    body: [
      `<defs>${flatFilm('face', 0.16)}</defs>`,
      `<path d="M410 10L120 130H700Z" fill="none" stroke="#6b5a48" stroke-width="7"/><circle cx="410" cy="14" r="14" fill="#b08d4f"/>`,
      `<path d="${slab(36, 150, { width: 748, height: 960, corner: 4 })}" fill="${shade('#F4EDDD', -0.08)}"/><path d="${slab(30, 140, { width: 748, height: 960, corner: 4 })}" fill="#F4EDDD"/>`,
      `<rect x="76" y="230" width="656" height="390" fill="${look.accent ?? shade(look.colour, 0.12)}"/><circle cx="410" cy="430" r="132" fill="${look.colour}"/><path d="M76 620V540Q240 470 410 540T732 520V620Z" fill="${shade(look.colour, -0.16)}"/>`,
      ...days,
      `<path d="${slab(30, 140, { width: 748, height: 960, corner: 4 })}" fill="url(#face)"/>`,
      panel(slab(10, 120, { width: 790, height: 54, corner: 20 }), '#a87a4a', 6),
    ].join(''),
  }
}

/** A pad glued at the top, with a drawing somebody has begun. */
const pad: Draw = (look) => ({
  width: 800,
  height: 1010,
  body: [
    `<defs>${flatFilm('face', 0.16)}</defs>`,
    `<path d="M40 70H760V960L748 1000H52Z" fill="${shade('#EFE6D4', -0.12)}"/>`,
    `<path d="M30 60H770V940Q770 970 740 970H60Q30 970 30 940Z" fill="#F6F0E2"/>`,
    `<g fill="none" stroke="${look.accent ?? '#35566B'}" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"><path d="M180 640H420L470 560M180 640L230 740H400"/><path d="M330 630V330L200 580H330"/><path d="M350 360Q450 440 452 560" stroke-dasharray="2 24"/><path d="M130 800q40-30 80 0t80 0 80 0"/></g>`,
    `<path d="M30 60H770V970H30Z" fill="url(#face)"/>`,
    `<path d="M20 20H780V150H20Z" fill="${look.colour}"/><path d="M20 20H780V48H20Z" fill="#fff" opacity=".2"/>`,
    look.mark ? drawMark(look.mark, { x: 400, y: 88, size: 80, colour: '#F6F0E2' }) : '',
  ].join(''),
})

/** Pencils side by side, sharpened; the accent is every second one. */
const pencils: Draw = (look) => {
  const count = look.count ?? 6
  const bodies = Array.from({ length: count }, (_, index) => {
    const x = 20 + index * 92
    const tone = index % 2 === 1 ? (look.accent ?? look.colour) : look.colour
    const top = 20 + ((index * 41) % 5) * 12
    return [
      `<path d="M${x} ${top + 150}L${x + 36} ${top}L${x + 72} ${top + 150}Z" fill="#DDBB8B"/><path d="M${x + 25} ${top + 46}L${x + 36} ${top}L${x + 47} ${top + 46}Z" fill="#2b2927"/>`,
      `<path d="M${x} ${top + 150}q12-16 24 0q12-16 24 0q12-16 24 0V1180H${x}Z" fill="${tone}"/>`,
      `<path d="M${x} ${top + 150}h24V1180h-24Z" fill="#fff" opacity=".16"/><path d="M${x + 48} ${top + 150}h24V1180h-24Z" fill="#1a120a" opacity=".22"/>`,
      `<rect x="${x}" y="1080" width="72" height="26" fill="#c9a55a"/><rect x="${x}" y="1106" width="72" height="74" fill="${shade(tone, -0.14)}"/>`,
    ].join('')
  })
  return { width: round(40 + count * 92), height: 1200, body: bodies.join('') }
}

export const stationery: Record<string, Draw> = { calendar, pad, pencils }
