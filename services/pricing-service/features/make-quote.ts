import { hash } from 'node:crypto'
import { feature, ok, refuse, sharedMoment } from '@rialto/core'
import { makeQuote } from '../contract.ts'
import { normaliseCode } from '../model/promotions.ts'
import { computeQuote, digestText } from '../model/quote.ts'
import { readBasket } from '../store/basket.ts'
import { findTaxTable } from './tax-table.ts'

const validSeconds = 600

export default feature(makeQuote, async (request, ctx) => {
  const now = sharedMoment(ctx.now())
  const facts = await readBasket(ctx.sql, {
    currency: request.currency,
    country: request.country,
    skus: [...new Set(request.lines.map((line) => line.sku))],
    vendorIds: [...new Set(request.lines.map((line) => line.vendorId))],
    codes: request.codes.map(normaliseCode),
    now,
  })
  const taxes = await findTaxTable(ctx, facts.taxTable)
  const computed = computeQuote(request, { ...facts, taxes, now })
  if (!computed) return refuse('BASKET_TOO_LARGE', 'The basket is worth more than can be counted exactly')
  const { priceVersions: _versions, taxRevision: _revision, ...parts } = computed
  return ok({
    quoteId: ctx.newId(),
    digest: hash('sha256', digestText(computed), 'base64url'),
    validSeconds,
    ...parts,
  })
})
