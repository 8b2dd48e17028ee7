import { feature, ok, refuse } from '@rialto/core'
import { getStoredValue } from '../contract.ts'
import { findStoredValue } from '../store/ledger-stored-value.ts'

export default feature(getStoredValue, async ({ storedValueId }, ctx) => {
  const found = await findStoredValue(ctx.sql, storedValueId)
  if (!found) return refuse('NOT_FOUND', 'There is no such stored value')
  const { ownerId, currency, expiresOn, balance, reserved } = found
  return ok({
    storedValueId,
    ownerId,
    currency,
    expiresOn,
    balance: Number(balance),
    reserved: Number(reserved),
  })
})
