import { setTimeout as sleep } from 'node:timers/promises'
import { dropProduct } from '../catalogue.ts'
import { dropEntry, dropOffer } from '../drop-offer.ts'
import { type Compose, hangUp } from './attach-pictures.ts'
import { importLines } from './import-products.ts'
import type { Person } from './person.ts'

/** The demo's drop opens so long after it was loaded: time enough to create an account. */
export const opensInSeconds = 120

type Vendor = { vendorId: string; slug: string }
type Level = { sku: string; warehouseId: string; onHand: number; available: number }
type Listed = { slug: string; opensAt: string; state: string }
export type Drop = { dropId: string; slug: string; opensAt: string }

/** The first drop of an installation. One that is there already, in whatever state, is left as it is. */
export async function ensureDrop(operator: Person, now: number): Promise<string> {
  const present = await operator.list<Listed>('/api/operator/drops')
  if (present.some(({ slug }) => slug.startsWith(dropOffer.slug))) return 'the drop is there already'
  const drop = await openDrop(operator, now)
  return `a drop that opens at ${drop.opensAt}`
}

/** Plans a new drop that opens in two minutes: product, picture and units first, as far as they are missing. */
export async function openDrop(operator: Person, now: number, compose?: Compose): Promise<Drop> {
  const product = dropProduct()
  const productId = await ensureProduct(operator, product.slug)
  const composed = compose ?? (await import('../pictures/compose.ts')).composePicture
  await hangUp({ operator, compose: composed, pauseMs: 0 }, productId, product.media.slice(0, 1))
  const sku = product.variants[0]?.sku ?? dropEntry.id
  await restock(operator, sku)
  const opens = now + opensInSeconds * 1_000
  const { slug, units, perPersonMax, lastsHours, title, story } = dropOffer
  return operator.post<Drop>('/api/operator/drops', {
    // The first keeps the short address; each later one has its minute in it.
    slug: await freeSlug(operator, slug, opens),
    title,
    story,
    items: [{ sku, quantity: units }],
    opensAt: new Date(opens).toISOString(),
    endsAt: new Date(opens + lastsHours * 3_600_000).toISOString(),
    perPersonMax,
  })
}

const importSecondsMax = 20

async function ensureProduct(operator: Person, slug: string): Promise<string> {
  const vendors = await operator.list<Vendor>('/api/vendors')
  const vendorId = vendors.find((one) => one.slug === dropEntry.vendor)?.vendorId
  if (vendorId === undefined) throw new Error(`The vendor ${dropEntry.vendor} is not there yet`)
  const { media: _media, ...line } = dropProduct()
  await importLines(operator, { slug: 'drop', vendorId, content: `${JSON.stringify(line)}\n` })
  for (let second = 0; second < importSecondsMax; second += 1) {
    const found = await operator.find<{ id: string }>(`/api/products/by-slug/${slug}`)
    if (found !== undefined) return found.id
    await sleep(1_000)
  }
  throw new Error(`The product ${slug} was imported and is not there`)
}

/** A second drop needs units that the first one did not leave. */
async function restock(operator: Person, sku: string): Promise<void> {
  const levels = await operator.list<Level>(`/api/inventory/levels?sku=${encodeURIComponent(sku)}`)
  const free = levels.reduce((sum, { available }) => sum + available, 0)
  const [first] = levels
  if (free >= dropOffer.units || first === undefined) return
  // Counted, not received: what is posted twice in the same words happens once.
  const counted = first.onHand + dropOffer.units - free
  await operator.post('/api/inventory/counts', { sku, warehouseId: first.warehouseId, counted })
}

async function freeSlug(operator: Person, slug: string, opens: number): Promise<string> {
  const taken = await operator.find(`/api/drops/by-slug/${slug}`)
  if (taken === undefined) return slug
  return `${slug}-${new Date(opens)
    .toISOString()
    .slice(0, 19)
    .replaceAll(/[^0-9]/g, '')}`
}
