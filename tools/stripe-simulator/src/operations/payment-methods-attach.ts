import Type from 'typebox'
import { cardByKey } from '../cards/test-cards.ts'
import { operation } from '../operation.ts'
import { missingReference, refuse } from '../outcome.ts'
import { closed, Expand, Text } from '../params/pieces.ts'
import { attachMethod, findMethod } from '../payments/payment-methods.ts'

export const paymentMethodsAttach = operation({
  name: 'payment_methods.attach',
  method: 'POST',
  path: '/v1/payment_methods/:id/attach',
  params: Type.Object({ customer: Text, expand: Type.Optional(Expand) }, closed),
  run(unit, { customer }, { id = '' }) {
    const found = findMethod(unit, id)
    if (!found.ok) return { ...found, status: 404 }
    const { method } = found
    const known = unit.state.tables.customers.get(customer)
    if (known === undefined || known.sim.deleted === true)
      return missingReference('customer', 'customer', customer)
    if (method.customer === customer) return { ok: true, table: 'payment_methods', record: method }
    if (method.customer != null) {
      return refuse('The payment method is attached to another customer already.', {
        code: 'payment_method_unexpected_state',
      })
    }
    if (method.sim.spent === true) {
      const message =
        'This PaymentMethod was used or detached before. It can no longer be attached to a Customer.'
      return refuse(message, { code: 'payment_method_unexpected_state' })
    }
    const { decline, attachesThoughDeclined } = cardByKey(method.sim.card)
    // A card that the bank declines at once is already refused when it is saved.
    if (decline !== undefined && attachesThoughDeclined !== true && decline.type === 'issuer_declined') {
      const { code, message, declineCode } = decline as {
        code: string
        message: string
        declineCode?: string
      }
      const shown = declineCode === undefined ? {} : { decline_code: declineCode }
      return { ok: false, status: 402, type: 'card_error', code, message, ...shown }
    }
    return { ok: true, table: 'payment_methods', record: attachMethod(unit, method, customer) }
  },
})
