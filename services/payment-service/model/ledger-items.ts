import { allocate, currencyOf } from '@rialto/money'
import { least, type Posting, postingsBetween } from './ledger-chart.ts'

/** A vendor's part of an order in the ledger. One without an order is a transfer that came back. */
export type Item = {
  id: string
  orderId: string | null
  vendorId: string
  currency: string
  /** What the customer paid for it, and what the marketplace paid of its discounts. */
  paid: bigint
  funded: bigint
  /** What the marketplace earned of it; nothing before its delivery. */
  commission: bigint
  commissionTax: bigint
  paidBack: bigint
  fundedBack: bigint
  commissionBack: bigint
  commissionTaxBack: bigint
  /** What went back while it was held and all its units are still to be delivered. */
  goodwillBack: bigint
  /** Null while it is held; then the day from which it can be settled. */
  availableOn: string | null
  settlementId: string | null
}

/** Where the vendor's money for an item is: held, due to it, or claimed by a settlement. */
export function sideOf(item: Item): 'held' | 'due' | 'claimed' {
  if (item.settlementId !== null) return 'claimed'
  return item.availableOn === null ? 'held' : 'due'
}

/** What is left of an item after all that went back. `net` is the vendor's. */
export function leftOf(item: Item) {
  const paid = item.paid - item.paidBack
  const funded = item.funded - item.fundedBack
  const commission = item.commission - item.commissionBack
  const tax = item.commissionTax - item.commissionTaxBack
  return { paid, funded, commission, tax, gross: paid + funded, net: paid + funded - commission - tax }
}

export type Earned = { commission: bigint; commissionTax: bigint }
/** Why something goes back: for units that are cancelled or came back, or without any. */
export type Reason = {
  /** What the marketplace earned of the units that came back, as it was counted; else it is the share of the amount. */
  earned?: Earned | null
  isOfUnits?: boolean
}
export type Booked = { item: Item; postings: Posting[] }

/**
 * A vendor's part arrived: the commission is earned, of what the customer did not get back, and the rest is due to the
 * vendor. Told again, it changes nothing.
 */
export function deliver(item: Item, earned: Earned, availableOn: string): Booked {
  if (sideOf(item) !== 'held') return { item, postings: [] }
  const { gross } = leftOf(item)
  const { goodwillBack } = item
  const ofRest = (part: bigint) => (gross === 0n ? 0n : (part * gross) / (gross + goodwillBack))
  const commission = least(ofRest(earned.commission), gross)
  const commissionTax = least(ofRest(earned.commissionTax), gross - commission)
  const postings = postingsBetween(
    [['vendor.held', gross]],
    [
      ['commission', commission],
      ['commission_tax.payable', commissionTax],
      ['vendor.due', gross - commission - commissionTax],
    ],
    dimensionsOf(item),
  )
  return { item: { ...item, commission, commissionTax, availableOn }, postings }
}

/**
 * Takes back what the customer gets of an item: of what is held for the vendor, or, after its delivery, of what is due
 * to it, or, once a settlement has claimed it, as a debt of the vendor. The marketplace gives back its part of the
 * commission, and gets back its part of the discount that it paid. What is given back last takes all that is left, so
 * that any row of refunds adds up to the cent.
 */
export function takeBack(item: Item, amount: bigint, reason: Reason = {}): Booked {
  const left = leftOf(item)
  if (amount > left.paid) throw new Error(`Broken invariant: ${amount} of ${left.paid} cannot go back`)
  const funded = amount === left.paid ? left.funded : (left.funded * amount) / left.paid
  const gross = amount + funded
  const back = commissionBack(item, gross, reason.earned ?? null)
  const net = gross - back.commission - back.commissionTax
  const fromVendor = { held: 'vendor.held', due: 'vendor.due', claimed: 'vendor.receivable' } as const
  const postings = postingsBetween(
    [
      ['commission', back.commission],
      ['commission_tax.payable', back.commissionTax],
      [fromVendor[sideOf(item)], net],
    ],
    [
      ['customer.refund_owed', amount],
      ['promotion.expense', funded],
    ],
    dimensionsOf(item),
  )
  const isGoodwill = sideOf(item) === 'held' && !reason.isOfUnits
  const after = {
    ...item,
    goodwillBack: item.goodwillBack + (isGoodwill ? gross : 0n),
    paidBack: item.paidBack + amount,
    fundedBack: item.fundedBack + funded,
    commissionBack: item.commissionBack + back.commission,
    commissionTaxBack: item.commissionTaxBack + back.commissionTax,
  }
  return { item: after, postings }
}

/** The commission that goes back with so much of an item: what was counted for its units, else its share. */
function commissionBack(item: Item, gross: bigint, earned: Earned | null): Earned {
  const left = leftOf(item)
  if (gross === left.gross) return { commission: left.commission, commissionTax: left.tax }
  const shareOf = (part: bigint) => (part * gross) / left.gross
  let commission = least(earned?.commission ?? shareOf(left.commission), left.commission, gross)
  let commissionTax = least(earned?.commissionTax ?? shareOf(left.tax), left.tax, gross - commission)
  // Never more from the vendor than it has of the item: the marketplace gives the rest.
  const missing = (): bigint => gross - commission - commissionTax - left.net
  if (missing() > 0n) commission += least(missing(), left.commission - commission)
  if (missing() > 0n) commissionTax += least(missing(), left.tax - commissionTax)
  return { commission, commissionTax }
}

/**
 * What a refund takes of each item: of the named vendor's, or of all in proportion to what is left of them. A refund of
 * all that is left takes every item, also one that the marketplace paid in full.
 */
export function divide(
  items: readonly Item[],
  amount: bigint,
  vendorId: string | null,
): { item: Item; amount: bigint }[] {
  const own = items.filter((item) => vendorId === null || item.vendorId === vendorId)
  const [first] = own
  if (!first) return []
  const isAll = amount === paidLeft(own)
  const total = { amount, currency: currencyOf(first.currency) }
  const shares = allocate(
    total,
    own.map((item) => leftOf(item).paid),
  )
  return own
    .map((item, index) => ({ item, amount: shares[index]?.amount ?? 0n }))
    .filter((share) => share.amount > 0n || isAll)
}

/** What was paid for these items and has not gone back. */
export function paidLeft(items: readonly Item[]): bigint {
  return items.reduce((sum, item) => sum + leftOf(item).paid, 0n)
}

function dimensionsOf({ currency, vendorId }: Item) {
  return { currency, vendorId }
}
