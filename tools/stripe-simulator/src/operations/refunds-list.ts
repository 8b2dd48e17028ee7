import Type from 'typebox'
import { listRecords } from '../list.ts'
import { operation } from '../operation.ts'
import { CreatedRange, closed, pageFields, Text } from '../params/pieces.ts'
import type { RefundRecord } from '../state/records.ts'

const indexed = ['charge', 'payment_intent'] as const

export const refundsList = operation({
  name: 'refunds.list',
  method: 'GET',
  path: '/v1/refunds',
  params: Type.Object(
    {
      ...pageFields,
      charge: Type.Optional(Text),
      created: Type.Optional(CreatedRange),
      payment_intent: Type.Optional(Text),
    },
    closed,
  ),
  run(unit, params) {
    const rows = unit.state.tables.refunds
    const wanted = indexed.filter((field) => params[field] !== undefined)
    const narrow = wanted[0]
    const only = narrow === undefined ? undefined : rows.by(narrow, params[narrow] ?? '')
    const matches = (row: RefundRecord) => wanted.every((field) => row[field] === params[field])
    return listRecords('refunds', { url: '/v1/refunds', kind: 'refund', rows, only, matches }, params)
  },
})
