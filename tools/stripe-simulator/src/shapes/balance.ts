import Type from 'typebox'
import { NullableString } from './pieces.ts'

const closed = { additionalProperties: false } as const

export const BalanceTransactionShape = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('balance_transaction'),
    amount: Type.Integer(),
    available_on: Type.Integer(),
    balance_type: Type.Literal('payments'),
    created: Type.Integer(),
    currency: Type.String(),
    description: NullableString,
    exchange_rate: Type.Null(),
    fee: Type.Integer(),
    fee_details: Type.Array(
      Type.Object(
        {
          amount: Type.Integer(),
          application: Type.Null(),
          currency: Type.String(),
          description: NullableString,
          type: Type.Literal('stripe_fee'),
        },
        closed,
      ),
    ),
    net: Type.Integer(),
    reporting_category: Type.String(),
    source: NullableString,
    status: Type.String(),
    type: Type.String(),
  },
  closed,
)
export type BalanceTransaction = Type.Static<typeof BalanceTransactionShape>

const Funds = Type.Array(
  Type.Object(
    {
      amount: Type.Integer(),
      currency: Type.String(),
      source_types: Type.Object({ card: Type.Integer() }, closed),
    },
    closed,
  ),
)

export const BalanceShape = Type.Object(
  {
    object: Type.Literal('balance'),
    available: Funds,
    livemode: Type.Literal(false),
    pending: Funds,
  },
  closed,
)
export type Balance = Type.Static<typeof BalanceShape>
