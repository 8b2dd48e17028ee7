import { type Ctx, feature, ok } from '@rialto/core'
import { signOut } from '../contract.ts'
import type { Ports } from '../model/ports.ts'
import { endSessions, findRefreshToken } from '../store/sessions.ts'

export default feature(signOut, async ({ refreshToken }, ctx: Ctx<Ports>) => {
  const known = await findRefreshToken(ctx.sql, ctx.ports.secrets.digest(refreshToken))
  if (known) await endSessions(ctx.sql, known, 'signed_out')
  return ok(null)
})
