import { assert, type Ctx } from '@rialto/core'

/** The id of the person who asks. Endpoints for `signed_in` are reached by people with an account only. */
export function ownId(ctx: Ctx): string {
  assert(ctx.actor.kind === 'user' && ctx.actor.id !== null, 'INV-5: only a signed-in person has an account')
  return ctx.actor.id
}
