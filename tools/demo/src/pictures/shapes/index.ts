import type { Drawing } from './drawing.ts'
import { garments } from './garments.ts'
import { lights } from './lights.ts'
import type { Draw, Look } from './look.ts'
import { metalware } from './metalware.ts'
import { outfits } from './outfits.ts'
import { packs } from './packs.ts'
import { plants } from './plants.ts'
import { pottery } from './pottery.ts'
import { sound } from './sound.ts'
import { stationery } from './stationery.ts'
import { textiles } from './textiles.ts'
import { tools } from './tools.ts'

const drawings: Record<string, Draw> = {
  ...pottery,
  ...metalware,
  ...packs,
  ...textiles,
  ...garments,
  ...outfits,
  ...stationery,
  ...lights,
  ...plants,
  ...sound,
  ...tools,
}

/** Draws the named thing of our own studio. */
export function drawShape(name: string, look: Look): Drawing {
  const draw = drawings[name]
  if (draw === undefined) throw new Error(`There is no drawing "${name}"`)
  return draw(look)
}
