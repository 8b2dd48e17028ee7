import Type from 'typebox'
import { listRecords } from '../list.ts'
import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { closed, pageFields, Redisplay } from '../params/pieces.ts'

export const customersListPaymentMethods = operation({
  name: 'customers.list_payment_methods',
  method: 'GET',
  path: '/v1/customers/:id/payment_methods',
  params: Type.Object(
    { ...pageFields, allow_redisplay: Type.Optional(Redisplay), type: Type.Optional(Type.Literal('card')) },
    closed,
  ),
  run(unit, params, { id = '' }) {
    const customer = unit.state.tables.customers.get(id)
    if (customer === undefined || customer.sim.deleted === true) return missingObject('customer', id)
    const rows = unit.state.tables.payment_methods
    const url = `/v1/customers/${id}/payment_methods`
    const { allow_redisplay: wanted } = params
    const matches = (row: { allow_redisplay?: string }) =>
      wanted === undefined || (row.allow_redisplay ?? 'unspecified') === wanted
    const only = rows.by('customer', id)
    return listRecords('payment_methods', { url, kind: 'PaymentMethod', rows, only, matches }, params)
  },
})
