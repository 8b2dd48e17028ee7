import type { Posting } from './ledger-chart.ts'

export type VendorShare = {
  vendorId: string
  total: bigint
  discountsByPlatform: bigint
  commission: bigint
  commissionTax: bigint
}

/**
 * The sale: the charge, the provider's fee, and every vendor's part. What the marketplace pays of a discount is its
 * expense and goes to the vendor in full; order.clearing ends at zero (INV-5). A discount that the vendor pays is not
 * booked: its part is less by it.
 */
export function postSale(sale: {
  amount: bigint
  fee: bigint
  currency: string
  vendors: readonly VendorShare[]
}): Posting[] {
  const { amount, fee, currency, vendors } = sale
  const postings: Posting[] = [
    { debit: 'provider.pending', credit: 'order.clearing', amount, currency, vendorId: null },
    { debit: 'provider.fees', credit: 'provider.pending', amount: fee, currency, vendorId: null },
    ...vendors.flatMap(({ vendorId, total, discountsByPlatform }): Posting[] => [
      { debit: 'order.clearing', credit: 'vendor.held', amount: total, currency, vendorId },
      { debit: 'promotion.expense', credit: 'vendor.held', amount: discountsByPlatform, currency, vendorId },
    ]),
  ]
  return postings.filter((posting) => posting.amount > 0n)
}

/** The provider paid the refund out; a failed one comes back (`failed`), and the customer is owed it again. */
export function postRefundPaid(amount: bigint, currency: string, outcome: 'succeeded' | 'failed'): Posting[] {
  const paid = outcome === 'succeeded'
  return [
    {
      debit: paid ? 'customer.refund_owed' : 'provider.pending',
      credit: paid ? 'provider.pending' : 'customer.refund_owed',
      amount,
      currency,
      vendorId: null,
    },
  ]
}
