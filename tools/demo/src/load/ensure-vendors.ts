import { accounts } from '../accounts.ts'
import { pricesOf } from '../prices.ts'
import { shippingRates, shippingZones } from '../shipping.ts'
import type { Vendor } from '../types.ts'
import { vendorWords } from '../vendor-words.ts'
import { vendors } from '../vendors.ts'
import { atOnce } from './at-once.ts'
import type { UserIds } from './ensure-accounts.ts'
import type { CategoryIds } from './ensure-places.ts'
import { ownerOf } from './owners.ts'
import { type Person, signIn } from './person.ts'
import type { Wire } from './wire.ts'

export type VendorIds = ReadonlyMap<string, string>

type Parts = { wire: Wire; operator: Person; password: string; categoryIds: CategoryIds }
type Present = { vendorId: string; status: string }

const requestsAtOnce = 4
const commissionPpm = 120_000
const larderCommissionPpm = 80_000
const feeTaxPpm = 220_000
const fixedEuroCents = 30

/** Makes the vendors as people do: an owner applies, the operator approves with terms. Answers the ids by slug. */
export async function ensureVendors(parts: Parts): Promise<VendorIds> {
  const ids = await atOnce(
    vendors,
    requestsAtOnce,
    async (vendor) => [vendor.slug, await ensureVendor(vendor, parts)] as const,
  )
  return new Map(ids)
}

async function ensureVendor(vendor: Vendor, parts: Parts): Promise<string> {
  const { operator } = parts
  const present = await operator.find<Present>(`/api/vendors/${vendor.slug}`)
  const { vendorId, status } = present ?? (await apply(vendor, parts))
  if (status === 'applied')
    await operator.post(`/api/vendors/${vendorId}/approve`, { terms: termsOf(parts.categoryIds) })
  return vendorId
}

async function apply(vendor: Vendor, { wire, password }: Parts): Promise<Present> {
  const { email, firstName, lastName } = ownerOf(vendor.slug)
  const owner = await signIn(wire, { email, password })
  return owner.post('/api/vendors', {
    slug: vendor.slug,
    name: vendor.name,
    country: vendor.country,
    ...vendorWords(vendor),
    returnDays: vendor.returnDays,
    shipsFrom: vendor.shipsFrom,
    contact: { person: `${firstName} ${lastName}`, email },
  })
}

/** Food earns less than other things, so the marketplace takes less of it. */
function termsOf(categoryIds: CategoryIds) {
  return {
    commissions: [
      { categoryId: null, ratePpm: commissionPpm },
      { categoryId: categoryIds.get('larder'), ratePpm: larderCommissionPpm },
    ],
    fixed: pricesOf(fixedEuroCents),
    feeTaxPpm,
  }
}

type Rate = { countries: string[] | null }

/** A vendor has one rate a zone, whatever an earlier edition of the demo called it. */
export async function ensureShippingRates(operator: Person, vendorIds: VendorIds): Promise<number> {
  await atOnce([...vendorIds], requestsAtOnce, async ([slug, vendorId]) => {
    const present = await operator.list<Rate>(`/api/vendor/shipping-rates?vendorId=${vendorId}`)
    const zonesThere = new Set(present.map(({ countries }) => zoneKey(countries ?? [])))
    for (const rate of shippingRates.filter(({ vendor }) => vendor === slug)) {
      const countries = shippingZones.find(({ code }) => code === rate.zone)?.countries ?? []
      if (zonesThere.has(zoneKey(countries))) continue
      const { name, localNames, daysMin, daysMax, freeFrom = [] } = rate
      const bands = rate.bands.flatMap(({ weightGramsMax, prices }) =>
        prices.map((price) => ({ upToGrams: weightGramsMax, price })),
      )
      const zone = countries.length === 0 ? null : countries
      const body = { vendorId, name, localNames, countries: zone, daysMin, daysMax, bands, freeFrom }
      await operator.post('/api/vendor/shipping-rates', body)
    }
  })
  return shippingRates.length
}

/** Countries as a set; none are the rest of the world. */
function zoneKey(countries: readonly string[]): string {
  return countries.toSorted().join(' ')
}

type StaffParts = Omit<Parts, 'categoryIds'> & { vendorIds: VendorIds; userIds: UserIds }
type Invitation = { invitationId: string; vendorId: string }

/** Staff is invited by the operator and accepts as itself. */
export async function ensureStaff(parts: StaffParts): Promise<void> {
  const { wire, operator, password, vendorIds, userIds } = parts
  for (const account of accounts.filter(({ role }) => role === 'packer')) {
    const vendorId = vendorIds.get(account.vendor ?? '')
    if (vendorId === undefined) throw new Error(`${account.email} works for nobody`)
    const staff = await operator.list<{ userId: string }>(`/api/vendors/${vendorId}/staff`)
    if (staff.some(({ userId }) => userId === userIds.get(account.email))) continue
    const person = await signIn(wire, { email: account.email, password })
    const open = await person.list<Invitation>('/api/vendors/invitations')
    const { invitationId } =
      open.find((one) => one.vendorId === vendorId) ??
      (await operator.post<Invitation>(`/api/vendors/${vendorId}/invitations`, {
        role: 'vendor_packer',
        userId: person.userId,
      }))
    await person.post(`/api/vendors/invitations/${invitationId}/accept`, {})
  }
}
