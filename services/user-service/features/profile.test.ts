import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { accepted, actorWith, tenantB } from '@rialto/testing'
import {
  changeRoles,
  createAddress,
  deleteAddress,
  ensureAccounts,
  getProfile,
  listAddresses,
  listUsers,
  updateAddress,
  updateProfile,
} from '../contract.ts'
import { addressesMax } from '../model/limits.ts'
import { codeOf, notifications, openWorkbench, password, userActor, type Workbench } from '../workbench.ts'

const paris = {
  name: 'François Dupont',
  lines: ['12 Rue  de Rivoli'],
  city: 'Paris',
  postalCode: '75004',
  country: 'FR',
}

// Requirements 002.22 and 002.46.
describe('a person’s own account', () => {
  let bench: Workbench
  let userId: string
  let actor: ReturnType<typeof userActor>
  before(async () => {
    bench = await openWorkbench()
    userId = (await bench.person()).userId
    actor = userActor(userId)
  })
  after(() => bench.close())

  const profile = async () => accepted((await bench.run(getProfile, {}, { actor })).result)
  const add = (input: object, key: string = newId()) =>
    bench.run(createAddress, { ...paris, ...input }, { actor, key })

  it('shows every field that requirement 002.22 names', async () => {
    const value = await profile()
    for (const field of 'id email firstName lastName avatar preferences addresses loyaltyPoints membershipLevel createdAt lastLoginAt'.split(
      ' ',
    )) {
      assert.ok(field in value, field)
    }
    assert.equal(value.emailVerified, true)
    assert.ok(value.lastLoginAt)
  })

  it('changes what is named, keeps the rest, and refuses an old version', async () => {
    const { version } = await profile()
    const change = {
      version,
      firstName: ' François ',
      phone: '+33 6 12-34',
      preferences: { language: 'de' as const },
    }
    const answers = await Promise.all([1, 2].map(() => bench.run(updateProfile, change, { actor })))
    assert.deepEqual(answers.map(codeOf).sort(), ['VERSION_CONFLICT', 'ok'])
    const value = await profile()
    assert.deepEqual([value.firstName, value.lastName, value.phone], ['François', 'Byron', '+3361234'])
    assert.deepEqual(value.preferences, { language: 'de', currency: null, marketing: false })
    const gone = await bench.run(updateProfile, { version: value.version, phone: null }, { actor })
    assert.equal(accepted(gone.result).phone, null)
  })

  it('says USER_NOT_FOUND for an account that is gone, and VALIDATION_FAILED with the field', async () => {
    const stranger = { actor: userActor(newId()) }
    assert.equal(codeOf(await bench.run(getProfile, {}, stranger)), 'USER_NOT_FOUND')
    assert.equal(codeOf(await bench.run(updateProfile, { version: 1 }, stranger)), 'USER_NOT_FOUND')
    assert.equal(codeOf(await bench.run(getProfile, {}, { actor, tenant: tenantB })), 'USER_NOT_FOUND')
    const { result } = await bench.run(updateProfile, { version: 1, firstName: null as never }, { actor })
    assert.deepEqual(!result.ok && [result.code, result.fields?.[0]?.path], [
      'VALIDATION_FAILED',
      '/firstName',
    ])
  })

  it('replaces an address that is named as a whole: what it does not say any more goes', async () => {
    const { addressId } = accepted((await add({ company: 'Old & Co', postalCode: '75001' })).result)
    const whole = { name: 'Ada', lines: ['1 Main Street'], city: 'Dublin', country: 'IE' }
    const edit = { addressId, version: 1, ...whole }
    const changed = accepted((await bench.run(updateAddress, edit, { actor })).result)
    const { version: _version, createdAt: _createdAt, isDefault: _isDefault, ...rest } = changed
    assert.deepEqual(rest, { addressId, ...whole })
    accepted((await bench.run(deleteAddress, { addressId }, { actor })).result)
  })

  it('keeps addresses: the first is the default one until another is', async () => {
    const first = accepted((await add({})).result)
    const second = accepted((await add({ city: 'Lyon' })).result)
    assert.deepEqual([first.isDefault, second.isDefault], [true, false])
    const edit = { addressId: second.addressId, version: 1, isDefault: true, postalCode: '69001' }
    const changed = accepted((await bench.run(updateAddress, edit, { actor })).result)
    assert.deepEqual(
      [changed.city, changed.postalCode, changed.version, changed.isDefault],
      ['Lyon', '69001', 2, true],
    )
    assert.equal(codeOf(await bench.run(updateAddress, edit, { actor })), 'VERSION_CONFLICT')
    const { items } = accepted((await bench.run(listAddresses, {}, { actor })).result)
    assert.deepEqual(
      items.map((one) => one.isDefault),
      [false, true],
    )
    assert.deepEqual(items[0]?.lines, ['12 Rue de Rivoli'])
    assert.deepEqual((await profile()).addresses, items)
    assert.equal(codeOf(await bench.run(deleteAddress, { addressId: second.addressId }, { actor })), 'ok')
    assert.equal((await profile()).addresses.length, 1)
  })

  it('adds one address for a request that is sent twice, and remembers none of it in the reply', async () => {
    const count = (await profile()).addresses.length
    const [first, second] = await Promise.all([add({}, 'same'), add({}, 'same')])
    assert.deepEqual(first?.result, second?.result)
    assert.equal((await profile()).addresses.length, count + 1)
    const stored = await bench.database.system.query(
      'select string_agg(reply, $1) as text from rialto_idempotency',
      [' '],
    )
    assert.doesNotMatch(stored.rows[0].text, /Dupont|Paris/)
  })

  it('hides a person’s addresses from others', async () => {
    const { addressId } = accepted((await add({})).result)
    for (const options of [{ actor: userActor((await bench.person()).userId) }, { actor, tenant: tenantB }]) {
      assert.equal(codeOf(await bench.run(updateAddress, { addressId, version: 1 }, options)), 'NOT_FOUND')
      assert.equal(codeOf(await bench.run(deleteAddress, { addressId }, options)), 'NOT_FOUND')
      assert.deepEqual(accepted((await bench.run(listAddresses, {}, options)).result).items, [])
    }
    assert.equal(codeOf(await bench.run(getProfile, {})), 'SIGN_IN_REQUIRED')
  })

  it('holds only so many addresses', async () => {
    const count = (await profile()).addresses.length
    const answers = await Promise.all(Array.from({ length: addressesMax - count + 2 }, () => add({})))
    assert.equal(answers.filter((one) => codeOf(one) === 'ADDRESS_LIMIT_REACHED').length, 2)
  })
})

