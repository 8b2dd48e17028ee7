import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { closed, Expand } from '../params/pieces.ts'

export const paymentMethodsRetrieve = operation({
  name: 'payment_methods.retrieve',
  method: 'GET',
  path: '/v1/payment_methods/:id',
  params: Type.Object({ expand: Type.Optional(Expand) }, closed),
  run(unit, _params, { id = '' }) {
    const record = unit.state.tables.payment_methods.get(id)
    if (record === undefined) return missingObject('PaymentMethod', id, 'payment_method')
    return { ok: true, table: 'payment_methods', record }
  },
})
