import type { Job, Tx } from '@rialto/core'
import { priceChanged } from '../contract.ts'
import { findSale, type Sale } from '../store/sales.ts'

const kind = 'pricing.announce_sale'

type Announced = { sale: Sale; productId: string; now: Date }

/**
 * The price of a SKU changes when its sale begins and when it ends, without anybody doing anything. Whoever keeps
 * prices (search) is told at these moments, and now if the sale runs already.
 */
export async function announceSale(tx: Tx, { sale, productId, now }: Announced): Promise<void> {
  const { saleId, version, startsAt, endsAt, sku, vendorId } = sale
  if (Date.parse(startsAt) <= now.getTime()) {
    await tx.publish(priceChanged, `sku:${sku}`, { sku, productId, vendorId })
  }
  for (const at of [startsAt, endsAt]) {
    if (at === null || Date.parse(at) <= now.getTime()) continue
    const dueInSeconds = Math.ceil((Date.parse(at) - now.getTime()) / 1000)
    await tx.schedule({ kind, key: `${saleId} ${version} ${at}`, dueInSeconds, data: { saleId } })
  }
}

/** Told once too often does no harm: readers look the price up. */
export default {
  kind,
  run: async ({ data }, ctx) => {
    const { saleId } = data as { saleId: string }
    const sale = await findSale(ctx.sql, saleId, null)
    if (!sale) return
    const { sku, productId, vendorId } = sale
    await ctx.tx((tx) => tx.publish(priceChanged, `sku:${sku}`, { sku, productId, vendorId }))
  },
} satisfies Job
