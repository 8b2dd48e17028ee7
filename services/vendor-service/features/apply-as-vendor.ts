import { feature, ok, refuse } from '@rialto/core'
import { applyAsVendor, vendorApplied } from '../contract.ts'
import { insertMember } from '../store/staff.ts'
import { insertContact, insertVendor } from '../store/vendors.ts'

const returnDaysUsual = 14
/** Words that stand in our own addresses under /api/vendors. */
const reservedSlugs = new Set(['invitations'])

export default feature(applyAsVendor, async ({ contact, ...profile }, ctx) => {
  const { actor } = ctx
  if (actor.kind !== 'user' || actor.id === null)
    return refuse('PERMISSION_DENIED', 'Only a person can apply')
  const userId = actor.id
  if (reservedSlugs.has(profile.slug)) return refuse('VENDOR_SLUG_TAKEN', 'This slug is not given to vendors')
  return ctx.once(async (tx) => {
    const vendorId = ctx.newId()
    const { country, tagline = { en: '' }, returnDays = returnDaysUsual, shipsFrom = country } = profile
    const vendor = await insertVendor(tx, { vendorId, ...profile, tagline, returnDays, shipsFrom })
    if (!vendor) return refuse('VENDOR_SLUG_TAKEN', `There is a vendor ${profile.slug} already`)
    await insertContact(tx, { id: vendorId, purpose: 'vendor', ...contact })
    await insertMember(tx, { vendorId, userId, role: 'vendor_owner' })
    await tx.publish(vendorApplied, `vendor:${vendorId}`, { vendorId, slug: vendor.slug, country })
    return ok(vendor)
  })
})
