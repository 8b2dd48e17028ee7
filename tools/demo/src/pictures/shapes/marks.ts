import { round } from './drawing.ts'

interface Place {
  x: number
  y: number
  size: number
  colour: string
}

// The marks of the twelve houses, in a frame of 100 by 100 around the middle.
const marks: Record<string, (colour: string) => string> = {
  bridge: (c) =>
    `<path d="M-48 30V6A48 44 0 0 1 48 6V30H30V14A30 26 0 0 0-30 14V30Z" fill="${c}"/><rect x="-48" y="36" width="96" height="7" fill="${c}"/>`,
  waves: (c) =>
    `<g fill="none" stroke="${c}" stroke-width="9"><path d="M-46-18q15-18 31 0t31 0 30 0"/><path d="M-46 8q15-18 31 0t31 0 30 0"/><path d="M-46 34q15-18 31 0t31 0 30 0"/></g>`,
  sun: (c) => `<circle r="34" fill="${c}"/><rect x="-50" y="40" width="100" height="6" fill="${c}"/>`,
  stitch: (c) =>
    `<g stroke="${c}" stroke-width="10"><path d="M-36-36 36 36M36-36-36 36"/><path d="M0-48V48" stroke-width="5"/></g>`,
  chevron: (c) =>
    `<g fill="none" stroke="${c}" stroke-width="10"><path d="M-44 0 0-34 44 0"/><path d="M-44 26 0-8 44 26"/><path d="M-44 52 0 18 44 52"/></g>`,
  dove: (c) => `<path d="M-48 20 4-44 12-8 48-16 8 40Z" fill="${c}"/>`,
  rings: (c) =>
    `<g fill="none" stroke="${c}" stroke-width="8"><circle r="42"/><circle r="24"/></g><circle r="9" fill="${c}"/>`,
  pine: (c) => `<path d="M0-48 30-6H16L42 34H8V48H-8V34H-42L-16-6H-30Z" fill="${c}"/>`,
  leaf: (c) =>
    `<path d="M-30 44C-52-6-10-46 44-44 46 8 12 48-30 44Z" fill="${c}"/><path d="M-38 52 14-14" stroke="#fff" stroke-opacity=".55" stroke-width="5"/>`,
  boat: (c) => `<path d="M-4-48V14H-40ZM8-34 38 14H8ZM-48 24H48L32 46H-32Z" fill="${c}"/>`,
  sprig: (c) =>
    `<g fill="${c}"><path d="M-3-48h6V50h-6Z"/><ellipse cx="16" cy="-28" rx="15" ry="7" transform="rotate(-35 16 -28)"/><ellipse cx="-16" cy="-14" rx="15" ry="7" transform="rotate(35 -16 -14)"/><ellipse cx="16" cy="2" rx="15" ry="7" transform="rotate(-35 16 2)"/><ellipse cx="-16" cy="16" rx="15" ry="7" transform="rotate(35 -16 16)"/></g>`,
  star: (c) =>
    `<rect x="-32" y="-32" width="64" height="64" fill="${c}"/><rect x="-32" y="-32" width="64" height="64" fill="${c}" transform="rotate(45)"/><circle r="14" fill="#fff" fill-opacity=".6"/>`,
}

export function drawMark(name: string, { x, y, size, colour }: Place): string {
  const mark = marks[name]
  if (mark === undefined) throw new Error(`There is no mark "${name}"`)
  return `<g transform="translate(${round(x)} ${round(y)}) scale(${round(size / 100)})">${mark(colour)}</g>`
}
