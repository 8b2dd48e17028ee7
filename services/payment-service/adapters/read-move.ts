import { currencyOf, fromProviderAmount } from '@rialto/money'
import type Stripe from 'stripe'
import type { MoveKind, ProviderMove } from '../model/match.ts'

const kinds: Readonly<Record<string, MoveKind>> = {
  charge: 'charge',
  payment: 'charge',
  refund: 'refund',
  payment_refund: 'refund',
  refund_failure: 'refund_failure',
  payment_failure_refund: 'refund_failure',
  transfer: 'transfer',
}
const ownFields: Readonly<Partial<Record<MoveKind, string>>> = {
  charge: 'paymentId',
  refund: 'refundId',
  refund_failure: 'refundId',
  transfer: 'settlementId',
}
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A balance transaction with its source, in our words. Types that we do not know are `other`: seen, never guessed. */
export function readMove(transaction: Stripe.BalanceTransaction): ProviderMove {
  const currency = currencyOf(transaction.currency.toUpperCase())
  const amountOf = (amount: number) => fromProviderAmount(amount, currency).amount
  const kind = kinds[transaction.type] ?? 'other'
  const { source } = transaction
  const known = typeof source === 'object' ? (source as Source | null) : null
  const ownId = known?.metadata?.[ownFields[kind] ?? ''] ?? ''
  return {
    id: transaction.id,
    kind,
    type: transaction.type,
    sourceId: typeof source === 'string' ? source : (source?.id ?? null),
    intentId: kind === 'charge' ? idOf(known?.payment_intent) : null,
    ownId: uuid.test(ownId) ? ownId : null,
    amount: amountOf(transaction.amount),
    fee: amountOf(transaction.fee),
    net: amountOf(transaction.net),
    currency,
    createdAt: new Date(transaction.created * 1_000),
  }
}

type Source = {
  id: string
  payment_intent?: string | { id: string } | null
  metadata?: Record<string, string> | null
}

function idOf(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === 'object' ? (reference?.id ?? null) : (reference ?? null)
}
