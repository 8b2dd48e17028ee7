import { feature, ok } from '@rialto/core'
import { rebuildBalances } from '../contract.ts'
import { rebuildBalances as beginAnew } from '../store/ledger-balances.ts'

export default feature(rebuildBalances, (_input, ctx) =>
  ctx.once(async (tx) => {
    await beginAnew(tx)
    return ok({ startedAt: ctx.now().toISOString() })
  }),
)
