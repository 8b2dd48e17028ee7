import { feature, ok, refuse } from '@rialto/core'
import { matchLedger } from '../contract.ts'
import { isDay } from '../model/ledger-day.ts'
import type { Ports } from '../ports.ts'
import { findDays } from '../store/ledger-balances.ts'
import { startMatch } from '../store/match-runs.ts'
import { scheduleMatch } from './match-ledger.ts'
import { configMissing } from './open-tender.ts'
import { showMatch } from './show-match.ts'

export default feature<{ day?: string }, ReturnType<typeof showMatch>, 'PAYMENT_CONFIG_MISSING', Ports>(
  matchLedger,
  async ({ day }, ctx) => {
    if (day !== undefined && !isDay(day)) return refuse('VALIDATION_FAILED', 'There is no such day')
    if (!ctx.ports.provider) return configMissing
    return ctx.once(async (tx) => {
      const run = await startMatch(tx, day ?? (await findDays(tx)).today)
      if (!run) return refuse('VALIDATION_FAILED', 'This day has not begun')
      await scheduleMatch(tx, run)
      return ok(showMatch(run))
    })
  },
)
