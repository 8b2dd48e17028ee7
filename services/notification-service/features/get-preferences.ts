import { assert, type Ctx, feature, ok } from '@rialto/core'
import { getPreferences } from '../contract.ts'
import { type Preferences, usualPreferences } from '../model.ts'
import { findPreferences } from '../store.ts'

export default feature(getPreferences, async (_input, ctx) => {
  const found = await findPreferences(ctx.sql, ownId(ctx))
  return ok(preferencesReply(found?.version ?? 0, found ?? usualPreferences))
})

/** The id of the person who asks: `signed_in` lets nobody else in. */
export function ownId(ctx: Ctx): string {
  assert(ctx.actor.kind === 'user' && ctx.actor.id !== null, 'INV-5: only a signed-in person has preferences')
  return ctx.actor.id
}

export function preferencesReply(version: number, { shipped, delivered, reviews }: Preferences) {
  return { version, orderMails: { shipped, delivered, reviews } }
}
