import { feature, ok, refuse } from '@rialto/core'
import { createBrand } from '../contract.ts'
import { insertBrands } from '../store/catalogue.ts'

export default feature(createBrand, ({ name }, ctx) =>
  ctx.once(async (tx) => {
    const [brand] = await insertBrands(tx, [{ id: ctx.newId(), name }])
    return brand ? ok(brand) : refuse('BRAND_NAME_TAKEN', `There is a brand ${name} already`)
  }),
)
