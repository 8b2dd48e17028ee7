import { feature, ok } from '@rialto/core'
import { explainMatchCases } from '../contract.ts'
import { explainCases } from '../store/match-cases.ts'
import { showCase } from './show-match.ts'

export default feature(explainMatchCases, async ({ caseIds, reason, note }, ctx) =>
  ctx.once(async (tx) => {
    const by = ctx.actor.id ?? 'nobody'
    const explained = await explainCases(tx, { ids: caseIds, by, reason, note: note ?? null })
    for (const { id } of explained) tx.changed(id, { state: 'open' }, { state: 'explained', reason })
    return ok({ items: explained.map(showCase) })
  }),
)
