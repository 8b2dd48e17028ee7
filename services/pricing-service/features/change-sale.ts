import { feature, ok, refuse, vendorScope } from '@rialto/core'
import { changeSale } from '../contract.ts'
import { checkSale, patchSale } from '../model/sales.ts'
import { findSale, updateSale } from '../store/sales.ts'
import { announceSale } from './announce-sale.ts'

export default feature(changeSale, async ({ saleId, version, ...patch }, ctx) => {
  const now = ctx.now()
  const sale = await findSale(ctx.sql, saleId, vendorScope(ctx.actor))
  if (!sale) return refuse('NOT_FOUND', 'There is no such sale')
  if (sale.version !== version) return refuse('VERSION_CONFLICT', 'The sale was changed meanwhile')
  const { baseAmount, productId, ...before } = sale
  const terms = patchSale(before, patch, now)
  if ('ok' in terms) return terms
  const refusal = checkSale(terms, patch.price ? baseAmount : Number.POSITIVE_INFINITY)
  if (refusal) return refusal
  const changed = await ctx.tx(async (tx) => {
    const written = await updateSale(tx, { ...before, ...terms })
    if (written) await announceSale(tx, { sale: written, productId, now })
    return written
  })
  return changed ? ok(changed) : refuse('VERSION_CONFLICT', 'The sale was changed meanwhile')
})
