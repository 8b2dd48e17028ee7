import { feature, ok } from '@rialto/core'
import { approveVendor, vendorApproved } from '../contract.ts'
import { checkTerms, usualTerms } from '../model/agreements.ts'
import { hasAgreement, insertAgreement } from '../store/agreements.ts'
import { moveOnce } from './move-vendor.ts'

// The agreement is in the commit of the approval: nobody sells here without one (INV-2).
export default feature(approveVendor, async ({ vendorId, terms }, ctx) => {
  const refusal = terms ? checkTerms(terms) : null
  if (refusal) return refusal
  return ctx.tx(async (tx) => {
    const moved = await moveOnce(tx, vendorId, { kind: 'approve', event: vendorApproved })
    if (!moved.ok) return moved
    const { vendor, isMoved } = moved.value
    if (isMoved && (terms || !(await hasAgreement(tx, vendorId)))) {
      const validFrom = ctx.now().toISOString()
      await insertAgreement(tx, { agreementId: ctx.newId(), vendorId, ...(terms ?? usualTerms), validFrom })
    }
    return ok(vendor)
  })
})
