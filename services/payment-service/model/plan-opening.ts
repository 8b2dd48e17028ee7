import { canAttempt, type OpenedBy, type Tender, type TenderState } from '../model.ts'

/** What the opening of a payment writes, decided on the tender as it was read. */
export type Opening = {
  state: TenderState
  /** The number of the last attempt. */
  n: number
  round: number
  openedBy: OpenedBy
  /** A new round: the intent before was cancelled at the provider. */
  isReopened: boolean
}

export type AttemptPlan =
  | { kind: 'attempt'; opening: Opening; creates: boolean }
  /** Another call of ours makes the intent: it is repeated first, under its own key. */
  | { kind: 'alone first' }
  | { kind: 'refused'; code: 'PAYMENT_UNKNOWN' | 'ORDER_NOT_PENDING' }

/**
 * How an attempt begins on an order that may be paid. Where no intent is there, the attempt makes it and confirms it in
 * one call; what is written here, before the call, keeps everybody else from making another (INV-1).
 */
export function planAttempt(tender: Tender | null): AttemptPlan {
  if (!tender || tender.state === 'voided') {
    const opening = { ...openingOf(tender), state: 'unknown' as const, openedBy: 'attempt' as const }
    return { kind: 'attempt', opening: { ...opening, n: opening.n + 1 }, creates: true }
  }
  const allowed = canAttempt(tender.state)
  if (allowed !== 'yes') return { kind: 'refused', code: allowed }
  const creates = tender.providerIntentId === null
  if (creates && tender.openedBy === 'alone') return { kind: 'alone first' }
  const openedBy = creates ? 'attempt' : tender.openedBy
  const opening = { ...openingOf(tender), state: 'unknown' as const, n: tender.attempt + 1, openedBy }
  return { kind: 'attempt', opening, creates }
}

export type AlonePlan =
  | { kind: 'open'; opening: Opening }
  | { kind: 'there' }
  | { kind: 'refused'; code: 'PAYMENT_UNKNOWN' }

/** How a payment is opened without an attempt. Nothing is written where all is as it should be. */
export function planAlone(tender: Tender | null, generation: number): AlonePlan {
  if (!tender || tender.state === 'voided') {
    return { kind: 'open', opening: { ...openingOf(tender), state: 'planned', openedBy: 'alone' } }
  }
  const hasIntent = tender.providerIntentId !== null
  // The attempt makes the intent, and nobody knows yet which one it is.
  if (!hasIntent && tender.state === 'unknown') return { kind: 'refused', code: 'PAYMENT_UNKNOWN' }
  const openedBy = hasIntent ? tender.openedBy : 'alone'
  const isSame = tender.openedBy === openedBy && tender.generation === generation
  if (isSame || tender.state === 'captured') return { kind: 'there' }
  return { kind: 'open', opening: { ...openingOf(tender), openedBy } }
}

function openingOf(tender: Tender | null): Opening {
  if (!tender) return { state: 'planned', n: 0, round: 1, openedBy: 'alone', isReopened: false }
  const { state, attempt, round, openedBy } = tender
  const isReopened = state === 'voided'
  return { state, n: attempt, round: isReopened ? round + 1 : round, openedBy, isReopened }
}
