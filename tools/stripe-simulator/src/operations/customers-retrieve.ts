import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { closed, Expand } from '../params/pieces.ts'

export const customersRetrieve = operation({
  name: 'customers.retrieve',
  method: 'GET',
  path: '/v1/customers/:id',
  params: Type.Object({ expand: Type.Optional(Expand) }, closed),
  run(unit, _params, { id = '' }) {
    const record = unit.state.tables.customers.get(id)
    if (record === undefined) return missingObject('customer', id)
    return { ok: true, table: 'customers', record }
  },
})
