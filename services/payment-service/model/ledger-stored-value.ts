import type { Journal, Posting } from './ledger-chart.ts'

export const redemptionKind = 'stored value redeemed'

type Value = { storedValueId: string; amount: bigint; currency: string }

function journal(
  kind: string,
  cause: string,
  parts: { orderId: string | null; posting: Omit<Posting, 'vendorId' | 'holderId'>; holderId: string },
): Journal {
  const { orderId, posting, holderId } = parts
  return { kind, cause, orderId, postings: [{ ...posting, vendorId: null, holderId }] }
}

/** Credit that the marketplace gives away. */
export function issued({ storedValueId, amount, currency }: Value, cause: string): Journal {
  const posting = { debit: 'goodwill', credit: 'customer.stored_value', amount, currency } as const
  return journal('stored value issued', cause, { orderId: null, posting, holderId: storedValueId })
}

/** A refund that is paid out as stored value instead of through the provider. */
export function refundedAsValue(value: Value, refund: { id: string; orderId: string }): Journal {
  const { storedValueId, amount, currency } = value
  const posting = {
    debit: 'customer.refund_owed',
    credit: 'customer.stored_value',
    amount,
    currency,
  } as const
  return journal('refund as stored value', refund.id, {
    orderId: refund.orderId,
    posting,
    holderId: storedValueId,
  })
}

/** Stored value that pays for an order. Begun as pending before the card is charged, posted with its capture. */
export function redeemed(
  { storedValueId, amount, currency }: Value,
  redemption: { id: string; orderId: string },
): Journal {
  const posting = { debit: 'customer.stored_value', credit: 'order.clearing', amount, currency } as const
  return journal(redemptionKind, redemption.id, {
    orderId: redemption.orderId,
    posting,
    holderId: storedValueId,
  })
}

/** Stored value that nobody used in time. */
export function expired({ storedValueId, amount, currency }: Value): Journal {
  const posting = {
    debit: 'customer.stored_value',
    credit: 'stored_value.expired',
    amount,
    currency,
  } as const
  return journal('stored value expired', storedValueId, {
    orderId: null,
    posting,
    holderId: storedValueId,
  })
}
