import { feature, ok, refuse, vendorScope } from '@rialto/core'
import { getImport } from '../contract.ts'
import { findImport, type ProductImport } from '../store/imports.ts'

export default feature(getImport, async ({ importId }, ctx) => {
  const one = await findImport(ctx.sql, importId, vendorScope(ctx.actor))
  return one ? ok(toReply(one)) : refuse('IMPORT_NOT_FOUND', 'There is no such import')
})

export function toReply(one: ProductImport) {
  const { rowsStored: _stored, digest: _digest, currency: _currency, warehouse: _warehouse, ...told } = one
  return {
    ...told,
    createdAt: one.createdAt.toISOString(),
    finishedAt: one.finishedAt?.toISOString() ?? null,
  }
}
