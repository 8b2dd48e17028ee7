import { feature, ok, refuse } from '@rialto/core'
import { expireStoredValue } from '../contract.ts'
import { expired } from '../model/ledger-stored-value.ts'
import { lockGuards, post } from '../store/ledger.ts'
import { findStoredValue } from '../store/ledger-stored-value.ts'

export default feature(expireStoredValue, ({ storedValueId }, ctx) =>
  ctx.tx(async (tx) => {
    const value = await findStoredValue(tx, storedValueId)
    if (!value) return refuse('NOT_FOUND', 'There is no such stored value')
    const { currency } = value
    const accounts = ['customer.stored_value']
    const [guard] = await lockGuards(tx, { id: storedValueId, currency, accounts })
    // A payment that began in time may still use all of it: what it leaves is taken when it has ended.
    const canTake = value.isOver && guard?.reserved === 0n
    const amount = canTake ? guard.balance : 0n
    if (amount > 0n) await post(tx, expired({ storedValueId, amount, currency }))
    return ok({ storedValueId, expired: Number(amount), currency })
  }),
)
