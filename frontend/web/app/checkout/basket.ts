import { ok, type Result } from '@rialto/core'
import { quoteCart } from '@rialto/order-service/contract'
import type { Language } from '@rialto/ui'
import { optionsIn } from '@rialto/ui/words'
import { getVendor } from '@rialto/vendor-service/contract'
import type { Visit } from '@rialto/visit'
import { type Bag, readBag } from '../bag.ts'

export type Quote = NonNullable<(typeof quoteCart)['types']>['output']['quote']

export type VendorName = { readonly vendorId: string; readonly name: string; readonly slug: string | null }

export type BasketLine = {
  readonly lineId: string
  readonly sku: string
  readonly slug: string
  readonly title: string
  readonly options: readonly string[]
  readonly image: string | null
  readonly quantity: number
  /** What it costs; null for what is not for sale, here or any more. */
  readonly price: { readonly unit: number; readonly list: number; readonly total: number } | null
}

export type BasketPart = VendorName & {
  readonly lines: readonly BasketLine[]
  /** Null while nothing of it has a price. */
  readonly quoted: Quote['vendors'][number] | null
}

/** A bag as its pages show it: by vendor, with what it costs now. */
export type Basket = {
  readonly cartId: string
  readonly version: number
  readonly currency: string
  readonly country: string
  readonly email: string | null
  readonly address: Bag['shippingAddress']
  readonly codes: Quote['codes']
  readonly parts: readonly BasketPart[]
  /** Null when the bag cannot be ordered as it is: `problem` says why. */
  readonly quote: Quote | null
  readonly problem: string | null
}

/** The bag with its prices; null when there is nothing in it. */
export async function readBasket(visit: Visit): Promise<Result<Basket | null>> {
  const read = await readBag(visit)
  if (!read.ok) return read
  if (read.value === null || read.value.lines.length === 0) return ok(null)
  return ok(await priceBag(visit, read.value))
}

/** Asks what a bag costs now, and from whom it is. */
export async function priceBag(visit: Visit, cart: Bag): Promise<Basket> {
  const [quoted, vendors] = await Promise.all([
    visit.api.call(quoteCart, { cartId: cart.cartId }),
    findVendorNames(
      visit,
      cart.lines.map((line) => line.vendorId),
    ),
  ])
  const quote = quoted.ok ? quoted.value.quote : null
  const refused = quoted.ok ? null : quoted.code
  const unpriced = quote && quote.unpriced.length > 0 ? 'UNPRICED' : null
  const unreachable = quote?.vendors.some((vendor) => vendor.shippingMethodId === null)
  return {
    cartId: cart.cartId,
    version: quoted.ok ? quoted.value.cartVersion : cart.version,
    currency: cart.currency,
    country: cart.shippingAddress?.country ?? cart.country,
    email: cart.email,
    address: cart.shippingAddress,
    codes: quote?.codes ?? [],
    parts: vendors.map((vendor) => partOf(vendor, { cart, quote, language: visit.language })),
    quote,
    problem: refused ?? unpriced ?? (unreachable ? 'NOT_SHIPPED_THERE' : null),
  }
}

function partOf(
  vendor: VendorName,
  { cart, quote, language }: { cart: Bag; quote: Quote | null; language: Language },
): BasketPart {
  const lines = cart.lines.filter((line) => line.vendorId === vendor.vendorId)
  return {
    ...vendor,
    lines: lines.map((line) => lineOf(line, quote, language)),
    quoted: quote?.vendors.find((one) => one.vendorId === vendor.vendorId) ?? null,
  }
}

function lineOf(line: Bag['lines'][number], quote: Quote | null, language: Language): BasketLine {
  const { lineId, sku, slug, image, quantity } = line
  const priced = quote?.lines.find((one) => one.lineId === lineId)
  return {
    lineId,
    sku,
    slug,
    title: line.title[language] || line.title.en,
    options: optionsIn(line, language),
    image,
    quantity,
    price: priced
      ? { unit: priced.unitPrice, list: priced.listPrice * quantity, total: priced.unitPrice * quantity }
      : null,
  }
}

/** Vendors by id, in the order given, each once. One that has closed its stall keeps its place without a name. */
export async function findVendorNames(visit: Visit, vendorIds: readonly string[]): Promise<VendorName[]> {
  return Promise.all(
    [...new Set(vendorIds)].map(async (vendorId) => {
      const found = await visit.api.call(getVendor, { slugOrId: vendorId })
      return found.ok
        ? { vendorId, name: found.value.name, slug: found.value.slug }
        : { vendorId, name: '', slug: null }
    }),
  )
}
