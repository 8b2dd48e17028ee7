import { shade } from '../colour.ts'
import { randomFrom } from '../random.ts'
import { round } from './drawing.ts'
import { drawLathe } from './lathe.ts'
import type { Draw, Look } from './look.ts'
import { nest, tube } from './parts.ts'

interface Growth {
  green: string
  bloom: string
  count: number
  random: () => number
}

// Each grows upwards from 0,0; the pot stands in front of the lowest part.
const growths: Record<string, (at: Growth) => string> = {
  broad: ({ green, count, random }) =>
    fan(count, (turn, reach) => {
      const tip = { x: turn * 300, y: -reach * (0.62 - Math.abs(turn) * 0.2) }
      const tone = shade(green, (random() - 0.5) * 0.14)
      return stem(tip, green) + leaf(tip, { turn: turn * 66, long: 330, wide: 140, tone })
    }),
  fern: ({ green, count, random }) =>
    fan(count, (turn, reach) => {
      const tip = { x: turn * 620, y: -reach * (1 - Math.abs(turn) * 0.45) }
      const tone = shade(green, (random() - 0.5) * 0.12)
      const blades = Array.from({ length: 11 }, (_, index) => {
        const share = 0.22 + index * 0.07
        const x = tip.x * share * share
        const y = tip.y * share
        const long = 130 * (1.1 - share * 0.8)
        return (
          leaf({ x, y }, { turn: turn * 60 - 62, long, wide: 28, tone }) +
          leaf({ x, y }, { turn: turn * 60 + 62, long, wide: 28, tone })
        )
      })
      return stem(tip, green) + blades.join('')
    }),
  sword: ({ green, count, random }) =>
    fan(count, (turn, reach) =>
      leaf(
        { x: turn * 90, y: 20 },
        {
          turn: turn * 24,
          long: reach + 120,
          wide: 105,
          tone: shade(green, (random() - 0.5) * 0.14),
          edge: '#d9cf8a',
        },
      ),
    ),
  bush: ({ green, count, random }) =>
    Array.from({ length: count * 14 }, () => {
      const angle = random() * Math.PI * 2
      const far = Math.sqrt(random())
      const x = Math.cos(angle) * far * 290
      const y = -420 + Math.sin(angle) * far * 270
      return leaf(
        { x, y: y + 60 },
        {
          turn: x / 6 + (random() - 0.5) * 70,
          long: 120,
          wide: 52,
          tone: shade(green, -0.1 + (0.22 * (-y + 100)) / 800 + (random() - 0.5) * 0.06),
        },
      )
    }).join(''),
  standard: ({ green, count, random }) =>
    `${tube('M0 0C-10-200 14-380 0-560', '#7a5b3c', 34)}<g transform="translate(0 -420)">${growths['bush']?.({ green, bloom: green, count, random }) ?? ''}</g>`,
  spikes: ({ green, bloom, count, random }) =>
    fan(count, (turn, reach) => {
      const tip = { x: turn * 300, y: -reach }
      const buds = Array.from(
        { length: 16 },
        (_, index) =>
          `<ellipse cx="${round(tip.x + (index % 2 ? 16 : -16) * (1 - index / 22))}" cy="${round(tip.y + 130 - index * 14)}" rx="19" ry="14" fill="${shade(bloom, (random() - 0.4) * 0.14)}"/>`,
      )
      return (
        stem({ x: tip.x, y: tip.y + 80 }, green) +
        leaf({ x: tip.x * 0.4, y: tip.y * 0.3 }, { turn: turn * 40 + 20, long: 220, wide: 26, tone: green }) +
        buds.join('')
      )
    }),
  blooms: ({ green, bloom, count, random }) =>
    fan(count, (turn, reach) => {
      const tip = { x: turn * 330, y: -reach }
      const petals = Array.from(
        { length: 8 },
        (_, index) =>
          `<ellipse cx="${round(tip.x)}" cy="${round(tip.y - 52)}" rx="34" ry="58" fill="${shade(bloom, ((index % 3) - 1) * 0.04)}" transform="rotate(${index * 45 + turn * 30} ${round(tip.x)} ${round(tip.y)})"/>`,
      )
      return `${stem(tip, green)}${leaf({ x: tip.x * 0.5, y: tip.y * 0.45 }, { turn: turn * 60 + (random() - 0.5) * 60, long: 230, wide: 90, tone: green })}${petals.join('')}<circle cx="${round(tip.x)}" cy="${round(tip.y)}" r="30" fill="${shade(bloom, -0.3)}"/>`
    }),
  rosette: ({ green, count, random }) =>
    [1, 0.72, 0.46]
      .map((size, ring) =>
        Array.from({ length: count }, (_, index) => {
          const turn = (index / (count - 1) - 0.5) * 2
          return leaf(
            { x: turn * 60 * size, y: -20 - ring * 30 },
            {
              turn: turn * 86,
              long: 330 * size + 60,
              wide: 150 * size,
              tone: shade(green, ring * 0.06 + (random() - 0.5) * 0.05),
              edge: shade(green, 0.16),
            },
          )
        }).join(''),
      )
      .join(''),
  trailing: ({ green, count, random }) =>
    fan(count, (turn, reach) => {
      const x = turn * 360
      const drop = reach * 0.9 * Math.abs(turn) + 60
      const leaves = Array.from({ length: 9 }, (_, index) => {
        const share = index / 8
        const at = { x: x * (0.2 + share * 0.8), y: -160 * Math.sin(share * 2.2) + drop * share * share }
        return leaf(at, {
          turn: (index % 2 ? 120 : -120) + turn * 40,
          long: 96,
          wide: 78,
          tone: shade(green, (random() - 0.5) * 0.16),
        })
      })
      return leaves.join('')
    }),
  herbs: ({ green, count, random }) =>
    fan(count, (turn, reach) => {
      const tip = { x: turn * 340, y: -reach * 0.8 }
      const leaves = Array.from({ length: 7 }, (_, index) => {
        const share = 0.35 + index * 0.1
        return leaf(
          { x: tip.x * share, y: tip.y * share },
          {
            turn: (index % 2 ? 58 : -58) + turn * 30,
            long: 118,
            wide: 62,
            tone: shade(green, (random() - 0.5) * 0.14),
          },
        )
      })
      return (
        stem(tip, green) +
        leaves.join('') +
        leaf(tip, { turn: turn * 30, long: 110, wide: 56, tone: shade(green, 0.06) })
      )
    }),
}

