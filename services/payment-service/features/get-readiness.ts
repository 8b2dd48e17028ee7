import { type Ctx, feature, ok } from '@rialto/core'
import { getReadiness } from '../contract.ts'
import type { Ports } from '../ports.ts'
import { findBacklogSeconds } from '../store/budget.ts'
import { account } from './open-tender.ts'

const backlogSecondsMax = 180

export default feature(getReadiness, async (_input, ctx: Ctx<Ports>) => {
  const { provider, callsPerSecond } = ctx.ports
  const backlogSeconds = callsPerSecond === null ? 0 : Math.ceil(await findBacklogSeconds(ctx.sql, account))
  return ok({ configured: provider !== null, backlogSeconds, busy: backlogSeconds > backlogSecondsMax })
})
