import Type from 'typebox'
import { listRecords } from '../list.ts'
import { operation } from '../operation.ts'
import { CreatedRange, closed, pageFields, Text } from '../params/pieces.ts'
import type { BalanceTransactionRecord } from '../state/records.ts'

export const balanceTransactionsList = operation({
  name: 'balance_transactions.list',
  method: 'GET',
  path: '/v1/balance_transactions',
  params: Type.Object(
    {
      ...pageFields,
      created: Type.Optional(CreatedRange),
      currency: Type.Optional(Text),
      source: Type.Optional(Text),
      type: Type.Optional(Text),
    },
    closed,
  ),
  run(unit, params) {
    const rows = unit.state.tables.balance_transactions
    const only = params.source === undefined ? undefined : rows.by('source', params.source)
    const currency = params.currency?.toLowerCase()
    const matches = (row: BalanceTransactionRecord) =>
      (currency === undefined || row.currency === currency) &&
      (params.type === undefined || row.type === params.type)
    const source = { url: '/v1/balance_transactions', kind: 'balance transaction', rows, only, matches }
    return listRecords('balance_transactions', source, params)
  },
})
