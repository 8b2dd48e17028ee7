// Orders of prepared carts, each with a shopper, a token and a key of its own.
import { randomUUID } from 'node:crypto'
import { createTokens } from '@rialto/jwt'
import { cartIdOf, guestIdOf, type PreparedCarts } from '../measure/prepared-carts.ts'
import { openLeanWire } from './lean-wire.ts'
import { onPlan, runLoad } from './run-plan.ts'

type Plan = {
  url: string
  tokenKeys: string
  /** Which carts there are: copies of each kind, numbered one after the other. */
  carts: (PreparedCarts & { from: number; count: number })[]
  callers: number
  seconds: number
}

type Prepared = { token: string; body: object }

onPlan(async ({ url, tokenKeys, carts, callers, seconds }: Plan) => {
  const prepared = await prepareRequests(tokenKeys, carts)
  const wire = openLeanWire(url, callers)
  return runLoad({ callers, seconds, total: prepared.length }, async () => {
    const next = prepared.pop()
    if (!next) return
    const answer = await wire.send('POST', '/api/orders', { ...next, key: randomUUID() })
    if (answer.status !== 201) throw new Error(`An order was refused: ${answer.text.slice(0, 300)}`)
  })
})

/** All tokens are signed before the clock runs. Kinds of carts alternate. */
async function prepareRequests(tokenKeys: string, carts: Plan['carts']): Promise<Prepared[]> {
  const tokens = createTokens({
    keys: tokenKeys,
    issuer: 'rialto-users',
    audience: 'rialto',
    cacheSeconds: 0,
  })
  const prepared: (Prepared & { at: number })[] = []
  for (const { cartVersion, digest, claims, from, count } of carts) {
    for (let n = from; n < from + count; n += 1) {
      const token = await tokens.make({
        ...claims,
        subject: guestIdOf(n),
        kind: 'guest',
        expiresInSeconds: 3_600,
      })
      const body = { cartId: cartIdOf(n), cartVersion, quoteId: randomUUID(), digest }
      prepared.push({ token, body, at: n - from })
    }
  }
  return prepared.sort((left, right) => right.at - left.at)
}
