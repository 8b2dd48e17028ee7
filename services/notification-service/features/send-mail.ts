import type { Ctx, Job } from '@rialto/core'
import { giveUpSeconds, type Ports } from '../model.ts'
import { noteFailure } from '../store.ts'
import { composeMail } from './compose-mail.ts'

export const sendMailKind = 'notification.send_mail'

/**
 * Sends one mail, at least once: a process that dies after the mail server took it sends it again with the same message
 * id. While the server does not answer the job comes again, with longer and longer pauses (INV-1).
 */
const job: Job<Ports> = {
  kind: sendMailKind,
  run: ({ key }, ctx) => sendMail(ctx, key),
}

export default job

async function sendMail(ctx: Ctx<Ports>, id: string): Promise<void> {
  const { rows } = ctx.ports
  const stored = await rows.find(ctx, id)
  if (stored?.state !== 'waiting') return
  const composed = await composeMail(ctx, stored)
  if ('skip' in composed) {
    await rows.finish(ctx, { id, state: 'skipped', problem: composed.skip, language: null })
    return
  }
  const { mail } = composed
  const sent = await ctx.ports.mails.send(mail)
  if (sent.ok) {
    await rows.finish(ctx, { id, state: 'sent', problem: null, language: mail.language })
    return
  }
  if (sent.isFinal || stored.ageSeconds > giveUpSeconds) {
    const state = sent.isFinal ? 'refused' : 'given_up'
    await rows.finish(ctx, { id, state, problem: sent.code, language: mail.language })
    ctx.log.warn('a mail will not be delivered', { op: sendMailKind, id, state, code: sent.code })
    return
  }
  await noteFailure(ctx.sql, id, sent.code)
  throw new Error(`The mail server did not take mail ${id}: ${sent.code}`)
}
