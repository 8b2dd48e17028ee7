import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { closed, Expand } from '../params/pieces.ts'

export const balanceTransactionsRetrieve = operation({
  name: 'balance_transactions.retrieve',
  method: 'GET',
  path: '/v1/balance_transactions/:id',
  params: Type.Object({ expand: Type.Optional(Expand) }, closed),
  run(unit, _params, { id = '' }) {
    const record = unit.state.tables.balance_transactions.get(id)
    if (record === undefined) return missingObject('balance transaction', id)
    return { ok: true, table: 'balance_transactions', record }
  },
})
