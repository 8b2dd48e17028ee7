type OfVendor = { readonly vendorId: string }

/** The first ones of a list, only so many of one vendor, as long as there are others: who fills a shelf in one morning
 * does not fill the whole market. */
export function mixVendors<T extends OfVendor>(
  products: readonly T[],
  { count, ofVendorMax }: { readonly count: number; readonly ofVendorMax: number },
): readonly T[] {
  const taken = new Map<string, number>()
  const first: T[] = []
  const rest: T[] = []
  for (const product of products) {
    const ofVendor = (taken.get(product.vendorId) ?? 0) + 1
    taken.set(product.vendorId, ofVendor)
    if (ofVendor <= ofVendorMax) first.push(product)
    else rest.push(product)
  }
  return [...first, ...rest].slice(0, count)
}
