import Type from 'typebox'
import { Metadata, NullableString } from './pieces.ts'

const closed = { additionalProperties: false } as const

export const RefundShape = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('refund'),
    amount: Type.Integer(),
    balance_transaction: NullableString,
    charge: NullableString,
    created: Type.Integer(),
    currency: Type.String(),
    customer: NullableString,
    customer_account: Type.Null(),
    destination_details: Type.Object(
      {
        card: Type.Object(
          {
            reference: Type.Optional(Type.String()),
            reference_status: Type.Optional(Type.String()),
            reference_type: Type.Optional(Type.String()),
            type: Type.String(),
          },
          closed,
        ),
        type: Type.Literal('card'),
      },
      closed,
    ),
    failure_balance_transaction: Type.Optional(Type.String()),
    failure_reason: Type.Optional(Type.String()),
    metadata: Type.Union([Metadata, Type.Null()]),
    payment_intent: NullableString,
    payment_method: NullableString,
    pending_reason: Type.Optional(Type.String()),
    reason: NullableString,
    receipt_number: Type.Null(),
    source_transfer_reversal: Type.Null(),
    status: NullableString,
    transfer_reversal: Type.Null(),
  },
  closed,
)
export type Refund = Type.Static<typeof RefundShape>
