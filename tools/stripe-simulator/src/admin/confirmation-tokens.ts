import Type from 'typebox'
import { laterExpiry } from '../cards/read-card.ts'
import { BillingParam, closed, Text } from '../params/pieces.ts'
import { makeToken } from '../payments/confirmation-tokens.ts'
import { inUnit } from '../state/in-unit.ts'
import { adminRoute } from './admin-route.ts'

const Year = Type.Integer({ minimum: 0, maximum: 9999 })

/** What the card frame calls; tests and API users may call it too, so that no card number touches a shop. */
export const createConfirmationToken = adminRoute({
  method: 'POST',
  path: '/_sim/confirmation_tokens',
  body: Type.Object(
    {
      number: Type.String({ maxLength: 32 }),
      exp_month: Type.Optional(Type.Integer({ minimum: 0, maximum: 99 })),
      exp_year: Type.Optional(Year),
      cvc: Type.Optional(Type.String({ maxLength: 8 })),
      billing_details: Type.Optional(BillingParam),
      return_url: Type.Optional(Text),
      setup_future_usage: Type.Optional(Type.Enum(['off_session', 'on_session'])),
      use_stripe_sdk: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
  run({ world }, { number, exp_month, exp_year, cvc, billing_details, ...rest }) {
    return inUnit(world, (unit) => {
      const expiry = laterExpiry(unit.now)
      const card = {
        number,
        exp_month: exp_month ?? expiry.expMonth,
        exp_year: exp_year ?? expiry.expYear,
        ...(cvc === undefined ? {} : { cvc }),
      }
      const billing = billing_details === undefined ? {} : { billing_details }
      return makeToken(unit, { ...rest, payment_method_data: { type: 'card', card, ...billing } })
    })
  },
})