function fan(count: number, draw: (turn: number, reach: number) => string): string {
  const order = Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => Math.abs(b - (count - 1) / 2) - Math.abs(a - (count - 1) / 2),
  )
  return order
    .map((index) => {
      const turn = count === 1 ? 0 : (index / (count - 1) - 0.5) * 2
      return draw(turn, 430 + ((index * 97) % 150) + (1 - Math.abs(turn)) * 170)
    })
    .join('')
}

function stem(tip: { x: number; y: number }, green: string): string {
  return `<path d="M0 20C0 ${round(tip.y * 0.4)} ${round(tip.x * 0.6)} ${round(tip.y * 0.7)} ${round(tip.x)} ${round(tip.y)}" fill="none" stroke="${shade(green, -0.12)}" stroke-width="13" stroke-linecap="round"/>`
}

function leaf(
  at: { x: number; y: number },
  size: { turn: number; long: number; wide: number; tone: string; edge?: string },
): string {
  const { long, wide, tone } = size
  const path = `M0 0C${round(wide * 0.8)} ${round(-long * 0.25)} ${round(wide * 0.6)} ${round(-long * 0.75)} 0 ${-round(long)}C${round(-wide * 0.6)} ${round(-long * 0.75)} ${round(-wide * 0.8)} ${round(-long * 0.25)} 0 0Z`
  const edge = size.edge ? `stroke="${size.edge}" stroke-width="9"` : ''
  return `<g transform="translate(${round(at.x)} ${round(at.y)}) rotate(${round(size.turn)})"><path d="${path}" fill="${tone}" ${edge}/><path d="M0 0C${round(wide * 0.8)} ${round(-long * 0.25)} ${round(wide * 0.6)} ${round(-long * 0.75)} 0 ${-round(long)}Z" fill="#10240c" opacity=".16"/><path d="M0 ${round(-long * 0.06)}V${round(-long * 0.86)}" stroke="#fff" stroke-opacity=".22" stroke-width="${round(Math.max(2, wide * 0.05))}"/></g>`
}

/** A plant in its pot: pattern says how it grows, accent is the green, detail the bloom. */
const plant: Draw = (look: Look) => {
  const grow = growths[look.pattern ?? 'broad']
  if (grow === undefined) throw new Error(`Nothing grows like "${look.pattern}"`)
  const pot = drawLathe({
    finish: 'matte',
    ...look,
    profile: look.profile ?? 'flowerpot',
    open: true,
    content: '#3d2b1e',
  })
  const standard = look.pattern === 'standard'
  const height = standard ? 1560 : 1320
  const green = look.accent ?? '#4f7a3f'
  const growth = grow({
    green,
    bloom: look.detail ?? '#b06a8a',
    count: look.count ?? 7,
    random: randomFrom(`${look.pattern}${look.colour}`),
  })
  const tall = standard ? 400 : 480
  return {
    width: 1320,
    height,
    body: `${nest(pot, { name: 'p', x: 660, y: height, height: tall })}<g transform="translate(660 ${height - tall * 0.86})">${growth}</g>`,
  }
}

export const plants: Record<string, Draw> = { plant }
