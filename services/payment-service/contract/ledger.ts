import {
  calendarDay,
  endpoint,
  id,
  nullable,
  oneOf,
  streamReply,
  struct,
  text,
  timestamp,
} from '@rialto/core'
import { Type } from 'typebox'

const amount = Type.Integer({ description: 'Minor units' })
const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'Currency code of ISO 4217' })

const account = text(60, { description: 'An account of the chart, such as `vendor.due`' })

export const getTrialBalance = endpoint({
  name: 'payment.get_trial_balance',
  summary: 'Debits and credits of every account up to the end of a day, by currency; they are equal',
  method: 'GET',
  path: '/api/operator/ledger/trial-balance',
  permission: 'payment.read_ledger',
  input: struct({ asOf: Type.Optional(calendarDay('A day of UTC; today without it')) }),
  reply: struct({
    asOf: calendarDay('Up to the end of this day'),
    closedThrough: nullable(calendarDay('The last day that is closed')),
    currencies: Type.Array(
      struct({
        currency,
        debit: amount,
        credit: amount,
        difference: Type.Integer({ description: 'Debits less credits: zero' }),
        accounts: Type.Array(
          struct({
            account,
            kind: oneOf(['asset', 'liability', 'revenue', 'expense']),
            debit: amount,
            credit: amount,
            balance: Type.Integer({
              description: 'As the account grows: an asset by debits, a debt by credits',
            }),
          }),
        ),
      }),
    ),
  }),
})

const balances = struct({
  held: Type.Integer({ description: 'Of orders that have not arrived yet' }),
  due: Type.Integer({ description: 'Of what arrived; part of the next settlements' }),
  inTransfer: Type.Integer({ description: 'On its way' }),
  owed: Type.Integer({ description: 'What the vendor owes the marketplace' }),
  total: Type.Integer({ description: 'held + due + inTransfer - owed' }),
})

const span = {
  vendorId: Type.Optional(id('For operators; a vendor’s people have their own')),
  currency,
  from: calendarDay('The first day, UTC'),
  to: calendarDay('The last day, UTC'),
}

export const getVendorStatement = endpoint({
  name: 'payment.get_vendor_statement',
  summary: 'What a vendor has earned and been paid: opening, lines, closing. A vendor sees its own',
  method: 'GET',
  path: '/api/vendor/ledger/statement',
  permission: 'payment.read_statement',
  input: struct({
    ...span,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25 })),
    after: Type.Optional(Type.String({ maxLength: 512, description: 'The `next` of the previous page' })),
  }),
  reply: struct({
    vendorId: id(),
    currency,
    from: calendarDay('The first day'),
    to: calendarDay('The last day'),
    opening: balances,
    closing: balances,
    items: Type.Array(
      struct({
        bookedOn: calendarDay('The day it belongs to'),
        at: timestamp('When it was written'),
        kind: text(60, { description: 'What happened, such as `sale`, `delivery` or `refund decided`' }),
        orderId: nullable(id()),
        orderNumber: nullable(text(20)),
        debit: account,
        credit: account,
        amount,
        change: Type.Integer({ description: 'How the vendor’s total changes; zero when it only moves on' }),
      }),
    ),
    next: nullable(Type.String()),
  }),
})

const exportMinutesMax = 10

export const exportVendorStatement = endpoint({
  name: 'payment.export_vendor_statement',
  summary: 'The statement of a vendor as CSV, with the running total',
  method: 'GET',
  path: '/api/vendor/ledger/statement.csv',
  permission: 'payment.read_statement',
  input: struct(span),
  reply: streamReply,
  answers: 'stream',
  deadlineMs: exportMinutesMax * 60_000,
})

export const closePeriod = endpoint({
  name: 'payment.close_period',
  summary: 'Closes the books up to the end of a day that is over: no journal is dated in it any more',
  method: 'POST',
  path: '/api/operator/ledger/periods',
  permission: 'payment.manage_ledger',
  input: struct({ through: calendarDay('The last day of the period, UTC') }),
  reply: struct({ through: calendarDay('The last day of the period'), closedAt: timestamp() }),
  status: 201,
  idempotency: 'key',
  refusals: { PERIOD_NOT_OVER: 409, PERIOD_CLOSED: 409 },
})

export const correctLedger = endpoint({
  name: 'payment.correct_ledger',
  summary: 'Posts a correction. In a closed period nothing is corrected: it goes into an open day',
  method: 'POST',
  path: '/api/operator/ledger/corrections',
  permission: 'payment.manage_ledger',
  input: struct({
    reason: oneOf(['wrong_account', 'missed_entry', 'provider_differs', 'rounding']),
    bookedOn: Type.Optional(calendarDay('The day it belongs to; today without it')),
    orderId: Type.Optional(id()),
    rows: Type.Array(
      struct({
        debit: account,
        credit: account,
        amount: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
        currency,
      }),
      { minItems: 1, maxItems: 20 },
    ),
  }),
  reply: struct({ journalId: id(), bookedOn: calendarDay('The day it belongs to') }),
  status: 201,
  idempotency: 'key',
  refusals: { PERIOD_CLOSED: 409, ACCOUNT_NOT_OPEN: 409 },
})

export const rebuildBalances = endpoint({
  name: 'payment.rebuild_balances',
  summary: 'Makes the sums of the ledger anew from its journals, beside those that are read',
  method: 'POST',
  path: '/api/operator/ledger/balances/rebuild',
  permission: 'payment.manage_ledger',
  input: struct({}),
  reply: struct({ startedAt: timestamp() }),
  status: 202,
  idempotency: 'key',
})

const settlement = struct({
  settlementId: id(),
  vendorId: id(),
  currency,
  day: calendarDay('The day whose settlement it is'),
  claimed: Type.Integer({ description: 'What was due' }),
  netted: Type.Integer({ description: 'What of it paid the vendor’s debt' }),
  amount: Type.Integer({ description: 'What is to be transferred' }),
  state: oneOf(['intended', 'sent', 'succeeded', 'failed', 'unknown']),
})

export const settleVendor = endpoint({
  name: 'payment.settle_vendor',
  summary: 'Claims what is due to a vendor and can be paid today; stores the transfer that is to be made',
  method: 'POST',
  path: '/internal/payments/settlements',
  exposure: 'internal',
  permission: 'payment.settle_vendors',
  input: struct({
    vendorId: id(),
    currency,
    day: calendarDay('One settlement for each vendor, currency and day'),
  }),
  reply: struct({ settlement: nullable(settlement) }),
  retry: 'keyed',
})

export const endTransfers = endpoint({
  name: 'payment.end_transfers',
  summary: 'Says how transfers of settlements ended; what failed is due to its vendor again',
  method: 'POST',
  path: '/internal/payments/settlements/outcomes',
  exposure: 'internal',
  permission: 'payment.settle_vendors',
  input: struct({
    transfers: Type.Array(struct({ settlementId: id(), outcome: oneOf(['succeeded', 'failed']) }), {
      minItems: 1,
      maxItems: 100,
    }),
  }),
  reply: struct({
    settlements: Type.Array(settlement, { description: 'As they are now; unknown ones are missing' }),
  }),
  retry: 'keyed',
})
