import type { Job, Tx } from '@rialto/core'
import { trialBalance } from '../model/ledger-statement.ts'
import { findTrialBalance } from '../store/ledger-balances.ts'
import { findPeriod, setPeriodTotals } from '../store/ledger-periods.ts'

/** Keeps the trial balance of a period that was closed, once nothing that began before its closing is under way. */
export default {
  kind: 'payment.total_period',
  run: async ({ data }, ctx) => {
    const { through } = data as { through: string }
    const period = await findPeriod(ctx.sql, through)
    if (!period || period.totals !== null) return
    if (!period.isQuiet)
      throw new Error(`Something that began before ${through} was closed is still under way`)
    await setPeriodTotals(ctx.sql, through, trialBalance(await findTrialBalance(ctx.sql, through)))
  },
} satisfies Job

export function scheduleTotals(tx: Tx, through: string): Promise<void> {
  return tx.schedule({ kind: 'payment.total_period', key: through, dueInSeconds: 1, data: { through } })
}
