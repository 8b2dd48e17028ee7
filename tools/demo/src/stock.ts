import { randomFrom } from './pictures/random.ts'
import type { Warehouse } from './types.ts'

export const warehouses: Warehouse[] = [
  { code: 'VEN', name: 'Venice, Marghera', city: 'Venice', country: 'IT' },
  { code: 'HAM', name: 'Hamburg, Veddel', city: 'Hamburg', country: 'DE' },
  { code: 'OAK', name: 'Oakland, Port', city: 'Oakland', country: 'US' },
]

// Where a vendor's goods arrive first and lie deepest.
const homes: Record<string, string> = {
  'hafen-und-holz': 'HAM',
  'north-pier-wool': 'HAM',
  'halden-audio': 'HAM',
  'little-harbour': 'HAM',
  'redwood-trail': 'OAK',
  asagiri: 'OAK',
}

const soldOutShare = 0.04
const scarceShare = 0.12

/** What lies where, from the SKU alone: dear things in small numbers, a few sold out, as in a real shop. */
export function stockOf(sku: string, { vendor, eur }: { vendor: string; eur: number }) {
  const random = randomFrom(`stock ${sku}`)
  const luck = random()
  const most = eur > 30_000 ? 9 : eur > 10_000 ? 24 : eur > 4_000 ? 60 : 140
  const home = homes[vendor] ?? 'VEN'
  return warehouses.map(({ code }) => {
    const share = code === home ? 0.55 + random() * 0.45 : random() * 0.3
    return {
      warehouse: code,
      quantity: quantityOf(luck, { most: Math.round(most * share), home: code === home }),
    }
  })
}

function quantityOf(luck: number, { most, home }: { most: number; home: boolean }): number {
  if (luck < soldOutShare) return 0
  if (luck < soldOutShare + scarceShare) return home ? 1 + Math.round((luck - soldOutShare) * 40) : 0
  return Math.max(home ? 2 : 0, most)
}
