import Type from 'typebox'
import type { Gate } from '../http/pipeline.ts'
import type { Outcome } from '../outcome.ts'
import { closed } from '../params/pieces.ts'
import { adminRoute } from './admin-route.ts'

const budgetOutcome = (gate: Gate): Outcome => ({ ok: true, body: { perSecond: gate.budget.perSecond() } })

export const readBudget = adminRoute({
  method: 'GET',
  path: '/_sim/budget',
  body: Type.Object({}),
  run: (gate) => budgetOutcome(gate),
})

/** Holds until the process ends; the setting decides again at the next start. */
export const setBudget = adminRoute({
  method: 'POST',
  path: '/_sim/budget',
  body: Type.Object(
    { perSecond: Type.Union([Type.Integer({ minimum: 1, maximum: 1_000_000 }), Type.Literal('unlimited')]) },
    closed,
  ),
  run(gate, { perSecond }) {
    gate.budget.set(perSecond)
    return budgetOutcome(gate)
  },
})
