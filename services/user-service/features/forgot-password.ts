import { type Ctx, feature, ok } from '@rialto/core'
import { forgotPassword } from '../contract.ts'
import type { Ports } from '../model/ports.ts'
import { askForMail } from './ask-for-mail.ts'

export default feature(forgotPassword, async ({ email }, ctx: Ctx<Ports>) => {
  await askForMail(ctx, email, 'reset_password')
  return ok({ status: 'reset_sent' as const })
})
