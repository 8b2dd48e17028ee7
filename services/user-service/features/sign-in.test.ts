import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, serviceActor } from '@rialto/core'
import { accepted, tenantA, tenantB } from '@rialto/testing'
import {
  createGuest,
  ensureAccounts,
  findContact,
  readMailRequest,
  registerUser,
  signIn,
  verifyEmail,
} from '../contract.ts'
import { freeAttempts } from '../model/limits.ts'
import { codeOf, notifications, openWorkbench, password, type Workbench } from '../workbench.ts'
import { decide } from './sign-in.ts'

// Requirements 004.12 (registration) and 002.7 (the contract of accounts inside user-service).
describe('making an account and signing in', () => {
  let bench: Workbench
  before(async () => {
    bench = await openWorkbench()
  })
  after(() => bench.close())

  const register = (email: string, parts: { password?: string; firstName?: string } = {}) =>
    bench.run(registerUser, { email, password, firstName: 'Ada', lastName: 'Byron', ...parts })
  const enter = (email: string, secret = password, tenant?: string) =>
    bench.run(signIn, { email, password: secret }, tenant ? { tenant } : {})

  it('registers, verifies by the link of the mail and signs in', async () => {
    await register('  Ada@Example.org ')
    assert.equal(codeOf(await enter('ada@example.org')), 'EMAIL_NOT_VERIFIED')
    const token = await bench.newestLink('verify_email')
    assert.deepEqual(accepted((await bench.run(verifyEmail, { token })).result), { status: 'verified' })
    const session = accepted((await enter('ADA@example.org')).result)
    assert.equal(session.user.email, 'ada@example.org')
    const claims = await bench.readToken(session.accessToken)
    assert.equal(claims['subject'], session.user.id)
    assert.ok(claims.permissions.includes('order.place_order'))
    assert.deepEqual(accepted((await bench.run(verifyEmail, { token })).result), { status: 'verified' })
  })

  it('registers one account when two do so at once, and answers both the same', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => register('twice@example.org')))
    assert.deepEqual(new Set(answers.map((answer) => JSON.stringify(answer.result))).size, 1)
    const index = bench.ports.personalData.index(tenantA, 'twice@example.org')
    const rows = await bench.database.system.query(
      `select (select count(*)::int from user_mail_request m where m.user_id = a.id) as mails
       from user_account a where email_index = $1`,
      [index],
    )
    assert.deepEqual(rows.rows, [{ mails: 1 }])
  })

  it('tells the owner of a verified address by mail, and changes nothing of the account', async () => {
    const { email } = await bench.person()
    const answer = await register(email, { password: 'another long secret', firstName: 'Eve' })
    assert.deepEqual(accepted(answer.result), { status: 'verification_sent' })
    const mail = (await bench.mails()).at(-1)
    assert.equal(mail?.kind, 'account_exists')
    const read = await bench.run(
      readMailRequest,
      { requestId: mail?.requestId ?? '' },
      { actor: notifications },
    )
    assert.deepEqual(
      { ...accepted(read.result), expiresInSeconds: 0 },
      {
        requestId: mail?.requestId,
        kind: 'account_exists',
        email,
        firstName: 'Ada',
        language: 'en',
        token: null,
        expiresInSeconds: 0,
      },
    )
    assert.equal(codeOf(await enter(email, 'another long secret')), 'INVALID_CREDENTIALS')
    accepted((await enter(email)).result)
  })

  it('gives the account to whoever proves the address, not to who registered it first', async () => {
    await register('victim@example.org', { password: 'the thief knows this', firstName: 'Thief' })
    await bench.shiftClock('2 minutes')
    await register('victim@example.org', { password: 'only the victim knows', firstName: 'Victim' })
    accepted((await bench.run(verifyEmail, { token: await bench.newestLink('verify_email') })).result)
    assert.equal(codeOf(await enter('victim@example.org', 'the thief knows this')), 'INVALID_CREDENTIALS')
    const session = accepted((await enter('victim@example.org', 'only the victim knows')).result)
    assert.equal(session.user.firstName, 'Victim')
  })

  it('refuses a link that is out of date, and gives out no mail for it', async () => {
    await register('late@example.org')
    const token = await bench.newestLink('verify_email')
    const requestId = (await bench.mails()).at(-1)?.requestId ?? ''
    await bench.shiftClock('49 hours')
    assert.equal(codeOf(await bench.run(verifyEmail, { token })), 'LINK_EXPIRED')
    assert.equal(
      codeOf(await bench.run(readMailRequest, { requestId }, { actor: notifications })),
      'NOT_FOUND',
    )
    assert.equal(codeOf(await bench.run(verifyEmail, { token: 'forged' })), 'LINK_INVALID')
  })

  it('does the same hashing for an unknown address as for a wrong password', async () => {
    const { email } = await bench.person()
    const workOf = async (address: string) => {
      bench.hashing.length = 0
      assert.equal(codeOf(await enter(address, 'not the password')), 'INVALID_CREDENTIALS')
      return bench.hashing.join()
    }
    assert.equal(await workOf('unknown@example.org'), await workOf(email))
    bench.hashing.length = 0
    await register(email)
    assert.deepEqual(bench.hashing, ['hash'])
  })

  it('slows down guessing at any address, and forgets it after a right password', async () => {
    const { email } = await bench.person()
    const guess = (address: string) => enter(address, 'not the password').then(codeOf)
    for (const address of [email, 'never-seen@example.org']) {
      const answers = await Promise.all(Array.from({ length: freeAttempts * 2 }, () => guess(address)))
      assert.ok(answers.filter((code) => code === 'RATE_LIMITED').length >= freeAttempts - 2, address)
    }
    // Each further failure doubles the wait: by now it is longer than this test can take.
    for (let round = 0; round < 6; round += 1) {
      await bench.shiftClock('10 minutes')
      await guess(email)
    }
    assert.equal(codeOf(await enter(email)), 'RATE_LIMITED')
    await bench.shiftClock('10 minutes')
    accepted((await enter(email)).result)
    assert.equal(await guess(email), 'INVALID_CREDENTIALS')
  })

  it('puts the vendor and its rights into the token of its people', async () => {
    const { userId, email } = await bench.person()
    const vendorId = newId()
    bench.memberships.set(userId, { vendorId, role: 'vendor_packer' })
    const session = accepted((await enter(email)).result)
    assert.deepEqual(session.user.roles, ['shopper', 'vendor_packer'])
    const claims = await bench.readToken(session.accessToken)
    assert.deepEqual(claims['claims'], { vendorId })
    assert.ok(claims.permissions.includes('order.fulfil_orders'))
    assert.ok(!claims.permissions.includes('product.edit_products'))
  })

  it('makes accounts for the setup once, and adds roles that are missing', async () => {
    const setup = serviceActor('demo')
    const email = 'operator@rialto.example'
    const account = { email, password, firstName: 'Olga', lastName: 'Operator' }
    const ensure = (roles: 'operator_admin'[]) =>
      bench.run(ensureAccounts, { accounts: [{ ...account, roles }] }, { actor: setup })
    const [first, second] = await Promise.all([ensure([]), ensure([])])
    assert.deepEqual([first, second].map((one) => one && accepted(one.result).items[0]?.created).sort(), [
      false,
      true,
    ])
    assert.deepEqual(accepted((await enter(email)).result).user.roles, ['shopper'])
    await ensure(['operator_admin'])
    const session = accepted((await enter(email)).result)
    assert.deepEqual(session.user.roles, ['shopper', 'operator_admin'])
    assert.ok((await bench.readToken(session.accessToken)).permissions.includes('user.grant_roles'))
    assert.equal(
      codeOf(await bench.run(ensureAccounts, { accounts: [{ ...account, roles: [] }] })),
      'SIGN_IN_REQUIRED',
    )
  })

  it('keeps one marketplace’s people out of another', async () => {
    const { email, userId } = await bench.person()
    assert.equal(codeOf(await enter(email, password, tenantB)), 'INVALID_CREDENTIALS')
    const asked = await bench.run(findContact, { userId }, { actor: notifications, tenant: tenantB })
    assert.equal(codeOf(asked), 'NOT_FOUND')
    const found = await bench.run(findContact, { userId }, { actor: notifications })
    assert.equal(accepted(found.result).email, email)
  })

  it('refuses a common password and an address that is none', async () => {
    assert.equal(codeOf(await register('x@example.org', { password: 'Password123' })), 'PASSWORD_TOO_COMMON')
    assert.equal(
      codeOf(await register('longname@example.org', { password: 'longname12' })),
      'PASSWORD_TOO_COMMON',
    )
    assert.equal(codeOf(await register('not an address')), 'VALIDATION_FAILED')
    assert.equal(codeOf(await register('x@example.org', { firstName: '   ' })), 'VALIDATION_FAILED')
  })

  it('gives a guest an id that stays when it comes back', async () => {
    const guest = accepted((await bench.run(createGuest, {})).result)
    const claims = await bench.readToken(guest.accessToken)
    assert.equal(claims['kind'], 'guest')
    const actor = {
      kind: 'guest',
      id: guest.guestId,
      permissions: new Set<string>(),
      vendorId: null,
    } as const
    assert.equal(accepted((await bench.run(createGuest, {}, { actor })).result).guestId, guest.guestId)
  })

  it('stores nothing readable of a person', async () => {
    await register('readable@example.org', { firstName: 'Leibniz' })
    const dump = await bench.database.system.query(
      `select (select string_agg(a::text, ' ') from user_account a) || (select string_agg(p::text, ' ') from user_personal_data p)
        || (select string_agg(m::text, ' ') from user_mail_request m) || (select string_agg(o::text, ' ') from rialto_outbox o) as text`,
    )
    assert.ok(dump.rows[0].text.length > 1_000)
    assert.doesNotMatch(dump.rows[0].text, /readable|Leibniz|example\.org/i)
  })
})

it('tells an unverified address only to who knows the password', () => {
  assert.equal(decide(undefined, false), 'INVALID_CREDENTIALS')
  assert.equal(decide({ verified: false }, false), 'INVALID_CREDENTIALS')
  assert.equal(decide({ verified: false }, true), 'EMAIL_NOT_VERIFIED')
  assert.equal(decide({ verified: true }, true), null)
})
