type Kind = 'asset' | 'liability' | 'revenue' | 'expense'

/** By whom a guarded account is kept apart: it has a balance for each of them, locked in the commit, never below zero. */
type Guard = 'vendor' | 'holder' | null

type ChartLine = { readonly kind: Kind; readonly guardedBy: Guard; readonly meaning: string }

/**
 * The chart of accounts, for each marketplace and currency. Orders, vendors and holders are dimensions of a posting, not
 * accounts. `payment_chart_v1` says the same in SQL, and a test compares the two.
 */
export const chart = {
  'provider.pending': line('asset', 'Money at the provider that is not available yet'),
  'provider.available': line('asset', 'Money at the provider that can be sent on'),
  'vendor.receivable': line('asset', 'What a vendor owes us: refunds of what was settled already', 'vendor'),
  'order.clearing': line('liability', 'What was paid for an order and is not split yet; zero when it is'),
  'vendor.held': line('liability', 'What a vendor gets once its part has arrived'),
  'vendor.due': line('liability', 'What a vendor gets with the next settlement', 'vendor'),
  'vendor.in_transfer': line('liability', 'What is on its way to a vendor', 'vendor'),
  'customer.refund_owed': line('liability', 'Refunds that are decided and not paid out yet'),
  'customer.stored_value': line('liability', 'Gift cards and credit', 'holder'),
  'commission_tax.payable': line('liability', 'Tax on the commission'),
  commission: line('revenue', 'What the marketplace earns of a sale'),
  'stored_value.expired': line('revenue', 'Stored value that nobody used in time'),
  'provider.fees': line('expense', 'What the provider keeps'),
  'promotion.expense': line('expense', 'Discounts that the marketplace pays'),
  goodwill: line('expense', 'Credit that was given away'),
  rounding: line('expense', 'Must stay zero'),
} as const satisfies Record<string, ChartLine>

export type Account = keyof typeof chart

function line(kind: Kind, meaning: string, guardedBy: Guard = null): ChartLine {
  return { kind, guardedBy, meaning }
}

/** Whether debits make the account larger. */
export function growsByDebit(account: Account): boolean {
  return chart[account].kind === 'asset' || chart[account].kind === 'expense'
}

/** One row of the ledger: one debit, one credit, one amount. Who it is about are dimensions. */
export type Posting = {
  debit: Account
  credit: Account
  amount: bigint
  currency: string
  vendorId: string | null
  /** Whose stored value it is. */
  holderId?: string
}

/** A journal has one cause: its id is derived from kind and cause, so that it is written once. */
export type Journal = {
  kind: string
  cause: string
  orderId: string | null
  /** The day it belongs to; without it, the day of the commit. */
  bookedOn?: string
  postings: readonly Posting[]
}

/** Postings from accounts that give to accounts that take: as few rows as it needs. Both sides sum to the same. */
export function postingsBetween(
  giving: readonly (readonly [Account, bigint])[],
  taking: readonly (readonly [Account, bigint])[],
  dimensions: { currency: string; vendorId: string | null },
): Posting[] {
  const postings: Posting[] = []
  const wanted = taking.map(([account, amount]) => ({ account, amount }))
  for (const [debit, given] of giving) {
    let left = given
    for (const one of wanted) {
      const amount = least(left, one.amount)
      if (amount > 0n) postings.push({ debit, credit: one.account, amount, ...dimensions })
      one.amount -= amount
      left -= amount
    }
    if (left !== 0n) throw new Error(`Broken invariant: ${left} of ${debit} have nowhere to go`)
  }
  return postings
}

/** The least of amounts; `Math.min` takes no bigints. */
export function least(first: bigint, ...others: readonly bigint[]): bigint {
  let low = first
  for (const one of others) if (one < low) low = one
  return low
}
