import { type Ctx, feature, ok, type Tx } from '@rialto/core'
import { ensureAccounts, rolesChanged, userRegistered } from '../contract.ts'
import type { Person, Preferences } from '../model/person.ts'
import type { Ports } from '../model/ports.ts'
import { findAccountByEmail, insertAccount, lockAccountByEmail, setPassword } from '../store/accounts.ts'
import { insertPerson, placeOf } from '../store/personal-data.ts'
import { findRoles, grantRoles } from '../store/roles.ts'
import { endSessions } from '../store/sessions.ts'
import { personOf } from './register-user.ts'

type Wanted = {
  person: Person
  emailIndex: string
  /** Null where the account keeps the password that it has. */
  passwordHash: string | null
  replacesPassword: boolean
  preferences: Preferences
  roles: readonly string[]
  verified: boolean
}

export default feature(ensureAccounts, async ({ accounts }, ctx: Ctx<Ports>) => {
  const items: { userId: string; created: boolean }[] = []
  for (const account of accounts) {
    const person = personOf(account)
    const emailIndex = ctx.ports.personalData.index(ctx.tenant, person.email)
    const known = await findAccountByEmail(ctx.sql, emailIndex)
    let passwordHash: string | null = null
    if (!known || account.replacePassword) {
      const hashed = await ctx.ports.passwords.hash(account.password)
      if (!hashed.ok) return hashed
      passwordHash = hashed.value
    }
    const { roles, verified = true, language = 'en', replacePassword: replacesPassword = false } = account
    const preferences: Preferences = { language, currency: null, marketing: false }
    const wanted = { person, emailIndex, passwordHash, replacesPassword, preferences, roles, verified }
    items.push(await ctx.tx((tx) => ensure(ctx, tx, wanted)))
  }
  return ok({ items })
})

async function ensure(ctx: Ctx<Ports>, tx: Tx, wanted: Wanted) {
  const { person, emailIndex, passwordHash, preferences, verified } = wanted
  const userId = ctx.newId()
  const isNew =
    passwordHash !== null &&
    (await insertAccount(tx, { id: userId, emailIndex, passwordHash, preferences, verified }))
  if (isNew) {
    await insertPerson(tx, placeOf(ctx), { userId, person })
    await tx.publish(userRegistered, userId, { userId })
    await grant(tx, userId, wanted.roles)
    return { userId, created: true }
  }
  const known = await lockAccountByEmail(tx, emailIndex)
  if (!known) throw new Error('An account was erased while it was being ensured')
  if (passwordHash !== null && wanted.replacesPassword) {
    await setPassword(tx, known.id, passwordHash)
    await endSessions(tx, { userId: known.id, sessionId: null }, 'password_reset')
  }
  await grant(tx, known.id, wanted.roles)
  return { userId: known.id, created: false }
}

async function grant(tx: Tx, userId: string, roles: readonly string[]): Promise<void> {
  const missing = await grantRoles(tx, { userId, roles, by: 'setup' })
  if (missing.length === 0) return
  const all = (await findRoles(tx, [userId])).get(userId) ?? []
  await tx.publish(rolesChanged, userId, { userId, roles: all, by: 'setup' })
}
