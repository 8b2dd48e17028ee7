import { type Ctx, feature, ok, refuse, type Tx } from '@rialto/core'
import { registerUser, userRegistered } from '../contract.ts'
import { isCommonPassword } from '../model/passwords.ts'
import {
  normaliseEmail,
  normalisePhone,
  normaliseText,
  type Person,
  type Preferences,
} from '../model/person.ts'
import type { Ports } from '../model/ports.ts'
import { insertAccount, lockAccountByEmail } from '../store/accounts.ts'
import { insertPerson, placeOf } from '../store/personal-data.ts'
import { type Registration, requestMail } from './request-mail.ts'

type Input = { email: string; firstName: string; lastName: string; phone?: string }

export default feature(registerUser, async (input, ctx: Ctx<Ports>) => {
  const person = personOf(input)
  if (isCommonPassword(input.password, person.email)) {
    return refuse('PASSWORD_TOO_COMMON', 'This password is among the first that others would try')
  }
  // Hashed for a known address too: the time of the answer must not tell it from an unknown one (INV-4).
  const hashed = await ctx.ports.passwords.hash(input.password)
  if (!hashed.ok) return hashed
  const registration = { person, passwordHash: hashed.value }
  const preferences: Preferences = { language: input.language ?? 'en', currency: null, marketing: false }
  await ctx.tx((tx) => openAccount(ctx, tx, { registration, preferences }))
  return ok({ status: 'verification_sent' as const })
})

/** Cleans what a person typed. */
export function personOf(input: Input): Person {
  return {
    email: normaliseEmail(input.email),
    firstName: normaliseText(input.firstName),
    lastName: normaliseText(input.lastName),
    phone: input.phone === undefined ? null : normalisePhone(input.phone),
  }
}

async function openAccount(
  ctx: Ctx<Ports>,
  tx: Tx,
  wish: { registration: Registration; preferences: Preferences },
): Promise<void> {
  const { registration, preferences } = wish
  const { person, passwordHash } = registration
  const id = ctx.newId()
  const emailIndex = ctx.ports.personalData.index(ctx.tenant, person.email)
  if (await insertAccount(tx, { id, emailIndex, passwordHash, preferences, verified: false })) {
    await insertPerson(tx, placeOf(ctx), { userId: id, person })
    await requestMail(ctx, tx, { userId: id, kind: 'verify_email', registration })
    await tx.publish(userRegistered, id, { userId: id })
    return
  }
  const known = await lockAccountByEmail(tx, emailIndex)
  if (!known) return
  // Nothing of the account changes. While its address is unproved, the link of this mail would bring this password:
  // somebody who registered a stranger's address first gains nothing (INV-2).
  const kind = known.verified ? 'account_exists' : 'verify_email'
  await requestMail(ctx, tx, { userId: known.id, kind, registration: known.verified ? null : registration })
}
