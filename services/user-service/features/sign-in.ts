import { type Ctx, feature, ok, refuse, type Tx } from '@rialto/core'
import { signIn } from '../contract.ts'
import { accessTokenSeconds, freeAttempts, sessionIdleSeconds, waitSecondsMax } from '../model/limits.ts'
import { deviceOf, normaliseEmail } from '../model/person.ts'
import type { Ports } from '../model/ports.ts'
import { type Account, findAccountByEmail, rehashPassword, touchAccount } from '../store/accounts.ts'
import { claimAttempt, clearAttempts } from '../store/guards.ts'
import { findPerson, placeOf } from '../store/personal-data.ts'
import { findRoles } from '../store/roles.ts'
import { insertSession } from '../store/sessions.ts'
import { findMembership, makeAccessToken, rolesOf } from './issue-tokens.ts'

/** Only who knows the password learns that the mail address is not verified yet. */
export function decide(account: { verified: boolean } | undefined, matches: boolean) {
  if (!account || !matches) return 'INVALID_CREDENTIALS'
  return account.verified ? null : 'EMAIL_NOT_VERIFIED'
}

const details = {
  INVALID_CREDENTIALS: 'The mail address or the password is wrong',
  EMAIL_NOT_VERIFIED: 'Open the link in the mail that we sent you, then sign in',
}

export default feature(signIn, async (input, ctx: Ctx<Ports>) => {
  // Known or not, an address is counted, looked up and compared in the same steps (INV-4).
  const emailIndex = ctx.ports.personalData.index(ctx.tenant, normaliseEmail(input.email))
  const waitSeconds = await claimAttempt(ctx.sql, emailIndex, { freeAttempts, waitSecondsMax })
  if (waitSeconds !== null) {
    return refuse('RATE_LIMITED', `Too many attempts. Try again in ${waitSeconds} seconds`, { waitSeconds })
  }
  const account = await findAccountByEmail(ctx.sql, emailIndex)
  const matches = await ctx.ports.passwords.matches(input.password, account?.passwordHash ?? null)
  if (!matches.ok) return matches
  const code = decide(account, matches.value)
  if (code || !account) {
    const refused = code ?? 'INVALID_CREDENTIALS'
    return refuse(refused, details[refused])
  }
  return ok(await openSession(ctx, { account, emailIndex, ...input }))
})

type Opening = { account: Account; emailIndex: string; password: string; userAgent?: string }

async function openSession(ctx: Ctx<Ports>, opening: Opening) {
  const { account } = opening
  const membership = await findMembership(ctx, account.id)
  const rehashed = await strongerHash(ctx, opening)
  const sessionId = ctx.newId()
  const refreshToken = ctx.ports.secrets.make()
  const { roles, person } = await ctx.tx(async (tx) => {
    await writeSession(ctx, tx, { ...opening, sessionId, refreshToken })
    if (rehashed) await rehashPassword(tx, account.id, { old: account.passwordHash, next: rehashed })
    const found = await findRoles(tx, [account.id])
    return { roles: found.get(account.id) ?? [], person: await findPerson(tx, placeOf(ctx), account.id) }
  })
  const accessToken = await makeAccessToken(ctx, { userId: account.id, sessionId, roles, membership })
  return {
    accessToken,
    refreshToken,
    expiresInSeconds: accessTokenSeconds,
    user: {
      id: account.id,
      email: person?.email ?? '',
      firstName: person?.firstName ?? '',
      lastName: person?.lastName ?? '',
      roles: rolesOf({ roles, membership }),
      vendorId: membership?.vendorId ?? null,
    },
  }
}

async function writeSession(
  ctx: Ctx<Ports>,
  tx: Tx,
  opening: Opening & { sessionId: string; refreshToken: string },
): Promise<void> {
  const { account, emailIndex, userAgent, sessionId, refreshToken } = opening
  await insertSession(tx, {
    id: sessionId,
    userId: account.id,
    device: deviceOf(userAgent),
    lifeSeconds: sessionIdleSeconds,
    tokenDigest: ctx.ports.secrets.digest(refreshToken),
  })
  await touchAccount(tx, account.id)
  await clearAttempts(tx, emailIndex)
}

/** The cost of hashes grows over the years; this is the one moment when the password itself is known. */
async function strongerHash(ctx: Ctx<Ports>, opening: Opening): Promise<string | null> {
  const { passwords } = ctx.ports
  if (passwords.isCurrent(opening.account.passwordHash)) return null
  const hashed = await passwords.hash(opening.password)
  return hashed.ok ? hashed.value : null
}
