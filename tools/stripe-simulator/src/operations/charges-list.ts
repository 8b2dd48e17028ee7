import Type from 'typebox'
import { listRecords } from '../list.ts'
import { operation } from '../operation.ts'
import { CreatedRange, closed, pageFields, Text } from '../params/pieces.ts'
import type { ChargeRecord } from '../state/records.ts'

const indexed = ['payment_intent', 'customer', 'transfer_group'] as const

export const chargesList = operation({
  name: 'charges.list',
  method: 'GET',
  path: '/v1/charges',
  params: Type.Object(
    {
      ...pageFields,
      created: Type.Optional(CreatedRange),
      customer: Type.Optional(Text),
      payment_intent: Type.Optional(Text),
      transfer_group: Type.Optional(Text),
    },
    closed,
  ),
  run(unit, params) {
    const rows = unit.state.tables.charges
    const wanted = indexed.filter((field) => params[field] !== undefined)
    const narrow = wanted[0]
    const only = narrow === undefined ? undefined : rows.by(narrow, params[narrow] ?? '')
    const matches = (row: ChargeRecord) => wanted.every((field) => row[field] === params[field])
    return listRecords('charges', { url: '/v1/charges', kind: 'charge', rows, only, matches }, params)
  },
})
