import { ok, type Result } from '@rialto/core'
import { changeCart } from '@rialto/order-service/contract'
import { getProfile } from '@rialto/user-service/contract'
import type { Visit } from '@rialto/visit'
import { type Bag, movedTo } from '../bag.ts'
import { countryCookie } from '../preferences.ts'
import { textsIn } from '../texts.ts'
import { type CheckoutForm, chosenAddress, fieldErrors, type SavedAddress } from './form.ts'

const codesMax = 5
const preferenceDays = 365

/** Who buys: a person with an account brings mail address and addresses. */
export type Buyer = {
  readonly email: string
  readonly saved: readonly SavedAddress[]
  readonly defaultId: string | null
}

export async function findBuyer(visit: Visit): Promise<Buyer | null> {
  const visitor = await visit.session.visitor()
  if (visitor?.kind !== 'user') return null
  const profile = await visit.api.call(getProfile, {})
  if (!profile.ok) return null
  const { email, addresses } = profile.value
  const saved = addresses.map(({ addressId, ...kept }) => {
    const { version: _version, isDefault: _isDefault, createdAt: _createdAt, ...address } = kept
    return { addressId, address }
  })
  const chosen = addresses.find((one) => one.isDefault) ?? addresses[0]
  return { email, saved, defaultId: chosen?.addressId ?? null }
}

/** Fills the bag of a person with an account: with their mail address and the address they usually have things sent to. */
export async function fillFromAccount(visit: Visit, bag: Bag, buyer: Buyer): Promise<Bag> {
  const usual = buyer.saved.find((one) => one.addressId === buyer.defaultId)?.address
  const email = bag.email === null ? { email: buyer.email } : {}
  const shippingAddress = bag.shippingAddress === null && usual ? { shippingAddress: usual } : {}
  if (Object.keys({ ...email, ...shippingAddress }).length === 0) return bag
  const { cartId, version } = bag
  const changed = await visit.api.call(changeCart, { cartId, version, ...email, ...shippingAddress })
  return changed.ok ? changed.value : bag
}

/**
 * Keeps with the bag whatever of the form is right already, so that prices are those of the place and nothing has to be
 * typed twice. Nothing is written when the bag says the same: then the price that was shown stays honoured.
 */
export async function saveChoices(
  visit: Visit,
  bag: Bag,
  { form, saved }: { form: CheckoutForm; saved: readonly SavedAddress[] },
): Promise<Result<Bag>> {
  const address = chosenAddress(form, saved)
  const country = address?.country ?? form.typed.country
  const wanted: Partial<Pick<Bag, 'email' | 'shippingAddress' | 'country' | 'shipping' | 'codes'>> = {
    country,
    codes: codesAfter(bag.codes, form),
    shipping: form.shipping.length > 0 ? [...form.shipping] : bag.shipping,
    ...(hasGoodEmail(visit, form) ? { email: form.email.trim() } : {}),
    ...placeOf(bag, address, country),
  }
  const changes = Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !isSame(value, bag[name as keyof Bag])),
  )
  if (country !== bag.country) visit.setCookie(countryCookie, country, preferenceDays)
  if (Object.keys(changes).length === 0) return ok(bag)
  return visit.api.call(changeCart, { cartId: bag.cartId, version: bag.version, ...changes })
}

function hasGoodEmail(visit: Visit, form: CheckoutForm): boolean {
  return fieldErrors(form, textsIn(visit.language))['email'] === undefined
}

function placeOf(bag: Bag, address: Bag['shippingAddress'], country: string) {
  if (address) return { shippingAddress: address }
  return bag.shippingAddress ? { shippingAddress: movedTo(bag.shippingAddress, country) } : {}
}

function codesAfter(codes: readonly string[], { code, removeCode }: CheckoutForm): string[] {
  const kept = codes.filter((one) => one !== removeCode && one !== code)
  return (code === '' ? kept : [...kept, code]).slice(-codesMax)
}

/** Equal in what they say: the API gives fields in its own order. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, sorted(inner)] as const)
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
