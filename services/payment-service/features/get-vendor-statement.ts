import { feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { getVendorStatement } from '../contract.ts'
import { changeOf } from '../model/ledger-statement.ts'
import { listStatementLines } from '../store/ledger-balances.ts'
import { readBalances, spanOf } from './read-statement.ts'

export default feature(getVendorStatement, async (input, ctx) => {
  const wanted = spanOf(ctx.actor, input)
  if (!wanted.ok) return wanted
  const span = wanted.value
  const after = readCursor(input.after, { bookedOn: span.from, position: '0' })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const rows = await listStatementLines(ctx.sql, span, { ...after, limit: limit + 1 })
  const { items, next } = nextPage(rows, limit, ({ bookedOn, position }) => ({
    bookedOn,
    position: String(position),
  }))
  return ok({
    ...span,
    ...(await readBalances(ctx, span)),
    items: items.map(({ position: _position, ...line }) => ({
      ...line,
      at: line.at.toISOString(),
      amount: Number(line.amount),
      change: changeOf(line),
    })),
    next,
  })
})
