import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Actor, feature, newId, ok, type Result, refuse, service, serviceActor } from '@rialto/core'
import { accepted, actorWith, type TestServices, tenantA, testServices } from '@rialto/testing'
import { findContact } from '@rialto/user-service/contract'
import {
  acceptInvitation,
  applyAsVendor,
  closeVendor,
  findMemberships,
  inviteStaff,
  listInvitations,
  listOwnInvitations,
  listStaff,
  removeStaff,
  withdrawInvitation,
} from '../contract.ts'
import vendorService from '../service.ts'
import forgetInvitations from './forget-invitations.ts'

const users = serviceActor('user-service')
const staffPermissions = ['vendor.manage_staff', 'vendor.read_staff']
const stranger = actorWith(staffPermissions, { id: newId(), vendorId: newId() })
const ida = newId()

// The accounts are another service: here it knows the address of one person.
const accounts = service({
  name: 'user-service',
  directory: import.meta.dirname,
  features: [
    feature(findContact, async ({ userId }) =>
      userId === ida
        ? ok({ userId, email: 'Ida@example.com', firstName: 'Ida', language: 'en' as const })
        : refuse('NOT_FOUND'),
    ),
  ],
})

describe('the staff of a vendor', () => {
  let services: TestServices
  let owner: Actor
  let vendorId: string
  before(async () => {
    services = await testServices({ services: [vendorService, accounts] })
    ;({ owner, vendorId } = await openVendor('staff-mill'))
  })
  after(() => services.close())

  it('begins with who applied, as owner', async () => {
    assert.deepEqual(await membershipsOf(owner.id), [{ vendorId, role: 'vendor_owner' }])
  })

  it('grows by a person who is named and says yes', async () => {
    const packer = newId()
    const { invitationId } = accepted(await invite({ userId: packer, role: 'vendor_packer' }))
    assert.deepEqual(await membershipsOf(packer), [])
    const asked = await services.run(listOwnInvitations, {}, { actor: personOf(packer) })
    assert.deepEqual(
      accepted(asked.result).items.map((one) => [one.invitationId, one.vendorName]),
      [[invitationId, 'The Mill']],
    )
    assert.deepEqual(accepted(await accept(invitationId, packer)), { vendorId, role: 'vendor_packer' })
    assert.deepEqual(await membershipsOf(packer), [{ vendorId, role: 'vendor_packer' }])
    assert.equal(codeOf(await invite({ userId: packer, role: 'vendor_finance' })), 'ALREADY_STAFF')
  })

  it('grows by a person with the invited address, in any case, and forgets the address', async () => {
    const { invitationId } = accepted(await invite({ email: 'ida@Example.com', role: 'vendor_manager' }))
    assert.equal(codeOf(await accept(invitationId, newId())), 'NOT_FOUND')
    accepted(await accept(invitationId, ida))
    assert.equal(await addressesKept('ida@Example.com'), 0)
  })

  it('takes an invitation once from ten who accept at once', async () => {
    const userId = newId()
    const { invitationId } = accepted(await invite({ userId, role: 'vendor_packer' }))
    const answers = await Promise.all(Array.from({ length: 10 }, () => accept(invitationId, userId)))
    assert.equal(answers.filter((answer) => answer.ok).length, 1)
  })

  it('is not opened by an invitation for somebody else, a withdrawn one, or one that ran out', async () => {
    const userId = newId()
    const { invitationId } = accepted(await invite({ userId, role: 'vendor_owner' }))
    assert.equal(codeOf(await accept(invitationId, newId())), 'NOT_FOUND')
    const withdrawn = await services.run(withdrawInvitation, { vendorId, invitationId }, { actor: owner })
    accepted(withdrawn.result)
    assert.equal(codeOf(await accept(invitationId, userId)), 'NOT_FOUND')

    const late = accepted(await invite({ email: 'late@example.com', role: 'vendor_packer' }))
    await services.database.system.query(`update vendor_invitation set expires_at = now() where id = $1`, [
      late.invitationId,
    ])
    assert.equal(codeOf(await accept(late.invitationId, ida)), 'NOT_FOUND')
    const scope = { tenant: tenantA, traceparent: '00-0-0-00' }
    await forgetInvitations.run(
      { key: '', data: null, attempts: 1 },
      services.runtime.contextFor('vendor-service', scope),
    )
    assert.equal(await addressesKept('late@example.com'), 0)
  })

  it('is invited by user id or address, and not by both or none', async () => {
    assert.equal(codeOf(await invite({ role: 'vendor_packer' })), 'VALIDATION_FAILED')
    const both = { role: 'vendor_packer' as const, userId: newId(), email: 'a@example.com' }
    assert.equal(codeOf(await invite(both)), 'VALIDATION_FAILED')
  })

  it('shows open invitations with their address to the owner only', async () => {
    const email = 'open@example.com'
    const { invitationId } = accepted(await invite({ email, role: 'vendor_packer' }))
    const open = accepted((await services.run(listInvitations, { vendorId }, { actor: owner })).result)
    assert.equal(open.items.find((one) => one.invitationId === invitationId)?.email, email)
    const seen = await services.run(listInvitations, { vendorId }, { actor: stranger })
    const taken = await services.run(withdrawInvitation, { vendorId, invitationId }, { actor: stranger })
    assert.deepEqual([codeOf(seen.result), codeOf(taken.result)], ['NOT_FOUND', 'NOT_FOUND'])
  })

  it('may leave, but for the last owner', async () => {
    const userId = await hire('vendor_packer')
    accepted((await remove(userId)).result)
    assert.deepEqual(await membershipsOf(userId), [])
    assert.equal(codeOf((await remove(userId)).result), 'NOT_FOUND')
    assert.equal(codeOf((await remove(owner.id ?? '')).result), 'LAST_OWNER')
  })

  it('keeps one of two owners who remove each other at once', async () => {
    const mill = await openVendor('rivals-mill')
    const other = await hire('vendor_owner', mill)
    const answers = await Promise.all([remove(other, mill), remove(mill.owner.id ?? '', mill)])
    assert.deepEqual(answers.map((answer) => codeOf(answer.result)).sort(), ['LAST_OWNER', 'done'])
  })

  it('is closed to the people of another vendor', async () => {
    const list = await services.run(listStaff, { vendorId }, { actor: stranger })
    const removal = await services.run(removeStaff, { vendorId, userId: owner.id ?? '' }, { actor: stranger })
    const input = { vendorId, role: 'vendor_owner' as const, userId: stranger.id ?? '' }
    const invited = await services.run(inviteStaff, input, { actor: stranger, key: newId() })
    for (const { result } of [list, removal, invited]) assert.equal(codeOf(result), 'NOT_FOUND')
  })

  it('is listed in pages', async () => {
    const first = accepted((await services.run(listStaff, { vendorId, limit: 1 }, { actor: owner })).result)
    const input = { vendorId, limit: 1, after: first.next ?? '' }
    const second = accepted((await services.run(listStaff, input, { actor: owner })).result)
    assert.notEqual(first.items[0]?.userId, second.items[0]?.userId)
  })

  it('of a closed vendor works there no more', async () => {
    const mill = await openVendor('closed-mill')
    const operator = actorWith(['vendor.manage_vendors'])
    accepted((await services.run(closeVendor, { vendorId: mill.vendorId }, { actor: operator })).result)
    assert.deepEqual(await membershipsOf(mill.owner.id), [])
  })

  type Wish = { role: 'vendor_owner' | 'vendor_manager' | 'vendor_packer' | 'vendor_finance' }
  type Mill = { vendorId: string; owner: Actor }

  function personOf(userId: string): Actor {
    return actorWith([], { id: userId })
  }

  async function openVendor(slug: string): Promise<Mill> {
    const actor = actorWith(staffPermissions, { id: newId() })
    const input = {
      slug,
      name: 'The Mill',
      country: 'PT',
      story: { en: 'We grind.' },
      contact: { person: 'Ana', email: 'mill@example.com' },
    }
    const made = accepted((await services.run(applyAsVendor, input, { actor, key: slug })).result)
    return { vendorId: made.vendorId, owner: { ...actor, vendorId: made.vendorId } }
  }

  async function invite(wish: Wish & { userId?: string; email?: string }, mill: Mill = { vendorId, owner }) {
    const input = { vendorId: mill.vendorId, ...wish }
    return (await services.run(inviteStaff, input, { actor: mill.owner, key: newId() })).result
  }

  async function accept(invitationId: string, userId: string) {
    return (await services.run(acceptInvitation, { invitationId }, { actor: personOf(userId) })).result
  }

  async function hire(role: Wish['role'], mill?: Mill): Promise<string> {
    const userId = newId()
    const { invitationId } = accepted(await invite({ userId, role }, mill))
    accepted(await accept(invitationId, userId))
    return userId
  }

  function remove(userId: string, mill: Mill = { vendorId, owner }) {
    return services.run(removeStaff, { vendorId: mill.vendorId, userId }, { actor: mill.owner })
  }

  async function membershipsOf(userId: string | null) {
    const input = { userId: userId ?? '' }
    return accepted((await services.run(findMemberships, input, { actor: users })).result).items
  }

  async function addressesKept(email: string): Promise<number> {
    const { rows } = await services.database.system.query(
      'select count(*)::int as count from vendor_contact where email = $1',
      [email],
    )
    return rows[0].count
  }
})

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'done' : result.code
}
