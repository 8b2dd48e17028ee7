import { type Ctx, feature, ok, refuse } from '@rialto/core'
import { readMailRequest } from '../contract.ts'
import type { Ports } from '../model/ports.ts'
import { findAccount } from '../store/accounts.ts'
import * as store from '../store/mail-requests.ts'
import { findPerson, placeOf } from '../store/personal-data.ts'
import { openToken } from './request-mail.ts'

export default feature(readMailRequest, async ({ requestId }, ctx: Ctx<Ports>) => {
  const request = await store.readMailRequest(ctx.sql, requestId)
  if (!request) return refuse('NOT_FOUND', 'This mail was used, is out of date, or never wanted')
  const [account, person] = await Promise.all([
    findAccount(ctx.sql, request.userId),
    findPerson(ctx.sql, placeOf(ctx), request.userId),
  ])
  if (!account || !person) return refuse('NOT_FOUND', 'The person of this mail is gone')
  const { id, kind, token } = request
  return ok({
    requestId,
    kind,
    email: person.email,
    firstName: person.firstName,
    language: account.preferences.language,
    token: token === null ? null : openToken(ctx, { id, token }),
    expiresInSeconds: request.secondsLeft,
  })
})
