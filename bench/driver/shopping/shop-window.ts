import type { Vendor } from '@rialto/testing'

/** What emulated shoppers know of the shop. */
export type ShopWindow = {
  readonly products: readonly { readonly id: string; readonly slug: string; readonly sku: string }[]
  readonly categories: readonly string[]
  readonly words: readonly string[]
  /** A vendor with a product that nobody buys: its price is what the administrators of the mix change. */
  readonly vendor: Vendor
  readonly ownProduct: { readonly productId: string; readonly sku: string }
}

export function oneOf<T>(list: readonly T[]): T {
  const one = list[Math.floor(Math.random() * list.length)]
  if (one === undefined) throw new Error('There is nothing to choose from')
  return one
}
