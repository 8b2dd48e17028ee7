import { feature, ok, refuse } from '@rialto/core'
import { updatePreferences } from '../contract.ts'
import { writePreferences } from '../store.ts'
import { ownId, preferencesReply } from './get-preferences.ts'

export default feature(updatePreferences, async ({ version, orderMails }, ctx) => {
  const written = await writePreferences(ctx.sql, { userId: ownId(ctx), version, ...orderMails })
  return written === undefined
    ? refuse('VERSION_CONFLICT', 'The preferences were changed elsewhere. Read them again')
    : ok(preferencesReply(written, orderMails))
})
