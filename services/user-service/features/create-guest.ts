import { type Ctx, feature, ok } from '@rialto/core'
import { createGuest } from '../contract.ts'
import { guestTokenSeconds } from '../model/limits.ts'
import type { Ports } from '../model/ports.ts'
import { permissionsOf } from '../model/roles.ts'

// Nothing is stored: the signed token is all there is of a guest. One that comes back in time keeps its basket.
export default feature(createGuest, async (_input, ctx: Ctx<Ports>) => {
  const guestId = (ctx.actor.kind === 'guest' && ctx.actor.id) || ctx.newId()
  const roles = ['guest']
  const accessToken = await ctx.ports.accessTokens.make({
    subject: guestId,
    tenant: ctx.tenant,
    kind: 'guest',
    roles,
    permissions: permissionsOf(roles),
    expiresInSeconds: guestTokenSeconds,
  })
  return ok({ guestId, accessToken, expiresInSeconds: guestTokenSeconds })
})
