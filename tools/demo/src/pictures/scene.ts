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
export function arrange(scene: Scene, angle: Angle): Item[] {
  if (angle === 'front') return scene.items
  return angle === 'close' ? moveCloser(scene) : lineUp(scene)
}

function moveCloser(scene: Scene): Item[] {
  const [right, up] = scene.focus ?? [40, 60]
  const zoom = 1.75
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

function lineUp(scene: Scene): Item[] {
  if (scene.colours !== undefined && scene.colours.length > 1) return showColours(scene, scene.colours)
  if (scene.beside !== undefined) {
    const smaller = scene.items.map((item) => scaleItem(item, 0.86, { x: 0, y: 0 }))
    return [...smaller, ...scene.beside]
  }
  return [
    ...scene.items.map((item) => scaleItem(item, 0.62, { x: -250, y: scene.lying ? 260 : 70 })),
    ...scene.items.map((item) => scaleItem(item, 0.78, { x: 170, y: scene.lying ? -180 : 0 })),
  ]
}

function showColours(scene: Scene, colours: string[]): Item[] {
  const shown = colours.slice(0, 4)
  const size = shown.length === 2 ? 0.66 : shown.length === 3 ? 0.54 : 0.48
  const step = shown.length === 2 ? 420 : shown.length === 3 ? 330 : 290
  return shown.flatMap((colour, index) => {
    const place = index - (shown.length - 1) / 2
    const back = index % 2 === 1
    const at = scene.lying
      ? { x: place * step * 0.9, y: (back ? 1 : -1) * 230 }
      : { x: place * step, y: back ? 90 : 0 }
    return scene.items.map((item, part) =>
      scaleItem(part === scene.items.length - 1 ? { ...item, colour } : item, size, at),
    )
  })
}

function scaleItem(item: Item, size: number, move: { x: number; y: number }): Item {
  return {
    ...item,
    height: item.height * size,
    x: (item.x ?? 0) * size + move.x,
    y: (item.y ?? 0) * size + move.y,
  }
}
