import Type from 'typebox'
import { PaymentMethodShape } from './payment-method.ts'
import { Metadata, NullableInteger, NullableString, NullableStrings, Shipping } from './pieces.ts'

const closed = { additionalProperties: false } as const

export const LastPaymentError = Type.Object(
  {
    advice_code: Type.Optional(Type.String()),
    charge: Type.Optional(Type.String()),
    code: Type.Optional(Type.String()),
    decline_code: Type.Optional(Type.String()),
    message: Type.Optional(Type.String()),
    network_decline_code: Type.Optional(Type.String()),
    param: Type.Optional(Type.String()),
    payment_method: Type.Optional(PaymentMethodShape),
    payment_method_type: Type.Optional(Type.String()),
    type: Type.String(),
  },
  closed,
)
export type LastPaymentError = Type.Static<typeof LastPaymentError>

const NextAction = Type.Object(
  {
    type: Type.String(),
    redirect_to_url: Type.Optional(Type.Object({ return_url: NullableString, url: NullableString }, closed)),
    use_stripe_sdk: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  closed,
)

const CardOptions = Type.Object(
  {
    capture_method: Type.Optional(Type.Literal('manual')),
    installments: Type.Null(),
    mandate_options: Type.Null(),
    network: NullableString,
    request_three_d_secure: NullableString,
    setup_future_usage: Type.Optional(Type.String()),
  },
  closed,
)

export const PaymentIntentShape = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('payment_intent'),
    allowed_payment_method_types: NullableStrings,
    amount: Type.Integer(),
    amount_capturable: Type.Integer(),
    amount_received: Type.Integer(),
    application: Type.Null(),
    application_fee_amount: NullableInteger,
    automatic_payment_methods: Type.Union([
      Type.Object({ allow_redirects: Type.Optional(Type.String()), enabled: Type.Boolean() }, closed),
      Type.Null(),
    ]),
    canceled_at: NullableInteger,
    cancellation_reason: NullableString,
    capture_method: Type.String(),
    client_secret: NullableString,
    confirmation_method: Type.String(),
    created: Type.Integer(),
    currency: Type.String(),
    customer: NullableString,
    customer_account: Type.Null(),
    description: NullableString,
    excluded_payment_method_types: NullableStrings,
    last_payment_error: Type.Union([LastPaymentError, Type.Null()]),
    latest_charge: NullableString,
    livemode: Type.Literal(false),
    managed_payments: Type.Null(),
    metadata: Metadata,
    next_action: Type.Union([NextAction, Type.Null()]),
    on_behalf_of: Type.Null(),
    payment_method: NullableString,
    payment_method_configuration_details: Type.Null(),
    payment_method_options: Type.Object({ card: Type.Optional(CardOptions) }, closed),
    payment_method_types: Type.Array(Type.String()),
    payment_record: Type.Null(),
    processing: Type.Union([Type.Object({ type: Type.Literal('card') }, closed), Type.Null()]),
    receipt_email: NullableString,
    review: Type.Null(),
    setup_future_usage: NullableString,
    shipping: Type.Union([Shipping, Type.Null()]),
    source: Type.Null(),
    statement_descriptor: NullableString,
    statement_descriptor_suffix: NullableString,
    status: Type.String(),
    transfer_data: Type.Null(),
    transfer_group: NullableString,
  },
  closed,
)
export type PaymentIntent = Type.Static<typeof PaymentIntentShape>
