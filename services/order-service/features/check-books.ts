import type { BookCheck } from '@rialto/core'
import { headsSql, partsSql } from '../store/checks.ts'

/** What must hold of orders; the newest 2,000 of the last three hours are looked at. */
export const checks: readonly BookCheck[] = [
  {
    name: 'order.head_is_its_stream',
    sentence: 'The head of an order is as far as its events, and none of them is missing',
    statement: headsSql,
  },
  {
    name: 'order.parts_are_the_total',
    sentence: "The vendors' parts of an order sum to its total",
    statement: partsSql,
  },
]
