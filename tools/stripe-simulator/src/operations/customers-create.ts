import Type from 'typebox'
import { operation } from '../operation.ts'
import { closed, Expand, Text } from '../params/pieces.ts'
import { CustomerFields, customerFields } from '../payments/customer-fields.ts'
import { attachMethod, findMethod, methodProblem } from '../payments/payment-methods.ts'

export const customersCreate = operation({
  name: 'customers.create',
  method: 'POST',
  path: '/v1/customers',
  params: Type.Object(
    { ...CustomerFields, payment_method: Type.Optional(Text), expand: Type.Optional(Expand) },
    closed,
  ),
  run(unit, params) {
    const id = unit.newId('cus')
    const fields = customerFields({ id, created: unit.now, sim: {} }, params)
    const record = unit.put('customers', fields)
    unit.emit('customer.created', record)
    if (params.payment_method === undefined) return { ok: true, table: 'customers', record }
    const found = findMethod(unit, params.payment_method)
    if (!found.ok) return found
    const problem = methodProblem(found.method, null)
    if (problem !== undefined) return problem
    attachMethod(unit, found.method, id)
    return { ok: true, table: 'customers', record }
  },
})
