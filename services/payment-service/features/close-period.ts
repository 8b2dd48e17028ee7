import { assert, feature, ok, refuse } from '@rialto/core'
import { closePeriod } from '../contract.ts'
import { isDay } from '../model/ledger-day.ts'
import { findDays } from '../store/ledger-balances.ts'
import { closeThrough, findPeriod } from '../store/ledger-periods.ts'
import { scheduleTotals } from './total-period.ts'

// From this commit on no journal is dated in the period. The trial balance is written by the job that leaves with it:
// when everything that had begun before has ended, so that nothing comes after the totals.
export default feature(closePeriod, async ({ through }, ctx) => {
  if (!isDay(through)) return refuse('VALIDATION_FAILED', 'There is no such day')
  return ctx.once(async (tx) => {
    if (!(await closeThrough(tx, through, ctx.actor.id ?? 'nobody'))) {
      const { today } = await findDays(tx)
      return through >= today
        ? refuse('PERIOD_NOT_OVER', 'Only days that are over can be closed')
        : refuse('PERIOD_CLOSED', 'The books are closed up to this day, or further')
    }
    await scheduleTotals(tx, through)
    const period = await findPeriod(tx, through)
    assert(period, `the period through ${through} was closed and is not there`)
    return ok({ through, closedAt: period.closedAt.toISOString() })
  })
})
