import { type Ctx, feature, ok } from '@rialto/core'
import { resendVerification } from '../contract.ts'
import type { Ports } from '../model/ports.ts'
import { askForMail } from './ask-for-mail.ts'

export default feature(resendVerification, async ({ email }, ctx: Ctx<Ports>) => {
  await askForMail(ctx, email, 'verify_email')
  return ok({ status: 'verification_sent' as const })
})
