import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { closed } from '../params/pieces.ts'

export const customersDelete = operation({
  name: 'customers.delete',
  method: 'DELETE',
  path: '/v1/customers/:id',
  params: Type.Object({}, closed),
  run(unit, _params, { id = '' }) {
    const known = unit.state.tables.customers.get(id)
    if (known === undefined || known.sim.deleted === true) return missingObject('customer', id)
    for (const method of unit.state.tables.payment_methods.by('customer', id)) {
      unit.put('payment_methods', { ...method, customer: null, sim: { ...method.sim, spent: true } })
    }
    // The event shows the customer for the last time; what stays is only that there was one.
    const last = unit.put('customers', { ...known })
    unit.emit('customer.deleted', last)
    const record = unit.put('customers', { id, created: known.created, sim: { deleted: true } })
    return { ok: true, table: 'customers', record }
  },
})
