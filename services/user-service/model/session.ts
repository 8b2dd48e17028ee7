import { rotationGraceSeconds } from './limits.ts'

/** A refresh token as the database knows it, read after its session was locked. */
export type RefreshState = {
  /** The session is over: signed out, revoked, out of date. */
  sessionEnded: boolean
  /** Null while the token was not exchanged. By the database's clock. */
  replacedSecondsAgo: number | null
  /** Whether the token that came after this one was exchanged too. */
  successorReplaced: boolean
}

/**
 * What becomes of a presented refresh token. A token that comes again after the grace was copied, by the person or by a
 * thief: nobody can tell, so the whole family ends (INV-3).
 */
export function decideRefresh(state: RefreshState): 'rotate' | 'repeat' | 'ended' | 'reused' {
  if (state.sessionEnded) return 'ended'
  if (state.replacedSecondsAgo === null) return 'rotate'
  if (state.replacedSecondsAgo > rotationGraceSeconds) return 'reused'
  // A tab that is two steps late gets nothing: a successor that is used up would look like a theft later.
  return state.successorReplaced ? 'ended' : 'repeat'
}
