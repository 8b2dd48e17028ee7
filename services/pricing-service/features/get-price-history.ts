import { feature, ok } from '@rialto/core'
import { getPriceHistory } from '../contract.ts'
import { priceHistory } from '../model/price-history.ts'
import { readPriceHistory } from '../store/price-history.ts'

const dayMs = 86_400_000

export default feature(getPriceHistory, async ({ sku, currency, days = 90 }, ctx) => {
  const now = ctx.now()
  const from = new Date(now.getTime() - days * dayMs)
  const { listed, sales } = await readPriceHistory(ctx.sql, { sku, currency }, { from, now })
  const spans = priceHistory(listed, sales, { from: from.getTime(), now: now.getTime() })
  return ok({
    items: spans.map((span) => ({
      amount: span.amount,
      basePrice: span.basePrice,
      from: new Date(span.from).toISOString(),
      until: span.until === null ? null : new Date(span.until).toISOString(),
    })),
  })
})
