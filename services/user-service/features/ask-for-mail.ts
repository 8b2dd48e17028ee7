import type { Ctx, Job } from '@rialto/core'
import { normaliseEmail } from '../model/person.ts'
import type { Ports } from '../model/ports.ts'
import { lockAccountByEmail } from '../store/accounts.ts'
import { requestMail } from './request-mail.ts'

type Wish = { emailIndex: string; kind: 'verify_email' | 'reset_password' }

const kind = 'user.write_mail'

/**
 * Notes that somebody asked for a mail to an address. Whether there is an account is looked at later, by a job: the
 * answer takes the same time either way (INV-4).
 */
export async function askForMail(ctx: Ctx<Ports>, email: string, mailKind: Wish['kind']): Promise<void> {
  const emailIndex = ctx.ports.personalData.index(ctx.tenant, normaliseEmail(email))
  const data: Wish = { emailIndex, kind: mailKind }
  await ctx.tx((tx) => tx.schedule({ kind, key: `${mailKind} ${emailIndex}`, dueInSeconds: 0, data }))
}

export const writeMail: Job<Ports> = {
  kind,
  run: async (job, ctx) => {
    const wish = job.data as Wish
    await ctx.tx(async (tx) => {
      const account = await lockAccountByEmail(tx, wish.emailIndex)
      if (!account || (wish.kind === 'verify_email' && account.verified)) return
      await requestMail(ctx, tx, { userId: account.id, kind: wish.kind, registration: null })
    })
  },
}
