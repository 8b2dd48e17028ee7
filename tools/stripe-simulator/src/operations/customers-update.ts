import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { closed, Expand } from '../params/pieces.ts'
import { CustomerFields, customerFields } from '../payments/customer-fields.ts'
import { previousOf } from '../payments/previous.ts'

export const customersUpdate = operation({
  name: 'customers.update',
  method: 'POST',
  path: '/v1/customers/:id',
  params: Type.Object({ ...CustomerFields, expand: Type.Optional(Expand) }, closed),
  run(unit, params, { id = '' }) {
    const known = unit.state.tables.customers.get(id)
    if (known === undefined || known.sim.deleted === true) return missingObject('customer', id)
    const record = unit.put('customers', customerFields(known, params))
    unit.emit('customer.updated', record, previousOf(known, record))
    return { ok: true, table: 'customers', record }
  },
})
