import Type from 'typebox'
import { Address, Metadata, NullableString, NullableStrings, Shipping } from './pieces.ts'

const closed = { additionalProperties: false } as const

export const CustomerShape = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('customer'),
    address: Type.Union([Address, Type.Null()]),
    balance: Type.Integer(),
    created: Type.Integer(),
    currency: NullableString,
    default_source: Type.Null(),
    delinquent: Type.Boolean(),
    description: NullableString,
    discount: Type.Null(),
    email: NullableString,
    invoice_prefix: Type.String(),
    invoice_settings: Type.Object(
      {
        custom_fields: Type.Null(),
        default_payment_method: NullableString,
        footer: NullableString,
        rendering_options: Type.Null(),
      },
      closed,
    ),
    livemode: Type.Literal(false),
    metadata: Metadata,
    name: NullableString,
    next_invoice_sequence: Type.Integer(),
    phone: NullableString,
    preferred_locales: NullableStrings,
    shipping: Type.Union([Shipping, Type.Null()]),
    tax_exempt: NullableString,
    test_clock: Type.Null(),
  },
  closed,
)
export type Customer = Type.Static<typeof CustomerShape>

export const DeletedCustomerShape = Type.Object(
  { id: Type.String(), object: Type.Literal('customer'), deleted: Type.Literal(true) },
  closed,
)
