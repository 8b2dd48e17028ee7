import Type from 'typebox'
import { operation } from '../operation.ts'
import { closed, Expand, MethodData, ShippingParam, Text } from '../params/pieces.ts'
import { makeToken } from '../payments/confirmation-tokens.ts'

export const confirmationTokensCreate = operation({
  name: 'test_helpers.confirmation_tokens.create',
  method: 'POST',
  path: '/v1/test_helpers/confirmation_tokens',
  params: Type.Object(
    {
      payment_method: Type.Optional(Text),
      payment_method_data: Type.Optional(MethodData),
      return_url: Type.Optional(Text),
      setup_future_usage: Type.Optional(Type.Enum(['off_session', 'on_session'])),
      shipping: Type.Optional(ShippingParam),
      expand: Type.Optional(Expand),
    },
    closed,
  ),
  run(unit, { expand: _, ...wish }) {
    return makeToken(unit, wish)
  },
})
