import { feature, ok } from '@rialto/core'
import { createImport } from '../contract.ts'
import { insertImport } from '../store/imports.ts'
import { findVendor } from './find-vendor.ts'
import { toReply } from './get-import.ts'
import { nameOf } from './write-products.ts'

const currencyDefault = 'EUR'

export default feature(createImport, async (input, ctx) => {
  const vendor = await findVendor(ctx, input.vendorId)
  if (!vendor.ok) return vendor
  return ctx.once(async (tx) => {
    const one = await insertImport(tx, {
      id: ctx.newId(),
      vendorId: vendor.value,
      name: input.name,
      format: input.format,
      currency: input.currency ?? currencyDefault,
      warehouse: input.warehouse ?? null,
      createdBy: nameOf(ctx.actor),
    })
    return ok(toReply(one))
  })
})
