import { assert, feature, ok, refuse } from '@rialto/core'
import { beginRedemption } from '../contract.ts'
import { journalItem } from '../model/ledger-batch.ts'
import { redeemed } from '../model/ledger-stored-value.ts'
import { movePendingOperation } from '../operations.ts'
import { assertSameContent } from '../store/ledger.ts'
import { findStoredValue } from '../store/ledger-stored-value.ts'

export default feature(beginRedemption, async (input, ctx) => {
  const { storedValueId, redemptionId, orderId, lifeSeconds } = input
  const value = await findStoredValue(ctx.sql, storedValueId)
  if (!value) return refuse('NOT_FOUND', 'There is no such stored value')
  if (value.isOver) return refuse('STORED_VALUE_EXPIRED', 'The last day of this stored value is over')
  const journal = journalItem(
    redeemed(
      { storedValueId, amount: BigInt(input.amount), currency: value.currency },
      { id: redemptionId, orderId },
    ),
  )
  const { id, digest } = journal
  const { code } = await ctx.batch(movePendingOperation, {
    id,
    change: 'begin',
    journal,
    digest,
    lifeSeconds,
  })
  assertSameContent(journal, code)
  if (code === 'INSUFFICIENT') return refuse('STORED_VALUE_SHORT', 'There is not that much left on it')
  assert(code === 'pending' || code === 'posted' || code === 'voided', `INV-9: a redemption is ${code}`)
  return ok({ redemptionId, state: code })
})
