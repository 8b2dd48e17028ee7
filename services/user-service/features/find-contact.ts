import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { findContact } from '../contract.ts'
import type { Ports } from '../model/ports.ts'
import { findAccount } from '../store/accounts.ts'
import { findPerson, placeOf } from '../store/personal-data.ts'

export default feature(findContact, async ({ userId }, ctx: Ctx<Ports>) => {
  const [account, person] = await Promise.all([
    findAccount(ctx.sql, userId),
    findPerson(ctx.sql, placeOf(ctx), userId),
  ])
  if (!account || !person) return refuse('NOT_FOUND', 'There is no such user')
  const { email, firstName } = person
  return ok({ userId, email, firstName, language: account.preferences.language })
})
