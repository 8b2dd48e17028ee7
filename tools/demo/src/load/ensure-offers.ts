import { products } from '../catalogue.ts'
import { promotions, reductions } from '../offers.ts'
import type { Price, Promotion } from '../types.ts'
import { atOnce } from './at-once.ts'
import type { VendorIds } from './ensure-vendors.ts'
import type { Person } from './person.ts'

const requestsAtOnce = 8
const dayMs = 86_400_000

type Sale = { sku: string; price: Price; startsAt: string; endsAt: string }

/** Lowers the prices of the reduced products, from today on. Answers how many products cost less. */
export async function ensureSales(operator: Person, now: number): Promise<number> {
  const present = await operator.list<Sale>('/api/pricing/sales')
  const known = new Set(present.map(({ sku, price }) => `${sku} ${price.currency}`))
  const missing = salesFrom(now).filter(({ sku, price }) => !known.has(`${sku} ${price.currency}`))
  await atOnce(missing, requestsAtOnce, (sale) => operator.post('/api/pricing/sales', sale))
  return reductions.length
}

/** The sale prices of the demo, with their days counted from `now`. */
export function salesFrom(now: number): Sale[] {
  return reductions.flatMap(({ vendor, productId, percent, startsInDays, endsInDays }) => {
    const variants = products(vendor).find(({ id }) => id === productId)?.variants ?? []
    const startsAt = new Date(now + startsInDays * dayMs).toISOString()
    const endsAt = new Date(now + endsInDays * dayMs).toISOString()
    return variants.flatMap(({ sku, prices }) =>
      prices.map((price) => ({ sku, price: reduce(price, percent), startsAt, endsAt })),
    )
  })
}

/** Rounded as each market asks prices, and always lower. */
function reduce({ amount, currency }: Price, percent: number): Price {
  const step = currency === 'EUR' ? 10 : 50
  const rounded = Math.round((amount * (100 - percent)) / 100 / step) * step
  return { amount: Math.max(step, Math.min(rounded, amount - step)), currency }
}

export async function ensurePromotions(operator: Person, vendorIds: VendorIds): Promise<number> {
  const present = await operator.list<{ code: string }>('/api/pricing/promotions')
  for (const promotion of promotions) {
    if (present.some(({ code }) => code === promotion.code)) continue
    await operator.post('/api/pricing/promotions', toTerms(promotion, vendorIds))
  }
  return promotions.length
}

function toTerms(promotion: Promotion, vendorIds: VendorIds) {
  const { code, kind, percent, off, minimum, usesPerPersonMax, usesMax, fundedBy, vendor } = promotion
  return {
    code,
    kind,
    fundedBy,
    vendorId: vendor === undefined ? null : vendorIds.get(vendor),
    minimums: minimum,
    perPersonMax: usesPerPersonMax,
    totalMax: usesMax ?? null,
    ...(percent === undefined ? {} : { ratePpm: percent * 10_000 }),
    ...(off === undefined ? {} : { amounts: off }),
  }
}
