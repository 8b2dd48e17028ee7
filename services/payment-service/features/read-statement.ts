import { type Actor, type Ctx, ok, type Result, refuse, vendorScope } from '@rialto/core'
import { isDay } from '../model/ledger-day.ts'
import { vendorBalances } from '../model/ledger-statement.ts'
import { findVendorBalances, type Span } from '../store/ledger-balances.ts'

type Wanted = { vendorId?: string; currency: string; from: string; to: string }

/** Whose statement of which days is asked for. A vendor's people have their own, and no other vendor exists for them. */
export function spanOf(actor: Actor, wanted: Wanted): Result<Span, 'NOT_FOUND' | 'VALIDATION_FAILED'> {
  const own = vendorScope(actor)
  if (own !== null && wanted.vendorId !== undefined && wanted.vendorId !== own)
    return refuse('NOT_FOUND', 'There is no such vendor')
  const vendorId = own ?? wanted.vendorId
  if (vendorId === undefined) return refuse('VALIDATION_FAILED', 'Say with `vendorId` whose statement')
  const { currency, from, to } = wanted
  if (!isDay(from) || !isDay(to) || from > to)
    return refuse('VALIDATION_FAILED', '`from` and `to` are days, the first not after the last')
  return ok({ vendorId, currency, from, to })
}

export async function readBalances(ctx: Ctx, span: Span) {
  const rows = await findVendorBalances(ctx.sql, span)
  return {
    opening: vendorBalances(new Map(rows.map((row) => [row.account, row.opening]))),
    closing: vendorBalances(new Map(rows.map((row) => [row.account, row.closing]))),
  }
}
