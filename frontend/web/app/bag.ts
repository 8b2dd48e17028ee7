import { ok, type Result } from '@rialto/core'
import { addCartItem, changeCart, createCart, getCart, mergeCart } from '@rialto/order-service/contract'
import type { Visit } from '@rialto/visit'
import { bagCountCookie, readPreferences } from './preferences.ts'

const cartCookie = 'rialto_cart'
const cartKeyCookie = 'rialto_cart_key'
const bagDays = 30

export type Bag = NonNullable<(typeof getCart)['types']>['output']

type Address = NonNullable<Bag['shippingAddress']>

export type BagAddition = {
  readonly sku: string
  readonly quantity: number
  /** Made with the form: a form that is sent twice adds once. */
  readonly key: string
  /** Buys in this drop: only while it is open, only with an account. */
  readonly dropId?: string | undefined
}
type Count = { readonly cartId: string; readonly count: number }
type Lines = { readonly cartId: string; readonly lines: readonly { readonly quantity: number }[] }

/** Puts units of a product into the visitor's bag. Nobody becomes a guest by it; a bag is opened where there is none. */
export async function addToBag(visit: Visit, addition: BagAddition): Promise<Result<Count>> {
  const known = visit.cookie(cartCookie)
  if (known !== undefined) {
    const added = await addTo(visit, known, addition)
    // A bag that was ordered, or that belongs to nobody any more, is left behind; anything else is an answer.
    if (added.ok || (added.code !== 'NOT_FOUND' && added.code !== 'CART_CLOSED')) return added
    forgetBag(visit)
  }
  const opened = await openBag(visit, addition.key)
  return opened.ok ? addTo(visit, opened.value, addition) : opened
}

/** The visitor's bag, in the currency, language and country of the visit; null where there is none. */
export async function readBag(visit: Visit): Promise<Result<Bag | null>> {
  const cartId = visit.cookie(cartCookie)
  if (cartId === undefined) return ok(null)
  const owned = await ownBag(visit, cartId)
  const found = owned.ok ? await visit.api.call(getCart, { cartId }) : owned
  if (!found.ok && found.code !== 'NOT_FOUND') return found
  if (!found.ok || found.value.state !== 'open') {
    forgetBag(visit)
    return ok(null)
  }
  return ok(countBag(visit, await adapted(visit, found.value)))
}

/** After signing in, the bag that was filled as a guest belongs to the person. The bag's key proves that it was theirs. */
export async function mergeBagAfterSignIn(visit: Visit): Promise<void> {
  const cartId = visit.cookie(cartCookie)
  if (cartId === undefined) return
  const taken = await takeOver(visit, cartId)
  if (taken.ok) countBag(visit, taken.value)
  // It was ordered, or is somebody else's: it is no bag of this person.
  else if (taken.code === 'NOT_FOUND' || taken.code === 'CART_CLOSED') forgetBag(visit)
}

/** Whoever signs out, or has ordered, leaves the bag. */
export function forgetBag(visit: Visit): void {
  for (const name of [cartCookie, cartKeyCookie, bagCountCookie]) {
    if (visit.cookie(name) !== undefined) visit.setCookie(name, null)
  }
}

/** Keeps how many units lie in the bag, for the header of every page. */
export function countBag<T extends Lines>(visit: Visit, cart: T): T {
  const count = cart.lines.reduce((sum, line) => sum + line.quantity, 0)
  visit.setCookie(bagCountCookie, String(count), bagDays)
  return cart
}

async function addTo(visit: Visit, cartId: string, addition: BagAddition) {
  const owned = await ownBag(visit, cartId)
  if (!owned.ok) return owned
  const { sku, quantity, key, dropId } = addition
  const added = await visit.api.call(
    addCartItem,
    { cartId, sku, quantity, ...(dropId === undefined ? {} : { dropId }) },
    // The same form sent to another bag is another addition.
    { key: `${key}.${cartId}` },
  )
  if (!added.ok) return added
  const { lines } = countBag(visit, added.value)
  return ok({ cartId, count: lines.reduce((sum, line) => sum + line.quantity, 0) })
}

async function openBag(visit: Visit, key: string): Promise<Result<string>> {
  const somebody = await visit.session.ensureSomebody()
  if (!somebody.ok) return somebody
  const { currency, country } = readPreferences(visit)
  const opened = await visit.api.call(createCart, { currency, country, language: visit.language }, { key })
  if (!opened.ok) return opened
  visit.setCookie(cartCookie, opened.value.cartId, bagDays)
  visit.setCookie(cartKeyCookie, opened.value.cartKey, bagDays)
  return ok(opened.value.cartId)
}

/** A guest whose session ran out comes back as another guest: the bag's key gives them their bag again. */
async function ownBag(visit: Visit, cartId: string): Promise<Result<unknown>> {
  if (await visit.session.visitor()) return ok(null)
  const somebody = await visit.session.ensureSomebody()
  if (!somebody.ok) return somebody
  const taken = await takeOver(visit, cartId)
  // A bag that holds too much for a merge cannot be: without a second bag nothing is poured together.
  return taken.ok || taken.code !== 'CART_FULL' ? taken : ok(null)
}

async function takeOver(visit: Visit, guestCartId: string) {
  const cartKey = visit.cookie(cartKeyCookie)
  if (cartKey === undefined) return { ok: false, code: 'NOT_FOUND' } as const
  return visit.api.call(mergeCart, { guestCartId, cartKey })
}

/** A visitor may have chosen another currency, country or language since the bag was opened. */
async function adapted(visit: Visit, cart: Bag): Promise<Bag> {
  const { currency, country } = readPreferences(visit)
  const { language } = visit
  const isSame = cart.currency === currency && cart.country === country && cart.language === language
  if (isSame) return cart
  const { cartId, version, shippingAddress } = cart
  const changed = await visit.api.call(changeCart, {
    cartId,
    version,
    currency,
    country,
    language,
    ...(shippingAddress === null ? {} : { shippingAddress: movedTo(shippingAddress, country) }),
  })
  return changed.ok ? changed.value : cart
}

/**
 * The address of a bag decides what delivery costs, so it follows the country that was chosen. What else it says is of
 * the old country; the checkout writes it anew before anything is ordered.
 */
export function movedTo(address: Address, country: string): Address {
  if (address.country === country) return address
  const { region: _region, postalCode: _postalCode, ...rest } = address
  return { ...rest, country }
}
