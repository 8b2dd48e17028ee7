import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject, refuse } from '../outcome.ts'
import { closed, Expand } from '../params/pieces.ts'

export const paymentMethodsDetach = operation({
  name: 'payment_methods.detach',
  method: 'POST',
  path: '/v1/payment_methods/:id/detach',
  params: Type.Object({ expand: Type.Optional(Expand) }, closed),
  run(unit, _params, { id = '' }) {
    const method = unit.state.tables.payment_methods.get(id)
    if (method === undefined) return missingObject('PaymentMethod', id, 'payment_method')
    if (method.customer == null) {
      return refuse('The payment method is not attached to a customer.', {
        code: 'payment_method_unexpected_state',
      })
    }
    const record = unit.put('payment_methods', {
      ...method,
      customer: null,
      sim: { ...method.sim, spent: true },
    })
    unit.emit('payment_method.detached', record, { customer: method.customer })
    return { ok: true, table: 'payment_methods', record }
  },
})
