import Type from 'typebox'
import { BillingDetails, CardChecks, Metadata, NullableInteger, NullableString, Shipping } from './pieces.ts'

const closed = { additionalProperties: false } as const

const Outcome = Type.Object(
  {
    advice_code: NullableString,
    network_advice_code: NullableString,
    network_decline_code: NullableString,
    network_status: NullableString,
    reason: NullableString,
    risk_level: Type.String(),
    risk_score: Type.Integer(),
    seller_message: NullableString,
    type: Type.String(),
  },
  closed,
)

export const ThreeDSecureResult = Type.Object(
  {
    authentication_flow: NullableString,
    electronic_commerce_indicator: NullableString,
    exemption_indicator: NullableString,
    result: NullableString,
    result_reason: NullableString,
    transaction_id: NullableString,
    version: NullableString,
  },
  closed,
)
export type ThreeDSecureResult = Type.Static<typeof ThreeDSecureResult>

const CardDetails = Type.Object(
  {
    amount_authorized: NullableInteger,
    authorization_code: NullableString,
    brand: NullableString,
    capture_before: Type.Optional(Type.Integer()),
    checks: CardChecks,
    country: NullableString,
    electronic_commerce_indicator: NullableString,
    exp_month: Type.Integer(),
    exp_year: Type.Integer(),
    fingerprint: NullableString,
    funding: NullableString,
    installments: Type.Null(),
    last4: NullableString,
    mandate: Type.Null(),
    network: NullableString,
    network_token: Type.Object({ used: Type.Literal(false) }, closed),
    network_transaction_id: NullableString,
    regulated_status: NullableString,
    three_d_secure: Type.Union([ThreeDSecureResult, Type.Null()]),
    transaction_link_id: Type.Null(),
    wallet: Type.Null(),
  },
  closed,
)

export const ChargeShape = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('charge'),
    amount: Type.Integer(),
    amount_captured: Type.Integer(),
    amount_refunded: Type.Integer(),
    application: Type.Null(),
    application_fee: Type.Null(),
    application_fee_amount: NullableInteger,
    balance_transaction: NullableString,
    billing_details: BillingDetails,
    calculated_statement_descriptor: NullableString,
    captured: Type.Boolean(),
    created: Type.Integer(),
    currency: Type.String(),
    customer: NullableString,
    description: NullableString,
    disputed: Type.Boolean(),
    failure_balance_transaction: Type.Null(),
    failure_code: NullableString,
    failure_message: NullableString,
    fraud_details: Type.Object({}, closed),
    livemode: Type.Literal(false),
    metadata: Metadata,
    on_behalf_of: Type.Null(),
    outcome: Outcome,
    paid: Type.Boolean(),
    payment_intent: NullableString,
    payment_method: NullableString,
    payment_method_details: Type.Object({ card: CardDetails, type: Type.Literal('card') }, closed),
    radar_options: Type.Object({}, closed),
    receipt_email: NullableString,
    receipt_number: Type.Null(),
    receipt_url: Type.Null(),
    refunded: Type.Boolean(),
    review: Type.Null(),
    shipping: Type.Union([Shipping, Type.Null()]),
    source: Type.Null(),
    source_transfer: Type.Null(),
    statement_descriptor: NullableString,
    statement_descriptor_suffix: NullableString,
    status: Type.String(),
    transfer_data: Type.Null(),
    transfer_group: NullableString,
  },
  closed,
)
export type Charge = Type.Static<typeof ChargeShape>
