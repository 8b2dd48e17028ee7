import { feature, ok, refuse } from '@rialto/core'
import { getTrialBalance } from '../contract.ts'
import { isDay } from '../model/ledger-day.ts'
import { trialBalance } from '../model/ledger-statement.ts'
import { findDays, findTrialBalance } from '../store/ledger-balances.ts'

export default feature(getTrialBalance, async ({ asOf }, ctx) => {
  if (asOf !== undefined && !isDay(asOf)) return refuse('VALIDATION_FAILED', 'There is no such day')
  const { today, closedThrough } = await findDays(ctx.sql)
  const day = asOf ?? today
  return ok({ asOf: day, closedThrough, currencies: trialBalance(await findTrialBalance(ctx.sql, day)) })
})
