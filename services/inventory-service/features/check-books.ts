import type { BookCheck } from '@rialto/core'
import { promisedSql, reservedSql, vitalsSql } from '../store/checks.ts'

export const vitals = vitalsSql

/** What must hold of stock at any moment. */
export const checks: readonly BookCheck[] = [
  {
    name: 'inventory.holds_are_reserved',
    sentence: 'The units of living holds are those that are reserved',
    statement: reservedSql,
  },
  {
    name: 'inventory.no_more_promised',
    sentence: 'No more is promised than there is',
    statement: promisedSql,
  },
]
