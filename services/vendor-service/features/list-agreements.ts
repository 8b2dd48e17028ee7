import { feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listAgreements } from '../contract.ts'
import * as store from '../store/agreements.ts'
import { vendorInReach } from './vendor-in-reach.ts'

const afterAll = { validFrom: '9999-12-31T00:00:00Z', agreementId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

export default feature(listAgreements, async ({ vendorId, ...input }, ctx) => {
  const after = readCursor(input.after, afterAll)
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  if (!(await vendorInReach(ctx, vendorId))) return refuse('NOT_FOUND', 'There is no such vendor')
  const limit = input.limit ?? 25
  const rows = await store.listAgreements(ctx.sql, vendorId, { ...after, limit: limit + 1 })
  return ok(nextPage(rows, limit, ({ validFrom, agreementId }) => ({ validFrom, agreementId })))
})
