import Type from 'typebox'
import { operation } from '../operation.ts'
import { closed, Expand } from '../params/pieces.ts'
import { balancesOf } from '../payments/books.ts'
import type { Balance } from '../shapes/balance.ts'

export const balanceRetrieve = operation({
  name: 'balance.retrieve',
  method: 'GET',
  path: '/v1/balance',
  params: Type.Object({ expand: Type.Optional(Expand) }, closed),
  run(unit) {
    const balances = [...balancesOf(unit.state, unit.now)]
    // An account that never moved money still shows its own currency, at zero.
    if (balances.length === 0) balances.push(['usd', { available: 0, pending: 0 }])
    const funds = (part: 'available' | 'pending') =>
      balances.map(([currency, sums]) => ({
        amount: sums[part],
        currency,
        source_types: { card: sums[part] },
      }))
    const body: Balance = {
      object: 'balance',
      available: funds('available'),
      livemode: false,
      pending: funds('pending'),
    }
    return { ok: true, body }
  },
})
