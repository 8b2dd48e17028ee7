import { type Ctx, feature, ok } from '@rialto/core'
import { exportVendorStatement } from '../contract.ts'
import { changeOf, csvRow } from '../model/ledger-statement.ts'
import { listStatementLines, type Span } from '../store/ledger-balances.ts'
import { readBalances, spanOf } from './read-statement.ts'

const linesEach = 500
const columns = ['day', 'time', 'entry', 'order', 'from', 'to', 'amount', 'change', 'total', 'currency']

export default feature(exportVendorStatement, async (input, ctx) => {
  const wanted = spanOf(ctx.actor, input)
  if (!wanted.ok) return wanted
  const { from, to } = wanted.value
  return ok({
    contentType: 'text/csv; charset=utf-8',
    headers: { 'content-disposition': `attachment; filename="statement-${from}-${to}.csv"` },
    content: rows(ctx, wanted.value),
  })
})

/** Opening, every line with the total after it, closing. Amounts are minor units, as everywhere on the wire. */
async function* rows(ctx: Ctx, span: Span): AsyncGenerator<string> {
  const { opening } = await readBalances(ctx, span)
  let total = opening.total
  const edge = (day: string, name: string) =>
    csvRow([day, null, name, null, null, null, null, null, total, span.currency])
  yield csvRow(columns)
  yield edge(span.from, 'opening')
  let after = { bookedOn: span.from, position: '0' }
  for (;;) {
    const lines = await listStatementLines(ctx.sql, span, { ...after, limit: linesEach })
    for (const line of lines) {
      const change = changeOf(line)
      total += change
      const { bookedOn, at, kind, orderNumber, orderId, debit, credit, amount } = line
      const order = orderNumber ?? orderId
      yield csvRow([
        ...[bookedOn, at.toISOString(), kind, order, debit, credit],
        ...[Number(amount), change, total, span.currency],
      ])
    }
    const last = lines.at(-1)
    if (!last || lines.length < linesEach) break
    after = { bookedOn: last.bookedOn, position: String(last.position) }
  }
  yield edge(span.to, 'closing')
}
