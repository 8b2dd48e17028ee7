import { assert, feature, ok, refuse } from '@rialto/core'
import { issueStoredValue } from '../contract.ts'
import { journalItem } from '../model/ledger-batch.ts'
import { isDay } from '../model/ledger-day.ts'
import { issued } from '../model/ledger-stored-value.ts'
import { appendJournalsOperation } from '../operations.ts'
import { assertSameContent } from '../store/ledger.ts'
import { ensureStoredValue } from '../store/ledger-stored-value.ts'

// A campaign gives to many at once: their journals travel together.
export default feature(issueStoredValue, async (input, ctx) => {
  const { issueId, storedValueId, amount, currency, expiresOn = null } = input
  if (expiresOn !== null && !isDay(expiresOn)) return refuse('VALIDATION_FAILED', 'There is no such day')
  const made = { id: storedValueId, ownerId: input.ownerId ?? null, currency, expiresOn }
  const value = await ensureStoredValue(ctx.sql, made)
  if (value.currency !== currency)
    return refuse('STORED_VALUE_CURRENCY', `This stored value is in ${value.currency}`)
  if (value.isOver) return refuse('STORED_VALUE_EXPIRED', 'The last day of this stored value is over')
  const item = journalItem(issued({ storedValueId, amount: BigInt(amount), currency }, issueId))
  const { code } = await ctx.batch(appendJournalsOperation, item)
  assertSameContent(item, code)
  assert(code === 'posted' || code === 'same', `INV-5: an issue of stored value is ${code}`)
  return ok({ storedValueId, issueId })
})
