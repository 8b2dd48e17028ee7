import type { Label } from './shapes/label.ts'
import type { Look } from './shapes/look.ts'

/** One thing in a picture: an icon of the set or a drawing of our own, and where it is. */
export interface Item extends Partial<Omit<Look, 'label'>> {
  /** In the catalogue the colour of the paper; the vendor's print is added when it is composed. */
  label?: Label | string
  icon?: string
  shape?: string
  /** Height in pixels of a picture 1200 wide and 1500 high. */
  height: number
  /** To the right of the middle. */
  x?: number
  /** Up from the ground; for things that lie, up from the middle. */
  y?: number
  turn?: number
  flip?: boolean
}

/** How a product is photographed. */
export interface Scene {
  /** The things, the farthest first. */
  items: Item[]
  /** Things that lie are seen from above, on paper, without a wall behind. */
  lying?: boolean
  /** What stands with it in the picture of the set. */
  beside?: Item[]
  /** Colours of the product's versions: the set shows them side by side. */
  colours?: string[]
  /** Where the close picture looks: to the right of and above the middle of the product, in pixels. */
  focus?: [number, number]
}

export const angles = ['front', 'close', 'set'] as const
export type Angle = (typeof angles)[number]

export const canvas = { width: 1200, height: 1500, ground: 1150 }

// Paper and shadows are soft: they are painted at a quarter of the size and enlarged.
export const softShare = 4

/** The things of one picture, in place. The first angle is the scene as described; the others follow from it. */
export function arrange(scene: Scene, angle: Angle, aspectOf: Aspect): Item[] {
  if (angle === 'front') return scene.items
  return angle === 'close' ? moveCloser(scene) : fill(lineUp(scene, aspectOf), aspectOf)
}

const setWidthMax = 1010
const setHeightMax = 980

// Many small things in a row leave the paper empty: the row is enlarged, or made smaller, until it fills it.
function fill(items: Item[], aspectOf: Aspect): Item[] {
  const sides = items.map((item) => ({ at: item.x ?? 0, half: (item.height * aspectOf(item)) / 2 }))
  const left = Math.min(...sides.map(({ at, half }) => at - half))
  const right = Math.max(...sides.map(({ at, half }) => at + half))
  const tallest = Math.max(...items.map((item) => item.height + Math.max(0, item.y ?? 0)))
  const size = Math.min(setWidthMax / (right - left), setHeightMax / tallest, 1.45)
  return items.map((item) => scaleItem(item, size, { x: (-(left + right) / 2) * size, y: 0 }))
}

function moveCloser(scene: Scene): Item[] {
  const [right, up] = scene.focus ?? [40, 60]
  // Icons have fewer details than our own drawings, so one does not go as near.
  const zoom = scene.items.some((item) => item.icon !== undefined) ? 1.45 : 1.75
  const tallest = Math.max(...scene.items.map((item) => item.height + (item.y ?? 0)))
  const middle = scene.lying ? 0 : tallest / 2
  // The point looked at comes to the middle of the picture.
  const rise = scene.lying ? 0 : canvas.ground - canvas.height / 2
  return scene.items.map((item) => ({
    ...item,
    height: item.height * zoom,
    x: ((item.x ?? 0) - right) * zoom,
    y: ((item.y ?? 0) - middle - up) * zoom + rise,
  }))
}

type Aspect = (item: Item) => number

function lineUp(scene: Scene, aspectOf: Aspect): Item[] {
  if (scene.colours !== undefined && scene.colours.length > 1)
    return showColours(scene, { colours: scene.colours, aspectOf })
  if (scene.beside !== undefined) {
    const smaller = scene.items.map((item) => scaleItem(item, 0.86, { x: 0, y: 0 }))
    return [...smaller, ...scene.beside]
  }
  return [
    ...scene.items.map((item) => scaleItem(item, 0.62, { x: -250, y: scene.lying ? 260 : 70 })),
    ...scene.items.map((item) => scaleItem(item, 0.78, { x: 170, y: scene.lying ? -180 : 0 })),
  ]
}

// Narrow things stand apart; wide ones stand behind each other, each second one farther back.
function showColours(scene: Scene, { colours, aspectOf }: { colours: string[]; aspectOf: Aspect }): Item[] {
  const shown = colours.slice(0, 4)
  const size = 0.5
  const wide = Math.max(...scene.items.map((item) => item.height * aspectOf(item))) * size
  const step = wide < 330 ? wide + 50 : wide * 0.76
  return shown.flatMap((colour, index) => {
    const place = index - (shown.length - 1) / 2
    const back = index % 2 === 1
    const at = scene.lying
      ? { x: place * step * 0.9, y: (back ? 1 : -1) * 200 }
      : { x: place * step, y: back ? 80 : 0 }
    return scene.items.map((item, part) =>
      scaleItem(part === scene.items.length - 1 ? inColour(item, colour) : item, size, at),
    )
  })
}

// What was of the first colour throughout (cup and saucer, wool and cable) changes throughout.
function inColour(item: Item, colour: string): Item {
  const same = (part: 'accent' | 'detail') => (item[part] === item.colour ? { [part]: colour } : {})
  return { ...item, colour, ...same('accent'), ...same('detail') }
}

function scaleItem(item: Item, size: number, move: { x: number; y: number }): Item {
  return {
    ...item,
    height: item.height * size,
    x: (item.x ?? 0) * size + move.x,
    y: (item.y ?? 0) * size + move.y,
  }
}
