import type { fraudScore } from '../contract.ts'

type Types = NonNullable<(typeof fraudScore)['types']>
export type FraudQuestion = Types['question']
export type FraudAnswer = Types['answer']
type Rule = {
  readonly reason: string
  readonly points: number
  readonly applies: (asked: FraudQuestion) => boolean
}

/** 1,000.00 in most currencies. */
const largeTotal = 100_000

/**
 * What is known without asking anybody. Who tries card after card reaches the limit by that alone; all else only adds up.
 * Of rules with one reason, the one with the most points counts.
 */
const rules: readonly Rule[] = [
  { reason: 'many_failed_attempts', points: 30, applies: (asked) => asked.failedAttempts >= 4 },
  { reason: 'many_failed_attempts', points: 60, applies: (asked) => asked.failedAttempts >= 7 },
  { reason: 'many_failed_attempts', points: 100, applies: (asked) => asked.failedAttempts >= 10 },
  { reason: 'many_unpaid_orders', points: 30, applies: (asked) => asked.unpaidOrders >= 5 },
  { reason: 'many_unpaid_orders', points: 60, applies: (asked) => asked.unpaidOrders >= 15 },
  {
    reason: 'countries_differ',
    points: 10,
    applies: ({ shippingCountry, billingCountry }) =>
      billingCountry !== null && billingCountry !== shippingCountry,
  },
  {
    reason: 'large_order_of_guest',
    points: 20,
    applies: ({ userId, total }) => userId === null && total >= largeTotal,
  },
]

/** The score that the shop gives by itself, from 0 to 100. */
export function scoreOf(asked: FraudQuestion): FraudAnswer {
  const points = new Map<string, number>()
  for (const { reason, points: own, applies } of rules)
    if (applies(asked)) points.set(reason, Math.max(own, points.get(reason) ?? 0))
  const sum = [...points.values()].reduce((total, own) => total + own, 0)
  return { score: Math.min(100, sum), reasons: [...points.keys()] }
}
