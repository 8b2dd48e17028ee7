import type { Ctx, Tx } from '@rialto/core'
import { mailRequested } from '../contract.ts'
import { linkSeconds, mailGapSeconds, mailsPerDayMax } from '../model/limits.ts'
import type { Person } from '../model/person.ts'
import type { Ports } from '../model/ports.ts'
import { countMails, insertMailRequest, type MailKind } from '../store/mail-requests.ts'

/** What one registration asked for. It counts when the link of its own mail is used. */
export type Registration = { person: Person; passwordHash: string }

type Mail = { userId: string; kind: MailKind; registration: Registration | null }

/**
 * Asks for a mail, in the caller's commit; the caller has locked the account. Who asks too often gets no further mail
 * and is not told, so that nobody can fill a stranger's mailbox or learn from the answer.
 */
export async function requestMail(ctx: Ctx<Ports>, tx: Tx, mail: Mail): Promise<void> {
  const { userId, kind } = mail
  const sent = await countMails(tx, { userId, kind, gapSeconds: mailGapSeconds })
  if (sent.lately > 0 || sent.today >= mailsPerDayMax) return
  const id = ctx.newId()
  await insertMailRequest(tx, {
    id,
    userId,
    kind,
    token: kind === 'account_exists' ? null : makeToken(ctx, id),
    registration: mail.registration && sealRegistration(ctx, id, mail.registration),
    lifeSeconds: linkSeconds[kind],
  })
  await tx.publish(mailRequested, userId, { requestId: id, kind })
}

/** The secret of a mail that was requested. */
export function openToken(ctx: Ctx<Ports>, request: { id: string; token: string }): string {
  return ctx.ports.personalData.open(request.token, tokenPlace(ctx, request.id))
}

export function openRegistration(
  ctx: Ctx<Ports>,
  request: { id: string; registration: string },
): Registration {
  const text = ctx.ports.personalData.open(request.registration, registrationPlace(ctx, request.id))
  return JSON.parse(text) as Registration
}

function makeToken(ctx: Ctx<Ports>, id: string) {
  const { secrets, personalData } = ctx.ports
  const token = secrets.make()
  return { sealed: personalData.seal(token, tokenPlace(ctx, id)), digest: secrets.digest(token) }
}

function sealRegistration(ctx: Ctx<Ports>, id: string, registration: Registration): string {
  return ctx.ports.personalData.seal(JSON.stringify(registration), registrationPlace(ctx, id))
}

function tokenPlace(ctx: Ctx<Ports>, id: string): string {
  return `${ctx.tenant}/link/${id}`
}

function registrationPlace(ctx: Ctx<Ports>, id: string): string {
  return `${ctx.tenant}/registration/${id}`
}
