import { type Ctx, feature, ok, refuse, type Tx } from '@rialto/core'
import { refreshSession } from '../contract.ts'
import { accessTokenSeconds, sessionIdleSeconds, sessionLifeSeconds } from '../model/limits.ts'
import type { Ports } from '../model/ports.ts'
import { decideRefresh } from '../model/session.ts'
import { findRoles } from '../store/roles.ts'
import {
  endSessions,
  extendSession,
  findRefreshToken,
  lockRefreshState,
  replaceToken,
} from '../store/sessions.ts'
import { findMembership, makeAccessToken } from './issue-tokens.ts'

const ended = refuse('SESSION_ENDED', 'This session is over. Sign in again')

export default feature(refreshSession, async ({ refreshToken }, ctx: Ctx<Ports>) => {
  const { secrets } = ctx.ports
  const digest = secrets.digest(refreshToken)
  const known = await findRefreshToken(ctx.sql, digest)
  if (!known) return ended
  const { sessionId, userId } = known
  const membership = await findMembership(ctx, userId)
  const next = secrets.next(refreshToken)
  const token = { sessionId, userId, digest, nextDigest: secrets.digest(next) }
  const roles = await ctx.tx((tx) => exchange(tx, token))
  if (roles === 'reused') {
    ctx.log.warn('a refresh token came a second time; its session was ended', { userId, sessionId })
    return ended
  }
  if (roles === 'ended') return ended
  const accessToken = await makeAccessToken(ctx, { userId, sessionId, roles, membership })
  return ok({ accessToken, refreshToken: next, expiresInSeconds: accessTokenSeconds })
})

type Token = { sessionId: string; userId: string; digest: string; nextDigest: string }

/** The roles of the session's person, or why there is no next token. */
async function exchange(tx: Tx, token: Token): Promise<readonly string[] | 'ended' | 'reused'> {
  const { sessionId, userId } = token
  const state = await lockRefreshState(tx, token)
  const decision = state ? decideRefresh(state) : 'ended'
  if (decision === 'ended') return decision
  if (decision === 'reused') {
    await endSessions(tx, { userId, sessionId }, 'token_reused')
    return decision
  }
  if (decision === 'rotate') {
    await replaceToken(tx, token)
    await extendSession(tx, sessionId, { idleSeconds: sessionIdleSeconds, lifeSeconds: sessionLifeSeconds })
  }
  return (await findRoles(tx, [userId])).get(userId) ?? []
}
