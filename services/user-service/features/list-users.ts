import { type Ctx, feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listUsers } from '../contract.ts'
import { normaliseEmail } from '../model/person.ts'
import type { Ports } from '../model/ports.ts'
import { listAccounts } from '../store/accounts.ts'
import { findPersons, placeOf } from '../store/personal-data.ts'
import { findRoles } from '../store/roles.ts'

const afterAll = { id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export default feature(listUsers, async (input, ctx: Ctx<Ports>) => {
  const before = readCursor(input.after, afterAll)
  if (!before || !isId.test(before.id)) {
    return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  }
  const limit = input.limit ?? 25
  const emailIndex =
    input.email === undefined ? null : ctx.ports.personalData.index(ctx.tenant, normaliseEmail(input.email))
  const accounts = await listAccounts(ctx.sql, { emailIndex, before: before.id, limit: limit + 1 })
  const page = nextPage(accounts, limit, (last) => ({ id: last.id }))
  const ids = page.items.map((account) => account.id)
  const [persons, roles] = await Promise.all([
    findPersons(ctx.sql, placeOf(ctx), ids),
    findRoles(ctx.sql, ids),
  ])
  const items = page.items.flatMap((account) => {
    const person = persons.get(account.id)
    // Between erasure and the end of the account there is nobody to show.
    if (!person) return []
    const { email, firstName, lastName } = person
    return [
      {
        userId: account.id,
        email,
        emailVerified: account.verified,
        firstName,
        lastName,
        roles: roles.get(account.id) ?? [],
        createdAt: account.createdAt.toISOString(),
        lastLoginAt: account.lastSignInAt?.toISOString() ?? null,
      },
    ]
  })
  return ok({ items, next: page.next })
})
