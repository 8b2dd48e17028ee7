import { type Ctx, consumer, type EventType, type Job } from '@rialto/core'
import {
  findSold,
  listSoldOrders,
  orderCancelled,
  orderPaid,
  partCancelled,
  returnCompleted,
} from '@rialto/order-service/contract'
import { soldDays } from '../model.ts'
import { readClock } from '../store/documents.ts'
import { countSold, saveSales } from '../store/sales.ts'
import { asked, inParts } from './index-products.ts'

const ordersMax = 200
const salesMax = 1_000
/** A product that sells all the time is counted this often: its row holds all its words, and is dear to write. */
const countSeconds = 10

// Whatever moved of an order, what it sold is read anew from its owner and put in the place of what was read before:
// an event that comes twice, late or out of turn changes nothing (INV-5).
export const followSales = consumer({
  name: 'search.follow_sales',
  kind: 'projection',
  on: [orderPaid, orderCancelled, partCancelled, returnCompleted] as readonly EventType<{
    orderId: string
  }>[],
  prepare: (events, ctx) => readSales(ctx, [...new Set(events.map((event) => event.data.orderId))]),
  apply: async () => {},
  together: 'in turn',
})

async function readSales(ctx: Ctx, orderIds: readonly string[]): Promise<void> {
  for (const part of inParts(orderIds, ordersMax)) {
    const readAt = await readClock(ctx.sql)
    const { items } = await asked(ctx.call(findSold, { orderIds: part }))
    const sales = items.flatMap(({ orderId, createdAt, products }) =>
      products.map((product) => ({ orderId, createdAt, ...product })),
    )
    // One count for all sales of some seconds. It runs when these are over, so none of them comes too late for it.
    const key = `of ${Math.floor(ctx.now().getTime() / (countSeconds * 1_000))}`
    await ctx.tx(async (tx) => {
      await saveSales(tx, sales, readAt)
      await tx.schedule({ kind: countSales.kind, key, dueInSeconds: countSeconds, data: null })
    })
  }
}

/** Counts what changed, and what left a span of days since: that is why it also runs by itself. */
export const countSales = {
  kind: 'search.count_sales',
  everySeconds: 3_600,
  run: async (_job, ctx) => {
    let counted = salesMax
    while (counted === salesMax) counted = await ctx.tx((tx) => countSold(tx, salesMax))
  },
} satisfies Job

/** Reads all sales that count again, part by part, as the index itself is built again. */
export const rebuildSales = {
  kind: 'search.rebuild_sales',
  run: async ({ data }, ctx) => {
    const { after } = data as { after: string | null }
    const wanted = { days: soldDays.long, limit: ordersMax, ...(after ? { after } : {}) }
    const { orderIds } = await asked(ctx.call(listSoldOrders, wanted))
    await readSales(ctx, orderIds)
    const last = orderIds.at(-1)
    if (last === undefined || orderIds.length < ordersMax) return
    const next = {
      kind: 'search.rebuild_sales',
      key: `after ${last}`,
      dueInSeconds: 0,
      data: { after: last },
    }
    await ctx.tx((tx) => tx.schedule(next))
  },
} satisfies Job
