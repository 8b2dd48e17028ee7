import type { Ctx, Tx } from '@rialto/core'
import { paymentLedgerMatched } from '../contract.ts'
import type { Posting } from '../model/ledger-chart.ts'
import { type CaseKind, judge, lateFeeKind } from '../model/match.ts'
import type { Ports } from '../ports.ts'
import { post } from '../store/ledger.ts'
import { closeOthers, type FoundCase, listOpenSubjects, saveCases } from '../store/match-cases.ts'
import {
  findSuspectsAgain,
  findUnknownThere,
  listSuspects,
  listUnknownThere,
  listWaiting,
  type Slice,
  type SuspectRow,
  setWaiting,
  type UnknownThere,
} from '../store/match-moves.ts'
import { countCases, finishMatch, type MatchRun, saveJudged } from '../store/match-runs.ts'
import { scheduleFailure } from './fail-refund.ts'

/** What one statement looks at and one commit writes stays small, whatever a day holds. */
const sliceMs = 600_000
const rowsMax = 500
const againMax = 5_000
const firstId = '00000000-0000-0000-0000-000000000000'

/** Judges the next minutes of the day, or ends the match when all of it is judged. */
export async function judgeNext(ctx: Ctx<Ports>, run: MatchRun): Promise<void> {
  const { judgedTo: from, settledBefore, day } = run
  const opened = await ctx.tx(async (tx) => {
    if (from >= settledBefore) return end(tx, run, ctx.tenant)
    const to = new Date(Math.min(from.getTime() + sliceMs, settledBefore.getTime()))
    // Whoever comes second finds the match further on, and writes nothing.
    if (!(await saveJudged(tx, run, to))) return []
    const found = await judgeSlice(tx, ctx.tenant, { from, to, limit: rowsMax })
    await countCases(tx, run, found.length)
    return found
  })
  if (opened.length === 0) return
  ctx.log.error('the ledger and the provider differ', {
    op: 'payment.match_ledger',
    code: 'LEDGER_DIFFERS',
    day,
    cases: opened.length,
    kinds: [...new Set(opened)],
  })
}

async function end(tx: Tx, run: MatchRun, tenant: string): Promise<CaseKind[]> {
  if (!(await finishMatch(tx, run))) return []
  const found = await judgeAgain(tx, tenant)
  await countCases(tx, run, found.length)
  const { day, round, moves, cases } = run
  const told = { day, round, moves, cases: cases + found.length }
  await tx.publish(paymentLedgerMatched, `ledger match:${day}`, told)
  return found
}

async function judgeSlice(tx: Tx, tenant: string, slice: Slice): Promise<CaseKind[]> {
  const opened: CaseKind[] = []
  let after = { createdAt: new Date(0), id: '' }
  for (let isMore = true; isMore; ) {
    const suspects = await listSuspects(tx, slice, after)
    opened.push(...(await writeMoves(tx, tenant, suspects)))
    isMore = suspects.length === slice.limit
    after = suspects.at(-1) ?? after
  }
  let afterId = firstId
  for (let isMore = true; isMore; ) {
    const journals = await listUnknownThere(tx, slice, afterId)
    opened.push(...(await saveCases(tx, tenant, journals.map(missingThere))))
    isMore = journals.length === slice.limit
    afterId = journals.at(-1)?.id ?? afterId
  }
  return opened
}

/** Looks again at what was open or waiting, of whatever day: what has come to match meanwhile is closed by itself. */
async function judgeAgain(tx: Tx, tenant: string): Promise<CaseKind[]> {
  const open = await listOpenSubjects(tx, againMax)
  const there = open.filter(({ kind }) => kind === 'missing_there')
  const here = open.filter(({ kind }) => kind !== 'missing_there')
  const moveIds = [...new Set([...here.map(({ subject }) => subject), ...(await listWaiting(tx, againMax))])]
  const opened = await writeMoves(tx, tenant, await findSuspectsAgain(tx, moveIds))
  const journalIds = there.map(({ subject }) => subject)
  const stillMissing = (await findUnknownThere(tx, journalIds)).map(missingThere)
  await closeOthers(tx, journalIds, stillMissing)
  return [...opened, ...(await saveCases(tx, tenant, stillMissing))]
}

/** Judges movements and writes what is thought of them; the ledger comes last. */
async function writeMoves(tx: Tx, tenant: string, rows: readonly SuspectRow[]): Promise<CaseKind[]> {
  if (rows.length === 0) return []
  const found: FoundCase[] = []
  const waiting: string[] = []
  const lateFees: SuspectRow[] = []
  for (const row of rows) {
    const verdict = judge(suspectOf(row))
    if (verdict.is === 'waiting' || verdict.is === 'refund_to_fail') waiting.push(row.id)
    if (verdict.is === 'refund_to_fail' && row.targetId) await scheduleFailure(tx, row.targetId)
    if (verdict.is === 'fee_to_book') lateFees.push(row)
    if (verdict.is === 'different') found.push(...verdict.kinds.map((kind) => caseOf(row, kind)))
  }
  const ids = rows.map(({ id }) => id)
  await setWaiting(tx, ids, waiting)
  await closeOthers(tx, ids, found)
  const opened = await saveCases(tx, tenant, found)
  for (const row of lateFees) await post(tx, lateFeeOf(row))
  return opened
}

/** The fee of a payment of which the provider's message did not tell it. */
function lateFeeOf({ id, orderId, fee, currency }: SuspectRow) {
  const posting: Posting = {
    debit: 'provider.fees',
    credit: 'provider.pending',
    amount: fee,
    currency,
    vendorId: null,
  }
  return { kind: lateFeeKind, cause: id, orderId, postings: [posting] }
}

function suspectOf(row: SuspectRow) {
  const { kind, isSecond, isFeeUnknown, refundState, isTakenBack, isOld } = row
  const { amount, fee, net, currency } = row
  return {
    ...{ kind, isSecond, isFeeUnknown, refundState, isTakenBack, isOld },
    there: { amount, fee, net, currency },
    here: bookedOf(row),
  }
}

function bookedOf({ journalId, bookedAmount, bookedFee, bookedCurrency }: SuspectRow) {
  if (journalId === null) return null
  return { amount: bookedAmount, fee: bookedFee, currency: bookedCurrency ?? '' }
}

function caseOf(row: SuspectRow, kind: CaseKind): FoundCase {
  const { id, type, journalId, orderId, amount, fee, currency, createdAt } = row
  const there = { amount, fee, currency }
  const day = createdAt.toISOString().slice(0, 10)
  return { kind, subject: id, providerType: type, journalId, orderId, day, here: bookedOf(row), there }
}

function missingThere({ id, orderId, at, amount, fee, currency }: UnknownThere): FoundCase {
  const day = at.toISOString().slice(0, 10)
  return {
    ...{ kind: 'missing_there' as const, subject: id, providerType: null, journalId: id, orderId, day },
    ...{ here: { amount, fee, currency }, there: null },
  }
}
