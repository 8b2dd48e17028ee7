import Type from 'typebox'
import { BillingDetails, CardChecks, Metadata, NullableString } from './pieces.ts'

const closed = { additionalProperties: false } as const

const CardShape = Type.Object(
  {
    brand: Type.String(),
    checks: Type.Union([CardChecks, Type.Null()]),
    country: NullableString,
    display_brand: NullableString,
    exp_month: Type.Integer(),
    exp_year: Type.Integer(),
    fingerprint: NullableString,
    funding: Type.String(),
    generated_from: Type.Null(),
    last4: Type.String(),
    networks: Type.Object({ available: Type.Array(Type.String()), preferred: NullableString }, closed),
    regulated_status: NullableString,
    three_d_secure_usage: Type.Object({ supported: Type.Boolean() }, closed),
    wallet: Type.Null(),
  },
  closed,
)

export const PaymentMethodShape = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('payment_method'),
    allow_redisplay: Type.String(),
    billing_details: BillingDetails,
    card: CardShape,
    created: Type.Integer(),
    customer: NullableString,
    customer_account: Type.Null(),
    livemode: Type.Literal(false),
    metadata: Type.Union([Metadata, Type.Null()]),
    type: Type.Literal('card'),
  },
  closed,
)
export type PaymentMethod = Type.Static<typeof PaymentMethodShape>

export const ConfirmationTokenShape = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('confirmation_token'),
    created: Type.Integer(),
    expires_at: Type.Union([Type.Integer(), Type.Null()]),
    livemode: Type.Literal(false),
    mandate_data: Type.Null(),
    metadata: Type.Union([Metadata, Type.Null()]),
    payment_intent: NullableString,
    payment_method_options: Type.Null(),
    payment_method_preview: Type.Object(
      {
        allow_redisplay: Type.String(),
        billing_details: BillingDetails,
        card: CardShape,
        customer: NullableString,
        customer_account: Type.Null(),
        type: Type.Literal('card'),
      },
      closed,
    ),
    return_url: NullableString,
    setup_future_usage: NullableString,
    setup_intent: Type.Null(),
    shipping: Type.Union([
      Type.Object(
        {
          address: Type.Object(
            {
              city: NullableString,
              country: NullableString,
              line1: NullableString,
              line2: NullableString,
              postal_code: NullableString,
              state: NullableString,
            },
            closed,
          ),
          name: Type.String(),
          phone: NullableString,
        },
        closed,
      ),
      Type.Null(),
    ]),
    use_stripe_sdk: Type.Boolean(),
  },
  closed,
)
export type ConfirmationToken = Type.Static<typeof ConfirmationTokenShape>
