import { feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listTaxRates } from '../contract.ts'
import * as store from '../store/taxes.ts'
import { ensureTaxTable } from './tax-table.ts'

const beforeAll = { country: '', region: '', taxClass: '', validFrom: '0001-01-01' }

export default feature(listTaxRates, async (input, ctx) => {
  const after = readCursor(input.after, beforeAll)
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  await ensureTaxTable(ctx)
  const limit = input.limit ?? 25
  const rows = await store.listTaxRates(ctx.sql, input.country ?? null, { ...after, limit: limit + 1 })
  const { items, next } = nextPage(rows, limit, ({ country, region, taxClass, validFrom }) => ({
    country,
    region,
    taxClass,
    validFrom,
  }))
  return ok({ items: items.map((rate) => ({ ...rate, region: rate.region || null })), next })
})
