import { feature, nextPage, ok, readCursor, refuse, startOf } from '@rialto/core'
import { listOrders } from '../contract.ts'
import * as store from '../store/lists.ts'
import { showSummary } from './show-order.ts'

export default feature(listOrders, async (input, ctx) => {
  const order = input.sortOrder ?? 'desc'
  const after = readCursor(input.after, { id: startOf(order) })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const number = input.number?.trim().toUpperCase() ?? null
  const page = { status: input.status ?? null, number, beyond: after.id, order, limit: limit + 1 }
  const rows = await store.listOrders(ctx.sql, page)
  const { items, next } = nextPage(rows, limit, (last) => ({ id: last.orderId }))
  return ok({ items: items.map(showSummary), next })
})
