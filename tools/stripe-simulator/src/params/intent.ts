import Type from 'typebox'
import {
  ClearableText,
  closed,
  Empty,
  Expand,
  MetadataMap,
  MetadataParam,
  MethodData,
  ShippingParam,
  Text,
} from './pieces.ts'

export const Amount = Type.Integer({ minimum: 1, maximum: 99_999_999 })
const CaptureMethod = Type.Enum(['automatic', 'automatic_async', 'manual'])
const SetupFutureUsage = Type.Enum(['off_session', 'on_session'])
const OffSession = Type.Union([Type.Boolean(), Type.Enum(['one_off', 'recurring'])])

const MethodOptions = Type.Object(
  {
    card: Type.Optional(
      Type.Object(
        {
          capture_method: Type.Optional(Type.Union([Empty, Type.Literal('manual')])),
          network: Type.Optional(Text),
          request_three_d_secure: Type.Optional(Type.Enum(['automatic', 'any', 'challenge'])),
          setup_future_usage: Type.Optional(
            Type.Union([Empty, Type.Enum(['off_session', 'on_session', 'none'])]),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type MethodOptions = Type.Static<typeof MethodOptions>

const describing = {
  description: Type.Optional(ClearableText),
  receipt_email: Type.Optional(ClearableText),
  shipping: Type.Optional(Type.Union([Empty, ShippingParam])),
  statement_descriptor: Type.Optional(Type.String({ maxLength: 22 })),
  statement_descriptor_suffix: Type.Optional(Type.String({ maxLength: 22 })),
}

const paying = {
  allowed_payment_method_types: Type.Optional(Type.Array(Text, { minItems: 1 })),
  capture_method: Type.Optional(CaptureMethod),
  excluded_payment_method_types: Type.Optional(Type.Array(Text)),
  payment_method: Type.Optional(Text),
  payment_method_data: Type.Optional(MethodData),
  payment_method_options: Type.Optional(MethodOptions),
  setup_future_usage: Type.Optional(Type.Union([Empty, SetupFutureUsage])),
}

const confirming = {
  confirmation_token: Type.Optional(Text),
  error_on_requires_action: Type.Optional(Type.Boolean()),
  off_session: Type.Optional(OffSession),
  return_url: Type.Optional(Text),
  use_stripe_sdk: Type.Optional(Type.Boolean()),
}

export const IntentCreateParams = Type.Object(
  {
    amount: Amount,
    currency: Text,
    automatic_payment_methods: Type.Optional(
      Type.Object(
        { enabled: Type.Boolean(), allow_redirects: Type.Optional(Type.Enum(['always', 'never'])) },
        closed,
      ),
    ),
    confirm: Type.Optional(Type.Boolean()),
    confirmation_method: Type.Optional(Type.Enum(['automatic', 'manual'])),
    customer: Type.Optional(Text),
    metadata: Type.Optional(MetadataMap),
    transfer_group: Type.Optional(Text),
    expand: Type.Optional(Expand),
    ...describing,
    ...paying,
    ...confirming,
  },
  closed,
)
export type IntentCreateParams = Type.Static<typeof IntentCreateParams>

export const IntentUpdateParams = Type.Object(
  {
    amount: Type.Optional(Amount),
    currency: Type.Optional(Text),
    customer: Type.Optional(Text),
    metadata: Type.Optional(MetadataParam),
    transfer_group: Type.Optional(Text),
    expand: Type.Optional(Expand),
    ...describing,
    ...paying,
  },
  closed,
)
export type IntentUpdateParams = Type.Static<typeof IntentUpdateParams>

const {
  description: _,
  statement_descriptor: __,
  statement_descriptor_suffix: ___,
  ...confirmDescribing
} = describing

export const IntentConfirmParams = Type.Object(
  { expand: Type.Optional(Expand), ...confirmDescribing, ...paying, ...confirming },
  closed,
)
export type IntentConfirmParams = Type.Static<typeof IntentConfirmParams>

export const IntentCaptureParams = Type.Object(
  {
    amount_to_capture: Type.Optional(Amount),
    final_capture: Type.Optional(Type.Literal(true)),
    metadata: Type.Optional(MetadataParam),
    statement_descriptor: Type.Optional(Type.String({ maxLength: 22 })),
    statement_descriptor_suffix: Type.Optional(Type.String({ maxLength: 22 })),
    expand: Type.Optional(Expand),
  },
  closed,
)

export const IntentCancelParams = Type.Object(
  {
    cancellation_reason: Type.Optional(
      Type.Enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']),
    ),
    expand: Type.Optional(Expand),
  },
  closed,
)
