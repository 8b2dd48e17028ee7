import { feature, ok, refuse } from '@rialto/core'
import { updatePreferences } from '../contract.ts'
import { writePreferences } from '../store.ts'
import { ownId, preferencesReply } from './get-preferences.ts'

export default feature(updatePreferences, async ({ version, orderMails }, ctx) => {
  const { shipped, delivered, reviews = null } = orderMails
  const written = await writePreferences(ctx.sql, {
    userId: ownId(ctx),
    version,
    shipped,
    delivered,
    reviews,
  })
  return written === undefined
    ? refuse('VERSION_CONFLICT', 'The preferences were changed elsewhere. Read them again')
    : ok(preferencesReply(written.version, written))
})
