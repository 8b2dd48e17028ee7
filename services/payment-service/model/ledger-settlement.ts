import { least, type Posting } from './ledger-chart.ts'
import { type Item, leftOf } from './ledger-items.ts'

/**
 * So many days after its delivery a vendor's part can be settled. Most returns come within them, and what goes back
 * before the settlement never has to be asked back of a vendor.
 */
export const settlementDelayDays = 14

export type TransferState = 'intended' | 'sent' | 'succeeded' | 'failed' | 'unknown'

/** What a settlement claims, what it nets against the vendor's debt, and what is to be transferred. */
export type Claim = { claimed: bigint; netted: bigint; amount: bigint; postings: Posting[] }

/** Claims items: what is due becomes what is in transfer, after the vendor's debt is paid with it. */
export function claim(items: readonly Item[], receivable: bigint): Claim {
  const [first] = items
  const claimed = items.reduce((sum, item) => sum + leftOf(item).net, 0n)
  const netted = least(claimed, receivable)
  const amount = claimed - netted
  const { currency = '', vendorId = null } = first ?? {}
  const postings: Posting[] = [
    { debit: 'vendor.due', credit: 'vendor.receivable', amount: netted, currency, vendorId },
    { debit: 'vendor.due', credit: 'vendor.in_transfer', amount, currency, vendorId },
  ]
  return { claimed, netted, amount, postings: postings.filter((posting) => posting.amount > 0n) }
}

type Transfer = { vendorId: string; currency: string; amount: bigint; state: TransferState }

/**
 * How a transfer ended. One that fails, also after it had succeeded, is due to the vendor again: the second value says
 * whether an item is to be made of it. Undefined when the news changes nothing.
 */
export function endTransfer(
  transfer: Transfer,
  outcome: 'succeeded' | 'failed',
): { postings: Posting[]; isDueAgain: boolean } | undefined {
  const { vendorId, currency, amount, state } = transfer
  if (state === outcome || state === 'failed') return undefined
  if (outcome === 'succeeded') {
    const paid: Posting = {
      debit: 'vendor.in_transfer',
      credit: 'provider.available',
      amount,
      currency,
      vendorId,
    }
    return { postings: [paid], isDueAgain: false }
  }
  const from = state === 'succeeded' ? 'provider.available' : 'vendor.in_transfer'
  return {
    postings: [{ debit: from, credit: 'vendor.due', amount, currency, vendorId }],
    isDueAgain: true,
  }
}
