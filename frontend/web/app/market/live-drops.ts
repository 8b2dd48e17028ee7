import { listDrops } from '@rialto/fan-service/contract'
import type { Visit } from '@rialto/visit'
import { required } from '../visit.ts'
import { openMemory } from './memory.ts'

/** The slug of a drop by the product that it sells. */
export type DropByProduct = Readonly<Record<string, string>>

const dropsMax = 25
const remember = openMemory<DropByProduct>({ lifeSeconds: 5, entriesMax: 1_000 })

/** What a drop sells or is about to sell: nothing of it is in normal stock, and yet it is not sold out. */
export function readLiveDrops(visit: Visit): Promise<DropByProduct> {
  return remember(visit.host, async () => {
    const { items } = required(await visit.api.call(listDrops, { limit: dropsMax }))
    const live = items.filter(({ state }) => state === 'coming' || state === 'open')
    return Object.fromEntries(live.map(({ productId, slug }) => [productId, slug]))
  })
}
