import Type from 'typebox'
import { listRecords } from '../list.ts'
import { operation } from '../operation.ts'
import { CreatedRange, closed, pageFields, Text } from '../params/pieces.ts'

export const paymentIntentsList = operation({
  name: 'payment_intents.list',
  method: 'GET',
  path: '/v1/payment_intents',
  params: Type.Object(
    { ...pageFields, created: Type.Optional(CreatedRange), customer: Type.Optional(Text) },
    closed,
  ),
  run(unit, params) {
    const rows = unit.state.tables.payment_intents
    const only = params.customer === undefined ? undefined : rows.by('customer', params.customer)
    const source = { url: '/v1/payment_intents', kind: 'payment_intent', rows, only, matches: () => true }
    return listRecords('payment_intents', source, params)
  },
})
