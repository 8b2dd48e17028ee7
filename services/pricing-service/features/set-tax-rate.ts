import { feature, ok } from '@rialto/core'
import { setTaxRate } from '../contract.ts'
import { regionCode } from '../model/taxes.ts'
import * as store from '../store/taxes.ts'
import { ensureTaxTable } from './tax-table.ts'

// Every open quote is asked again after this: the table's revision is part of its digest.
export default feature(setTaxRate, async (rate, ctx) => {
  await ensureTaxTable(ctx)
  const region = regionCode(rate.country, rate.region)
  return ctx.once(async (tx) => {
    const written = await store.setTaxRate(tx, { ...rate, region })
    return ok({ ...written, region: written.region || null })
  })
})
