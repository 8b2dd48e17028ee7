import type { BookCheck, Ctx } from '@rialto/core'
import { listPaidOrders } from '@rialto/order-service/contract'
import { firstIdAt, paidProblems } from '../model/paid-orders.ts'
import type { Ports } from '../ports.ts'
import { clearingSql, guardsSql, listCaptured, pendingSql, vitalsSql } from '../store/checks.ts'

const sampledHours = 3
const ordersEach = 500
const pagesMax = 40

export const vitals = vitalsSql

/** What must hold of money; of orders and sales the last three hours are looked at. */
export const checks: readonly BookCheck<Ports>[] = [
  {
    name: 'payment.paid_is_captured',
    sentence: 'An order is paid exactly when its money was captured, to the cent',
    find: comparePaid,
  },
  {
    name: 'payment.sales_clear',
    sentence: 'What was paid for an order is split without a rest',
    statement: clearingSql,
  },
  {
    name: 'payment.guards_hold',
    sentence: 'No account that is guarded is below zero, or below what was promised of it',
    statement: guardsSql,
  },
  {
    name: 'payment.nothing_pends',
    sentence: 'No payment, refund or promise waits beyond its time',
    statement: pendingSql,
  },
]

/** Both sides are read by ranges of order ids, a page at a time. */
async function comparePaid(ctx: Ctx<Ports>): Promise<string[]> {
  const until = firstIdAt(ctx.now())
  let after = firstIdAt(new Date(ctx.now().getTime() - sampledHours * 3_600_000))
  const problems: string[] = []
  for (let page = 0; page < pagesMax; page += 1) {
    const answer = await ctx.call(listPaidOrders, { after, until, limit: ordersEach })
    if (!answer.ok) throw new Error(`order-service did not tell which orders are paid: ${answer.code}`)
    const { items } = answer.value
    const isLast = items.length < ordersEach
    const to = isLast ? until : (items.at(-1)?.orderId ?? until)
    problems.push(...paidProblems(items, await listCaptured(ctx.sql, after, to)))
    if (isLast) break
    after = to
  }
  return problems
}
