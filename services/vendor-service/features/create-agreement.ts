import { feature, ok, refuse } from '@rialto/core'
import { createAgreement } from '../contract.ts'
import { checkTerms } from '../model/agreements.ts'
import { insertAgreement } from '../store/agreements.ts'
import { vendorInReach } from './vendor-in-reach.ts'

// New terms never reach back: a sale that was made is settled by the terms of its day.
export default feature(createAgreement, async ({ vendorId, validFrom, ...terms }, ctx) => {
  const refusal = checkTerms(terms)
  if (refusal) return refusal
  const now = ctx.now()
  if (validFrom !== undefined && Date.parse(validFrom) < now.getTime()) {
    return refuse('VALIDATION_FAILED', '`validFrom` is in the past')
  }
  if (!(await vendorInReach(ctx, vendorId))) return refuse('NOT_FOUND', 'There is no such vendor')
  const begins = (validFrom === undefined ? now : new Date(validFrom)).toISOString()
  return ctx.once(async (tx) =>
    ok(await insertAgreement(tx, { agreementId: ctx.newId(), vendorId, ...terms, validFrom: begins })),
  )
})
