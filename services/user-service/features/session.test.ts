import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { accepted, tenantB } from '@rialto/testing'
import {
  endSession,
  forgotPassword,
  listSessions,
  refreshSession,
  registerUser,
  resendVerification,
  resetPassword,
  signIn,
  signOut,
} from '../contract.ts'
import { mailGapSeconds, mailsPerDayMax } from '../model/limits.ts'
import { decideRefresh } from '../model/session.ts'
import { codeOf, openWorkbench, password, userActor, type Workbench } from '../workbench.ts'

describe('sessions', () => {
  let bench: Workbench
  before(async () => {
    bench = await openWorkbench()
  })
  after(() => bench.close())

  const refresh = (refreshToken: string, tenant?: string) =>
    bench.run(refreshSession, { refreshToken }, tenant ? { tenant } : {})
  const refreshed = async (token: string) => accepted((await refresh(token)).result).refreshToken

  it('exchanges a refresh token for the next, and keeps the person', async () => {
    const { userId, refreshToken } = await bench.person()
    const session = accepted((await refresh(refreshToken)).result)
    assert.notEqual(session.refreshToken, refreshToken)
    const claims = await bench.readToken(session.accessToken)
    assert.equal(claims['subject'], userId)
    assert.ok(claims.permissions.includes('order.use_cart'))
    assert.equal(codeOf(await refresh(session.refreshToken)), 'ok')
  })

  it('gives two tabs that renew at once the same next token', async () => {
    const { refreshToken } = await bench.person()
    const tokens = await Promise.all(Array.from({ length: 5 }, () => refreshed(refreshToken)))
    assert.equal(new Set(tokens).size, 1)
    assert.equal(codeOf(await refresh(tokens[0] ?? '')), 'ok')
  })

  it('ends the whole family when a token that was exchanged before comes again', async () => {
    const { refreshToken } = await bench.person()
    const second = await refreshed(refreshToken)
    const third = await refreshed(second)
    await bench.shiftClock('1 minute')
    assert.equal(codeOf(await refresh(refreshToken)), 'SESSION_ENDED')
    assert.equal(codeOf(await refresh(third)), 'SESSION_ENDED')
  })

  it('gives a tab that is two steps late nothing, and the session goes on', async () => {
    const { refreshToken } = await bench.person()
    const third = await refreshed(await refreshed(refreshToken))
    assert.equal(codeOf(await refresh(refreshToken)), 'SESSION_ENDED')
    assert.equal(codeOf(await refresh(third)), 'ok')
  })

  it('refuses forged tokens, tokens of another marketplace, and sessions that are out of date', async () => {
    const { refreshToken } = await bench.person()
    assert.equal(codeOf(await refresh('forged')), 'SESSION_ENDED')
    assert.equal(codeOf(await refresh(refreshToken, tenantB)), 'SESSION_ENDED')
    await bench.shiftClock('31 days')
    assert.equal(codeOf(await refresh(refreshToken)), 'SESSION_ENDED')
  })

  it('signs out: the session is over, and doing it again is no error', async () => {
    const { refreshToken } = await bench.person()
    for (const token of [refreshToken, refreshToken, 'unknown']) {
      assert.equal(codeOf(await bench.run(signOut, { refreshToken: token })), 'ok')
    }
    assert.equal(codeOf(await refresh(refreshToken)), 'SESSION_ENDED')
  })

  it('lists a person’s devices and signs one of them out; a stranger finds nothing', async () => {
    const { userId, email, refreshToken } = await bench.person()
    const actor = userActor(userId)
    const userAgent = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0'
    const other = accepted((await bench.run(signIn, { email, password, userAgent })).result)
    const { items } = accepted((await bench.run(listSessions, {}, { actor })).result)
    assert.deepEqual(items.map((one) => one.device).sort(), ['Firefox on Windows', 'Unknown device'])
    const sessionId = items.find((one) => one.device !== 'Unknown device')?.sessionId ?? ''
    const stranger = { actor: userActor(newId()) }
    assert.equal(codeOf(await bench.run(endSession, { sessionId }, stranger)), 'NOT_FOUND')
    assert.equal(codeOf(await bench.run(endSession, { sessionId }, { actor, tenant: tenantB })), 'NOT_FOUND')
    assert.equal(codeOf(await bench.run(endSession, { sessionId }, { actor })), 'ok')
    assert.equal(codeOf(await refresh(other.refreshToken)), 'SESSION_ENDED')
    assert.equal(codeOf(await refresh(refreshToken)), 'ok')
  })

  it('sets a new password once per link, and ends every session', async () => {
    const { email, refreshToken } = await bench.person()
    const ask = await bench.run(forgotPassword, { email: email.toUpperCase() })
    assert.deepEqual(accepted(ask.result), { status: 'reset_sent' })
    await bench.runJob('user.write_mail')
    const token = await bench.newestLink('reset_password')
    const set = (text: string) => bench.run(resetPassword, { token, password: text })
    assert.equal(codeOf(await set('password123')), 'PASSWORD_TOO_COMMON')
    const answers = await Promise.all([set('a new long secret'), set('a new long secret')])
    assert.deepEqual(answers.map(codeOf).sort(), ['LINK_INVALID', 'ok'])
    assert.equal(codeOf(await refresh(refreshToken)), 'SESSION_ENDED')
    assert.equal(codeOf(await bench.run(signIn, { email, password })), 'INVALID_CREDENTIALS')
    assert.equal(codeOf(await bench.run(signIn, { email, password: 'a new long secret' })), 'ok')
  })

  it('refuses a reset link after an hour', async () => {
    const { email } = await bench.person()
    await bench.run(forgotPassword, { email })
    await bench.runJob('user.write_mail')
    const token = await bench.newestLink('reset_password')
    await bench.shiftClock('61 minutes')
    const answer = await bench.run(resetPassword, { token, password: 'a new long secret' })
    assert.equal(codeOf(answer), 'LINK_EXPIRED')
  })

  it('answers an unknown address like a known one, and sends nothing', async () => {
    const count = (await bench.mails()).length
    for (const endpoint of [forgotPassword, resendVerification] as const) {
      assert.equal(codeOf(await bench.run(endpoint as never, { email: 'nobody@example.org' })), 'ok')
    }
    await bench.runJob('user.write_mail')
    assert.equal((await bench.mails()).length, count)
  })

  it('sends no more mails to one address than a person needs', async () => {
    await bench.run(registerUser, { email: 'many@example.org', password, firstName: 'A', lastName: 'B' })
    const count = (await bench.mails()).length
    for (let round = 0; round < mailsPerDayMax + 3; round += 1) {
      await bench.shiftClock(`${mailGapSeconds + 1} seconds`)
      for (let twice = 0; twice < 2; twice += 1) {
        await bench.run(resendVerification, { email: 'many@example.org' })
        await bench.runJob('user.write_mail')
      }
    }
    assert.equal((await bench.mails()).length - count, mailsPerDayMax - 1)
  })

  it('erases secrets of links that ran out, and after a month what is left of them', async () => {
    await bench.run(registerUser, { email: 'gone@example.org', password, firstName: 'A', lastName: 'B' })
    await bench.shiftClock('3 days')
    await bench.runJob('user.erase_expired')
    const left = async () => {
      const sql = `select (select count(*)::int from user_mail_request where token is not null or registration is not null) as secrets,
        (select count(*)::int from user_account where email_verified_at is null) as unproved,
        (select count(*)::int from user_sign_in_guard) as guards`
      return (await bench.database.system.query(sql)).rows[0]
    }
    const after3Days = await left()
    assert.equal(after3Days.secrets, 0)
    assert.ok(after3Days.unproved > 0)
    await bench.shiftClock('31 days')
    await bench.runJob('user.erase_expired')
    assert.deepEqual(await left(), { secrets: 0, unproved: 0, guards: 0 })
  })
})

it('decides what becomes of a refresh token', () => {
  const state = { sessionEnded: false, replacedSecondsAgo: null, successorReplaced: false }
  assert.equal(decideRefresh(state), 'rotate')
  assert.equal(decideRefresh({ ...state, sessionEnded: true }), 'ended')
  assert.equal(decideRefresh({ ...state, replacedSecondsAgo: 3 }), 'repeat')
  assert.equal(decideRefresh({ ...state, replacedSecondsAgo: 3, successorReplaced: true }), 'ended')
  assert.equal(decideRefresh({ ...state, replacedSecondsAgo: 11 }), 'reused')
})
