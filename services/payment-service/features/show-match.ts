import type { caseReasons } from '../contract.ts'
import type { Side } from '../model/match.ts'
import type { CaseRow } from '../store/match-cases.ts'
import type { MatchRun } from '../store/match-runs.ts'

export function showMatch({ day, state, settledBefore, moves, cases, startedAt, finishedAt }: MatchRun) {
  return {
    day,
    state,
    settledBefore: settledBefore.toISOString(),
    transactions: moves,
    cases,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}

export function showCase(row: CaseRow) {
  const { id, kind, state, day, subject, providerType, journalId, orderId, orderNumber } = row
  const { amountHere, feeHere, currencyHere, amountThere, feeThere, currencyThere } = row
  return {
    caseId: id,
    ...{ kind, state, day, subject, providerType, journalId, orderId, orderNumber },
    here: showSide(amountHere, feeHere, currencyHere),
    there: showSide(amountThere, feeThere, currencyThere),
    foundAt: row.foundAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    explained: explanationOf(row),
  }
}

function showSide(amount: Side['amount'] | null, fee: bigint | null, currency: string | null) {
  if (amount === null || currency === null) return null
  return { amount: Number(amount), fee: Number(fee), currency }
}

function explanationOf({ explainedAt, explainedBy, reason, note }: CaseRow) {
  if (explainedAt === null || explainedBy === null) return null
  return {
    at: explainedAt.toISOString(),
    by: explainedBy,
    reason: reason as (typeof caseReasons)[number],
    note,
  }
}
