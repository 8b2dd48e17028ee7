import { feature, nextPage, ok, readCursor, refuse, vendorScope } from '@rialto/core'
import { listImports } from '../contract.ts'
import * as store from '../store/imports.ts'
import { toReply } from './get-import.ts'

const newest = { id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

export default feature(listImports, async (input, ctx) => {
  const after = readCursor(input.after, newest)
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const vendorId = vendorScope(ctx.actor) ?? input.vendorId ?? null
  const rows = await store.listImports(ctx.sql, vendorId, { before: after.id, limit: limit + 1 })
  const { items, next } = nextPage(rows, limit, (last) => ({ id: last.id }))
  return ok({ items: items.map(toReply), next })
})