describe('operators and accounts', () => {
  let bench: Workbench
  before(async () => {
    bench = await openWorkbench()
  })
  after(() => bench.close())

  const operator = actorWith(['user.read_users', 'user.grant_roles'], { id: newId() })
  const change = (input: { userId: string; grant?: 'operator_admin'[]; revoke?: 'operator_admin'[] }) =>
    bench.run(changeRoles, input, { actor: operator, key: newId() })

  it('lists accounts in pages, and finds one by its mail address', async () => {
    const people = [await bench.person(), await bench.person(), await bench.person()]
    const first = accepted((await bench.run(listUsers, { limit: 2 }, { actor: operator })).result)
    const next = { limit: 2, after: first.next ?? '' }
    const second = accepted((await bench.run(listUsers, next, { actor: operator })).result)
    const found = [...first.items, ...second.items].map((one) => one.userId)
    assert.deepEqual(found.sort(), people.map((one) => one.userId).sort())
    const email = people[1]?.email.toUpperCase() ?? ''
    const byMail = accepted((await bench.run(listUsers, { email }, { actor: operator })).result)
    assert.deepEqual(
      byMail.items.map((one) => one.userId),
      [people[1]?.userId],
    )
    assert.equal(codeOf(await bench.run(listUsers, {}, { actor: userActor(newId()) })), 'PERMISSION_DENIED')
    const elsewhere = await bench.run(listUsers, {}, { actor: operator, tenant: tenantB })
    assert.deepEqual(accepted(elsewhere.result).items, [])
    assert.equal(
      codeOf(await bench.run(listUsers, { after: 'xx' }, { actor: operator })),
      'VALIDATION_FAILED',
    )
  })

  it('never takes the role of the last administrator, even from two at once', async () => {
    const account = { password, firstName: 'A', lastName: 'B', roles: ['operator_admin' as const] }
    const accounts = ['a@example.org', 'b@example.org'].map((email) => ({ ...account, email }))
    const made = await bench.run(ensureAccounts, { accounts }, { actor: notifications })
    const ids = accepted(made.result).items.map((one) => one.userId)
    const answers = await Promise.all(ids.map((userId) => change({ userId, revoke: ['operator_admin'] })))
    assert.deepEqual(answers.map(codeOf).sort(), ['LAST_ADMIN', 'ok'])
  })

  it('grants a role once and publishes it once', async () => {
    const { userId } = await bench.person()
    const granted = accepted((await change({ userId, grant: ['operator_admin'] })).result)
    assert.deepEqual(granted.roles, ['shopper', 'operator_admin'])
    await change({ userId, grant: ['operator_admin'] })
    const events = await bench.database.system.query(
      `select data from rialto_outbox where type = 'user.roles_changed' and subject = $1`,
      [userId],
    )
    assert.deepEqual(
      events.rows.map((row) => row.data.by),
      [`user:${operator.id}`],
    )
    assert.equal(codeOf(await change({ userId: newId(), grant: ['operator_admin'] })), 'USER_NOT_FOUND')
  })
})
