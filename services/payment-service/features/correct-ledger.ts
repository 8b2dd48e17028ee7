import { assert, feature, ok, type Result, refuse } from '@rialto/core'
import { correctLedger } from '../contract.ts'
import { journalId } from '../model/ledger-batch.ts'
import { type Account, chart, type Posting } from '../model/ledger-chart.ts'
import { isDay } from '../model/ledger-day.ts'
import { append } from '../store/ledger.ts'

type Row = { debit: string; credit: string; amount: number; currency: string }

/** Accounts that rows of their own explain: only the operation that keeps those rows may move them. */
const kept = new Set<string>(['vendor.held'])

export default feature(correctLedger, async ({ reason, bookedOn, orderId, rows }, ctx) => {
  if (bookedOn !== undefined && !isDay(bookedOn)) return refuse('VALIDATION_FAILED', 'There is no such day')
  const postings = postingsOf(rows)
  if (!postings.ok) return postings
  return ctx.once(async (tx) => {
    assert(ctx.requestKey, 'a correction has an idempotency key')
    const journal = {
      kind: `correction: ${reason}`,
      cause: ctx.requestKey.id,
      orderId: orderId ?? null,
      ...(bookedOn === undefined ? {} : { bookedOn }),
      postings: postings.value,
    }
    const [outcome] = await append(tx, [journal])
    if (outcome?.code === 'PERIOD_CLOSED')
      return refuse('PERIOD_CLOSED', 'This day is closed, or still to come: correct in an open one')
    assert(outcome?.bookedOn, `INV-5: a correction is ${outcome?.code}`)
    return ok({ journalId: journalId(journal), bookedOn: outcome.bookedOn })
  })
})

function postingsOf(rows: readonly Row[]): Result<Posting[], 'ACCOUNT_NOT_OPEN' | 'VALIDATION_FAILED'> {
  const postings: Posting[] = []
  for (const { debit, credit, amount, currency } of rows) {
    if (!isAccount(debit) || !isAccount(credit) || debit === credit)
      return refuse('VALIDATION_FAILED', `A row needs two accounts of the chart, not ${debit} and ${credit}`)
    const closed = [debit, credit].find((account) => chart[account].guardedBy !== null || kept.has(account))
    if (closed) return refuse('ACCOUNT_NOT_OPEN', `${closed} is moved by its own operations only`)
    postings.push({ debit, credit, amount: BigInt(amount), currency, vendorId: null })
  }
  return ok(postings)
}

function isAccount(name: string): name is Account {
  return Object.hasOwn(chart, name)
}
