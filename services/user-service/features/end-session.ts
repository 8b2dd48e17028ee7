import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { endSession } from '../contract.ts'
import type { Ports } from '../model/ports.ts'
import { endOwnSession } from '../store/sessions.ts'
import { ownId } from './own-id.ts'

export default feature(endSession, async ({ sessionId }, ctx: Ctx<Ports>) => {
  const isOwn = await endOwnSession(ctx.sql, sessionId, ownId(ctx))
  return isOwn ? ok(null) : refuse('NOT_FOUND', 'You have no such session')
})
