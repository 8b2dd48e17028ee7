import { assert, feature, ok, refuse } from '@rialto/core'
import { endRedemption } from '../contract.ts'
import { journalId } from '../model/ledger-batch.ts'
import { redemptionKind } from '../model/ledger-stored-value.ts'
import { movePendingOperation } from '../operations.ts'

export default feature(endRedemption, async ({ redemptionId, change }, ctx) => {
  const id = journalId({ kind: redemptionKind, cause: redemptionId })
  const { code } = await ctx.batch(movePendingOperation, { id, change })
  if (code === 'NOT_FOUND') return refuse('NOT_FOUND', 'There is no such redemption')
  if (code === 'ALREADY_POSTED' || code === 'ALREADY_VOIDED') return refuse(code)
  assert(code === 'posted' || code === 'voided', `INV-9: a redemption is ${code}`)
  return ok({ redemptionId, state: code })
})
