import Type from 'typebox'

export const closed = { additionalProperties: false } as const

const text = { maxLength: 5000 } as const
export const Text = Type.String({ ...text, minLength: 1 })
/** Text that an empty string clears. */
export const ClearableText = Type.String(text)
export const Empty = Type.Literal('')

const metadataLimits = { maxProperties: 50, propertyNames: { type: 'string', maxLength: 40 } } as const
export const MetadataMap = Type.Record(Type.String(), Type.String({ maxLength: 500 }), metadataLimits)
export const MetadataParam = Type.Union([Empty, MetadataMap])

export const Expand = Type.Array(Type.String())

export const CreatedRange = Type.Union([
  Type.Integer(),
  Type.Object(
    {
      gt: Type.Optional(Type.Integer()),
      gte: Type.Optional(Type.Integer()),
      lt: Type.Optional(Type.Integer()),
      lte: Type.Optional(Type.Integer()),
    },
    closed,
  ),
])
export type CreatedRange = Type.Static<typeof CreatedRange>

/** The fields every list takes. */
export const pageFields = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  starting_after: Type.Optional(Text),
  ending_before: Type.Optional(Text),
  expand: Type.Optional(Expand),
}

export const AddressParam = Type.Object(
  {
    city: Type.Optional(ClearableText),
    country: Type.Optional(ClearableText),
    line1: Type.Optional(ClearableText),
    line2: Type.Optional(ClearableText),
    postal_code: Type.Optional(ClearableText),
    state: Type.Optional(ClearableText),
  },
  closed,
)
export type AddressParam = Type.Static<typeof AddressParam>

export const ShippingParam = Type.Object(
  {
    address: AddressParam,
    carrier: Type.Optional(ClearableText),
    name: Text,
    phone: Type.Optional(ClearableText),
    tracking_number: Type.Optional(ClearableText),
  },
  closed,
)
export type ShippingParam = Type.Static<typeof ShippingParam>

export const BillingParam = Type.Object(
  {
    address: Type.Optional(Type.Union([Empty, AddressParam])),
    email: Type.Optional(ClearableText),
    name: Type.Optional(ClearableText),
    phone: Type.Optional(ClearableText),
    tax_id: Type.Optional(ClearableText),
  },
  closed,
)
export type BillingParam = Type.Static<typeof BillingParam>

export const CardParam = Type.Object(
  {
    cvc: Type.Optional(Type.String({ maxLength: 8 })),
    exp_month: Type.Optional(Type.Integer()),
    exp_year: Type.Optional(Type.Integer()),
    number: Type.Optional(Type.String({ maxLength: 32 })),
    token: Type.Optional(Text),
  },
  closed,
)

const redisplay = Type.Enum(['always', 'limited', 'unspecified'])
export const Redisplay = redisplay

/** A payment method described in place. */
export const MethodData = Type.Object(
  {
    allow_redisplay: Type.Optional(redisplay),
    billing_details: Type.Optional(BillingParam),
    card: Type.Optional(CardParam),
    metadata: Type.Optional(MetadataMap),
    type: Type.Literal('card'),
  },
  closed,
)
export type MethodData = Type.Static<typeof MethodData>
