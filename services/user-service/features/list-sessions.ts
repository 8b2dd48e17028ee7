import { type Ctx, feature, ok } from '@rialto/core'
import { listSessions } from '../contract.ts'
import { sessionsMax } from '../model/limits.ts'
import type { Ports } from '../model/ports.ts'
import * as store from '../store/sessions.ts'
import { ownId } from './own-id.ts'

export default feature(listSessions, async (_input, ctx: Ctx<Ports>) => {
  const rows = await store.listSessions(ctx.sql, ownId(ctx), sessionsMax)
  return ok({
    items: rows.map(({ sessionId, device, ...times }) => ({
      sessionId,
      device,
      createdAt: times.createdAt.toISOString(),
      lastUsedAt: times.lastUsedAt.toISOString(),
      expiresAt: times.expiresAt.toISOString(),
    })),
  })
})
