import Type from 'typebox'
import { listRecords } from '../list.ts'
import { operation } from '../operation.ts'
import { CreatedRange, closed, pageFields } from '../params/pieces.ts'

export const customersList = operation({
  name: 'customers.list',
  method: 'GET',
  path: '/v1/customers',
  params: Type.Object(
    { ...pageFields, created: Type.Optional(CreatedRange), email: Type.Optional(Type.String()) },
    closed,
  ),
  run(unit, params) {
    const rows = unit.state.tables.customers
    const { email } = params
    const matches = (row: { email?: string | null; sim: { deleted?: true } }) =>
      row.sim.deleted !== true && (email === undefined || row.email === email)
    return listRecords('customers', { url: '/v1/customers', kind: 'customer', rows, matches }, params)
  },
})
