import Type from 'typebox'
import { listRecords } from '../list.ts'
import { operation } from '../operation.ts'
import { closed, pageFields, Redisplay, Text } from '../params/pieces.ts'

export const paymentMethodsList = operation({
  name: 'payment_methods.list',
  method: 'GET',
  path: '/v1/payment_methods',
  params: Type.Object(
    {
      ...pageFields,
      allow_redisplay: Type.Optional(Redisplay),
      customer: Type.Optional(Text),
      type: Type.Optional(Type.Literal('card')),
    },
    closed,
  ),
  run(unit, params) {
    const rows = unit.state.tables.payment_methods
    const { customer, allow_redisplay: wanted } = params
    const only = customer === undefined ? undefined : rows.by('customer', customer)
    const matches = (row: { allow_redisplay?: string }) =>
      wanted === undefined || (row.allow_redisplay ?? 'unspecified') === wanted
    const source = { url: '/v1/payment_methods', kind: 'PaymentMethod', rows, only, matches }
    return listRecords('payment_methods', source, params)
  },
})
