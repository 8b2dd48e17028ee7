import type { BatchOperation } from '@rialto/core'
import type { FrozenPart } from './model/freeze.ts'
import type { Order, OrderEvent } from './model/order.ts'
import type { Totals } from './model/quote.ts'

/** All that one commit writes of a new order. */
export type NewOrder = {
  keyId: string
  fingerprint: string
  status: number
  reply: string
  cartId: string
  cartVersion: number
  ownerId: string
  orderId: string
  number: string
  /** By the database's clock: after it the hold may end before it can be attached. */
  deadline: string
  paySeconds: number
  contactDays: number
  traceparent: string
  language: string
  state: Order
  totals: Totals
  document: unknown
  events: readonly OrderEvent[]
  parts: readonly FrozenPart[]
}

export type CreateOutcome =
  | { code: 'created' }
  | { code: 'replay'; fingerprint: string; status: number; reply: string }
  | { code: 'CART_ORDERED'; orderId: string }
  | { code: 'CART_CHANGED' | 'HOLD_EXPIRED' | 'NUMBER_TAKEN' | 'CLOCKS_APART' }

/** Orders of many shoppers travel to PostgreSQL as one statement. */
export const createOrderOperation: BatchOperation<NewOrder, CreateOutcome> = {
  name: 'order.create_order',
  functionName: 'order_create_v1',
}
