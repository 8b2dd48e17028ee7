import {
  calendarDay,
  endpoint,
  eventType,
  id,
  nullable,
  oneOf,
  page,
  pageQuery,
  struct,
  text,
  timestamp,
} from '@rialto/core'
import { Type } from 'typebox'

const count = Type.Integer({ minimum: 0 })

export const ledgerMatch = struct({
  day: calendarDay('A day of UTC'),
  state: oneOf(['reading', 'judging', 'done']),
  settledBefore: timestamp('What is younger was not judged: its other side may be on its way'),
  transactions: Type.Integer({
    description: 'Balance transactions that were read, with those about the day’s edges',
  }),
  cases: Type.Integer({ description: 'Differences that it found and nobody had found before' }),
  startedAt: timestamp(),
  finishedAt: nullable(timestamp()),
})

export const matchLedger = endpoint({
  name: 'payment.match_ledger',
  summary:
    'Holds a day of the provider’s balance transactions against the ledger; joins a match that is under way',
  method: 'POST',
  path: '/api/operator/ledger/matches',
  permission: 'payment.manage_ledger',
  input: struct({ day: Type.Optional(calendarDay('A day of UTC; today without it')) }),
  reply: ledgerMatch,
  status: 202,
  idempotency: 'key',
  refusals: { PAYMENT_CONFIG_MISSING: 503 },
})

export const listMatches = endpoint({
  name: 'payment.list_matches',
  summary: 'The days whose balance transactions were held against the ledger, the last first',
  method: 'GET',
  path: '/api/operator/ledger/matches',
  permission: 'payment.read_ledger',
  input: struct({ ...pageQuery, day: Type.Optional(calendarDay('Only this day')) }),
  reply: page(ledgerMatch),
})

const side = nullable(
  struct({
    amount: Type.Integer({
      description: 'What moved at the provider, in minor units; negative when it went out',
    }),
    fee: Type.Integer(),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  }),
)

export const caseStates = ['open', 'explained', 'closed'] as const
export const caseKinds = ['missing_here', 'missing_there', 'amount_differs', 'fee_differs', 'twice'] as const
export const caseReasons = [
  'payout',
  'dispute',
  'made_at_the_provider',
  'corrected',
  'provider_error',
  'other',
] as const

export const matchCase = struct({
  caseId: id(),
  kind: oneOf(caseKinds),
  state: oneOf(caseStates, '`closed` by itself when a later match found it in order'),
  day: calendarDay('When the money moved'),
  subject: text(300, {
    description: 'The balance transaction, or the journal that the provider knows nothing of',
  }),
  providerType: nullable(text(100, { description: 'The provider’s own word for it' })),
  journalId: nullable(id()),
  orderId: nullable(id()),
  orderNumber: nullable(text(20)),
  here: side,
  there: side,
  foundAt: timestamp(),
  closedAt: nullable(timestamp()),
  explained: nullable(
    struct({ at: timestamp(), by: text(100), reason: oneOf(caseReasons), note: nullable(text(500)) }),
  ),
})

export const listMatchCases = endpoint({
  name: 'payment.list_match_cases',
  summary: 'Differences between the ledger and the provider, those that were found last first',
  method: 'GET',
  path: '/api/operator/ledger/cases',
  permission: 'payment.read_ledger',
  input: struct({ ...pageQuery, state: Type.Optional(oneOf(caseStates, '`open` without it')) }),
  reply: page(matchCase),
})

export const explainMatchCases = endpoint({
  name: 'payment.explain_match_cases',
  summary: 'Says why differences are as they should be. Those that are not open are left as they are',
  method: 'POST',
  path: '/api/operator/ledger/cases/explain',
  permission: 'payment.manage_ledger',
  input: struct({
    caseIds: Type.Array(id(), { minItems: 1, maxItems: 100, uniqueItems: true }),
    reason: oneOf(caseReasons),
    note: Type.Optional(text(500, { description: 'For colleagues; no personal data' })),
  }),
  reply: struct({ items: Type.Array(matchCase, { description: 'Those that were open' }) }),
  idempotency: 'key',
})

export const paymentLedgerMatched = eventType({
  type: 'payment.ledger_matched',
  summary: 'A day of the provider’s balance transactions was held against the ledger',
  data: struct({ day: text(10), round: count, moves: count, cases: count }),
})
