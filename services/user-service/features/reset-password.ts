import { type Ctx, feature, ok, refuse, type Tx } from '@rialto/core'
import { resetPassword } from '../contract.ts'
import { isCommonPassword } from '../model/passwords.ts'
import type { Ports } from '../model/ports.ts'
import { lockAccount, setPassword } from '../store/accounts.ts'
import { clearAttempts } from '../store/guards.ts'
import { dropLinks, type FoundLink, findLink, markLinkUsed } from '../store/mail-requests.ts'
import { findPerson, placeOf } from '../store/personal-data.ts'
import { endSessions } from '../store/sessions.ts'

/** A link sets one password: used once, it is as good as forged. */
export function decide(link: FoundLink | undefined): 'LINK_INVALID' | 'LINK_EXPIRED' | null {
  if (!link || link.used) return 'LINK_INVALID'
  return link.expired ? 'LINK_EXPIRED' : null
}

export default feature(resetPassword, async ({ token, password }, ctx: Ctx<Ports>) => {
  const link = await findLink(ctx.sql, ctx.ports.secrets.digest(token), 'reset_password')
  const code = decide(link)
  if (code || !link) {
    return refuse(code ?? 'LINK_INVALID', 'This link was used or is out of date. Ask for a new mail')
  }
  const person = await findPerson(ctx.sql, placeOf(ctx), link.userId)
  if (isCommonPassword(password, person?.email ?? null)) {
    return refuse('PASSWORD_TOO_COMMON', 'This password is among the first that others would try')
  }
  const hashed = await ctx.ports.passwords.hash(password)
  if (!hashed.ok) return hashed
  const emailIndex = person ? ctx.ports.personalData.index(ctx.tenant, person.email) : null
  const isDone = await ctx.tx((tx) => setNewPassword(tx, { link, passwordHash: hashed.value, emailIndex }))
  if (!isDone) return refuse('LINK_INVALID', 'This link was used a moment ago')
  return ok({ status: 'password_set' as const })
})

/** Whoever could sign in before cannot any more: sessions and other links end with the old password. */
async function setNewPassword(
  tx: Tx,
  reset: { link: FoundLink; passwordHash: string; emailIndex: string | null },
): Promise<boolean> {
  const { userId, id } = reset.link
  const account = await lockAccount(tx, userId)
  if (!account || !(await markLinkUsed(tx, id))) return false
  await setPassword(tx, userId, reset.passwordHash)
  await endSessions(tx, { userId, sessionId: null }, 'password_reset')
  await dropLinks(tx, userId, ['reset_password', 'verify_email'])
  if (reset.emailIndex) await clearAttempts(tx, reset.emailIndex)
  return true
}
