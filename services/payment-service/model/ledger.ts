/** One row of the ledger: one debit, one credit, one amount. Accounts are names; vendors are a dimension. */
export type Posting = {
  debit: Account
  credit: Account
  amount: bigint
  currency: string
  vendorId: string | null
}

export type Account =
  | 'provider.pending'
  | 'provider.fees'
  | 'order.clearing'
  | 'vendor.held'
  | 'vendor.due'
  | 'commission'
  | 'commission_tax.payable'
  | 'promotion.expense'
  | 'customer.refund_owed'

export type VendorShare = {
  vendorId: string
  total: bigint
  discountsByPlatform: bigint
  commission: bigint
  commissionTax: bigint
}

/**
 * The sale: the charge, the provider's fee, and every vendor's part. What the marketplace pays of a discount is its
 * expense and goes to the vendor in full; order.clearing ends at zero (INV-5).
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

/** A vendor's part arrived: the commission is earned and the rest is due to the vendor. */
export function postDelivery(vendor: VendorShare, held: bigint, currency: string): Posting[] {
  const commission = min(vendor.commission, held)
  const tax = min(vendor.commissionTax, held - commission)
  const postings: Posting[] = [
    { debit: 'vendor.held', credit: 'commission', amount: commission, currency, vendorId: vendor.vendorId },
    {
      debit: 'vendor.held',
      credit: 'commission_tax.payable',
      amount: tax,
      currency,
      vendorId: vendor.vendorId,
    },
    {
      debit: 'vendor.held',
      credit: 'vendor.due',
      amount: held - commission - tax,
      currency,
      vendorId: vendor.vendorId,
    },
  ]
  return postings.filter((posting) => posting.amount > 0n)
}

/** A refund is decided: the vendors' held money turns into a debt to the customer. */
export function postRefundDecision(
  parts: readonly { vendorId: string; amount: bigint }[],
  currency: string,
): Posting[] {
  return parts
    .filter((part) => part.amount > 0n)
    .map(({ vendorId, amount }) => ({
      debit: 'vendor.held',
      credit: 'customer.refund_owed',
      amount,
      currency,
      vendorId,
    }))
}

/**
 * Delivered units came back: what is not held for the vendor any more is due to it, and what the marketplace earned of
 * the units goes back with them. A vendor whose money was paid out already owes it.
 */
export function postReturn(
  refund: { vendorId: string; amount: bigint; held: bigint; commission: bigint; commissionTax: bigint },
  currency: string,
): Posting[] {
  const { vendorId, amount } = refund
  const fromHeld = min(refund.held, amount)
  const rest = amount - fromHeld
  const commission = min(refund.commission, rest)
  const tax = min(refund.commissionTax, rest - commission)
  const taken: [Account, bigint][] = [
    ['vendor.held', fromHeld],
    ['commission', commission],
    ['commission_tax.payable', tax],
    ['vendor.due', rest - commission - tax],
  ]
  return taken
    .filter(([, part]) => part > 0n)
    .map(([debit, part]) => ({ debit, credit: 'customer.refund_owed', amount: part, currency, vendorId }))
}

/** The provider paid the refund out; a failed one comes back (`failed`). */
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

function min(left: bigint, right: bigint): bigint {
  return left < right ? left : right
}
