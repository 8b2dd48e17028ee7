import Type from 'typebox'

export const NullableString = Type.Union([Type.String(), Type.Null()])
export const NullableInteger = Type.Union([Type.Integer(), Type.Null()])
export const NullableStrings = Type.Union([Type.Array(Type.String()), Type.Null()])
export const Metadata = Type.Record(Type.String(), Type.String())

const closed = { additionalProperties: false } as const

export const Address = Type.Object(
  {
    city: NullableString,
    country: NullableString,
    line1: NullableString,
    line2: NullableString,
    postal_code: NullableString,
    state: NullableString,
  },
  closed,
)

export const BillingDetails = Type.Object(
  {
    address: Type.Union([Address, Type.Null()]),
    email: NullableString,
    name: NullableString,
    phone: NullableString,
    tax_id: NullableString,
  },
  closed,
)
export type BillingDetails = Type.Static<typeof BillingDetails>

export const Shipping = Type.Object(
  {
    address: Type.Optional(Address),
    carrier: Type.Optional(NullableString),
    name: Type.Optional(Type.String()),
    phone: Type.Optional(NullableString),
    tracking_number: Type.Optional(NullableString),
  },
  closed,
)
export type Shipping = Type.Static<typeof Shipping>

export const CardChecks = Type.Object(
  {
    address_line1_check: NullableString,
    address_postal_code_check: NullableString,
    cvc_check: NullableString,
  },
  closed,
)
