import type { caseKinds } from '../contract/match.ts'
import { journalId } from './ledger-batch.ts'

export type CaseKind = (typeof caseKinds)[number]

export type MoveKind = 'charge' | 'refund' | 'refund_failure' | 'transfer' | 'other'

/** One balance transaction of the provider: all that ever moves a balance there. Refunds are negative. */
export type ProviderMove = {
  id: string
  kind: MoveKind
  /** The provider's own word for it. */
  type: string
  sourceId: string | null
  intentId: string | null
  /** The tender, refund or settlement that our metadata names. */
  ownId: string | null
  amount: bigint
  fee: bigint
  net: bigint
  currency: string
  createdAt: Date
}

/** The kind of journal that each movement must have here. */
const journalKinds: Readonly<Record<MoveKind, string | null>> = {
  charge: 'sale',
  refund: 'refund succeeded',
  refund_failure: 'refund failed',
  transfer: 'transfer succeeded',
  other: null,
}

export const lateFeeKind = 'provider fee'

/** Where the other side of a movement is: its journal, and the journal of a fee that was not known in time. */
export function journalsOf(move: Pick<ProviderMove, 'id' | 'kind'>, targetId: string | null) {
  const kind = journalKinds[move.kind]
  return {
    journalId: kind === null || targetId === null ? null : journalId({ kind, cause: targetId }),
    feeJournalId: move.kind === 'charge' ? journalId({ kind: lateFeeKind, cause: move.id }) : null,
  }
}

/** What moved, in minor units: without the fee, and the fee. */
export type Side = { amount: bigint; fee: bigint; currency: string }

/** A movement that does not simply equal its journal, with what is needed to say why. */
export type Suspect = {
  kind: MoveKind
  there: Side & { net: bigint }
  /** Null when the journal is not there. */
  here: Side | null
  /** An earlier movement has the same journal. */
  isSecond: boolean
  /** The sale was booked before anybody had told its fee. */
  isFeeUnknown: boolean
  /** How our refund stands, if it is about one. */
  refundState: string | null
  /** A refund and its failure are both there, and add up to nothing. */
  isTakenBack: boolean
  /** It is older than any outcome takes. */
  isOld: boolean
}

type Verdict =
  | { is: 'matched' }
  /** Its journal comes with an outcome that is still to come. */
  | { is: 'waiting' }
  | { is: 'fee_to_book' }
  /** A refund came back, and nobody has told us. */
  | { is: 'refund_to_fail' }
  | { is: 'different'; kinds: readonly CaseKind[] }

const inFlight = new Set(['intended', 'sent', 'unknown'])

/** What is to be thought of a movement beside its journal. */
export function judge(suspect: Suspect): Verdict {
  const { there, here, isSecond } = suspect
  if (isSecond) return { is: 'different', kinds: ['twice'] }
  if (!here) return judgeMissing(suspect)
  const isSameAmount = here.amount === there.amount && here.currency === there.currency
  const isSameFee = here.fee === there.fee && there.net === there.amount - there.fee
  if (isSameAmount && isSameFee) return { is: 'matched' }
  if (isSameAmount && here.fee === 0n && suspect.isFeeUnknown && there.fee > 0n) return { is: 'fee_to_book' }
  const kinds: CaseKind[] = []
  if (!isSameAmount) kinds.push('amount_differs')
  if (!isSameFee) kinds.push('fee_differs')
  return { is: 'different', kinds }
}

function judgeMissing({ kind, there, refundState, isTakenBack, isOld }: Suspect): Verdict {
  if (there.amount === 0n && there.fee === 0n && there.net === 0n) return { is: 'matched' }
  // A refund that failed before we had booked it: the provider moved the money forth and back, and here it never left.
  if (refundState === 'failed' && isTakenBack) return { is: 'matched' }
  if (kind === 'refund_failure' && refundState !== null && refundState !== 'failed')
    return { is: 'refund_to_fail' }
  if (refundState !== null && inFlight.has(refundState) && !isOld) return { is: 'waiting' }
  return { is: 'different', kinds: ['missing_here'] }
}
