import { feature, ok } from '@rialto/core'
import { listOwnOrders } from '../contract.ts'
import { ownerIdOf } from '../model/owner.ts'
import * as store from '../store/lists.ts'
import { showSummary } from './show-order.ts'

const limitDefault = 20

export default feature(listOwnOrders, async (input, ctx) => {
  const { page = 1, limit = limitDefault } = input
  const status = input.status ?? null
  const ownerId = ownerIdOf(ctx.actor)
  const [rows, total] = await Promise.all([
    store.listOwnOrders(ctx.sql, ownerId, { status, limit, offset: (page - 1) * limit }),
    store.countOwnOrders(ctx.sql, ownerId, status),
  ])
  return ok({
    items: rows.map(showSummary),
    pagination: { page, limit, total, totalPages: Math.ceil(total / limit) },
  })
})
