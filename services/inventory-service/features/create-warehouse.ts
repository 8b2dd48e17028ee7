import { feature, ok, refuse } from '@rialto/core'
import { createWarehouse } from '../contract.ts'
import { insertWarehouse } from '../store.ts'

export default feature(createWarehouse, (input, ctx) =>
  ctx.once(async (tx) => {
    const warehouse = await insertWarehouse(tx, { id: ctx.newId(), ...input })
    return warehouse
      ? ok(warehouse)
      : refuse('WAREHOUSE_CODE_TAKEN', `There is a warehouse ${input.code} already`)
  }),
)
