// Orders of prepared carts, each with a shopper, a token and a key of its own.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createTokens } from '@rialto/jwt'
import type { Order, Wire } from '@rialto/testing'
import { cartIdOf, type PreparedCarts, quoteIdOf, shopperIdOf } from '../measure/prepared-carts.ts'
import { onPlan, runAtPace, runLoad } from './run-plan.ts'
import { openTurns } from './take-turns.ts'

type Plan = {
  urls: string[]
  tokenKeys: string
  /** Which carts there are: copies of each kind, numbered one after the other. */
  carts: PreparedCarts[]
  callers: number
  seconds: number
  /** At this pace, whatever the answers; without it each caller orders as soon as it was answered. */
  perSecond?: number
  /** So many pay, one order after the other, what was ordered; the orders do not wait for them. */
  payers?: number
  /** A refusal counts under its code; without this it ends the bench. */
  mayRefuse?: boolean
}

const lookMs = 5

type Prepared = { token: string; body: object }

onPlan(async (plan: Plan) => {
  const { urls, callers, seconds, perSecond } = plan
  const prepared = await prepareRequests(plan)
  const wire = openTurns(urls, callers + (plan.payers ?? 0))
  const till = openTill(wire, plan.payers ?? 0)
  const orderNext = async () => {
    const next = prepared.pop()
    if (!next) throw new Error('There are fewer prepared carts than orders')
    const answer = await wire.send<Order>('POST', '/api/orders', { ...next, key: randomUUID() })
    if (answer.status !== 201 && !plan.mayRefuse)
      throw new Error(`An order was refused: ${answer.text.slice(0, 300)}`)
    if (answer.status === 201) till.take({ token: next.token, orderId: answer.body.orderId })
    return answer.code ?? 'ordered'
  }
  const driven =
    perSecond === undefined
      ? await runLoad({ callers, seconds, total: prepared.length }, orderNext)
      : await runAtPace({ perSecond, seconds }, orderNext)
  return { ...driven, paid: await till.close() }
})

type Unpaid = { token: string; orderId: string }

/** Those who pay what others order, so many at once. */
function openTill(wire: Wire, payers: number) {
  const waiting: Unpaid[] = []
  let isOpen = true
  let paid = 0
  const pay = async () => {
    while (isOpen) {
      const next = waiting.shift()
      if (!next) {
        await pause(lookMs)
        continue
      }
      const body = { orderId: next.orderId, paymentMethodId: 'pm_card_visa' }
      await wire.ask('POST', '/api/payments/confirm', { token: next.token, key: randomUUID(), body })
      paid += 1
    }
  }
  const paying = Array.from({ length: payers }, pay)
  return {
    take: (order: Unpaid) => void waiting.push(order),
    /** Lets nobody else pay, and tells how many did. */
    close: async () => {
      isOpen = false
      await Promise.all(paying)
      return paid
    },
  }
}

/** All tokens are signed before the clock runs. Kinds of carts alternate. */
async function prepareRequests({ tokenKeys, carts }: Plan): Promise<Prepared[]> {
  const tokens = createTokens({
    keys: tokenKeys,
    issuer: 'rialto-users',
    audience: 'rialto',
    cacheSeconds: 0,
  })
  const prepared: (Prepared & { at: number })[] = []
  for (const { cartVersion, digest, claims, from, count } of carts) {
    for (let n = from; n < from + count; n += 1) {
      const token = await tokens.make({ ...claims, subject: shopperIdOf(n), expiresInSeconds: 3_600 })
      const body = { cartId: cartIdOf(n), cartVersion, quoteId: quoteIdOf(n), digest }
      prepared.push({ token, body, at: n - from })
    }
  }
  return prepared.sort((left, right) => right.at - left.at)
}
