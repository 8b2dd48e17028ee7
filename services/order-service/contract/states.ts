import { oneOf } from '@rialto/core'
import { Type } from 'typebox'

/** The states of an order (requirement 002.29). */
export const orderStates = [
  'pending',
  'paid',
  'payment_failed',
  'shipped',
  'delivered',
  'cancelled',
  'returned',
] as const

/** The states of one vendor’s part. */
export const fulfilmentStates = [
  'open',
  'partly_shipped',
  'shipped',
  'delivered',
  'cancelled',
  'returned',
] as const

/** Of a list by time. A cursor belongs to the order in which it was given. */
export const sortOrder = Type.Optional(oneOf(['asc', 'desc'], '`asc`: the oldest first'))
