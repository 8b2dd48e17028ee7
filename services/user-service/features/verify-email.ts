import { type Ctx, feature, ok, refuse, type Tx } from '@rialto/core'
import { verifyEmail } from '../contract.ts'
import type { Ports } from '../model/ports.ts'
import { lockAccount, verifyAccount } from '../store/accounts.ts'
import { type FoundLink, findLink, markLinkUsed } from '../store/mail-requests.ts'
import { placeOf, updatePerson } from '../store/personal-data.ts'
import { openRegistration } from './request-mail.ts'

/** A second click on a link that did its work is answered the same: mail scanners click before people do. */
export function decide(link: FoundLink | undefined): 'use' | 'done' | 'LINK_INVALID' | 'LINK_EXPIRED' {
  if (!link) return 'LINK_INVALID'
  if (link.used) return 'done'
  return link.expired ? 'LINK_EXPIRED' : 'use'
}

export default feature(verifyEmail, async ({ token }, ctx: Ctx<Ports>) => {
  const link = await findLink(ctx.sql, ctx.ports.secrets.digest(token), 'verify_email')
  const decision = decide(link)
  if (decision === 'LINK_INVALID') return refuse(decision, 'This link is not one of ours. Ask for a new mail')
  if (decision === 'LINK_EXPIRED') return refuse(decision, 'This link is out of date. Ask for a new mail')
  if (link && decision === 'use') await ctx.tx((tx) => verify(ctx, tx, link))
  return ok({ status: 'verified' as const })
})

async function verify(ctx: Ctx<Ports>, tx: Tx, link: FoundLink): Promise<void> {
  const account = await lockAccount(tx, link.userId)
  if (!account || !(await markLinkUsed(tx, link.id))) return
  const registration = link.registration
    ? openRegistration(ctx, { id: link.id, registration: link.registration })
    : null
  const isFirst = await verifyAccount(tx, link.userId, registration?.passwordHash ?? null)
  if (isFirst && registration) {
    await updatePerson(tx, placeOf(ctx), { userId: link.userId, person: registration.person })
  }
}
