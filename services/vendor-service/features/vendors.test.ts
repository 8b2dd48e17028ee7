import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, type Result, serviceActor } from '@rialto/core'
import { accepted, actorWith, type TestServices, tenantB, testServices } from '@rialto/testing'
import {
  applyAsVendor,
  approveVendor,
  changeContact,
  changeVendor,
  closeVendor,
  createAgreement,
  findAgreements,
  findVendors,
  getContact,
  getVendor,
  listAgreements,
  listVendors,
  suspendVendor,
} from '../contract.ts'
import vendorService from '../service.ts'

const orders = serviceActor('order-service')
const operator = actorWith([
  'vendor.manage_vendors',
  'vendor.manage_agreements',
  'vendor.read_agreements',
  'vendor.read_contacts',
])
const ownPermissions = ['vendor.change_profile', 'vendor.read_agreements', 'vendor.read_contacts']
const stranger = actorWith(ownPermissions, { id: newId(), vendorId: newId() })

describe('a vendor', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [vendorService] })
  })
  after(() => services.close())

  it('begins as an application that the public does not see', async () => {
    const { vendorId, owner } = await application('hidden-mill')
    const asNobody = await services.run(getVendor, { slugOrId: 'hidden-mill' })
    assert.equal(codeOf(asNobody.result), 'NOT_FOUND')
    for (const actor of [owner, operator]) {
      assert.equal(
        accepted((await services.run(getVendor, { slugOrId: vendorId }, { actor })).result).status,
        'applied',
      )
    }
    assert.equal(await told('vendor.applied', vendorId), 1)
  })

  it('takes a slug once', async () => {
    await application('one-name')
    const again = await services.run(applyAsVendor, applicationOf('one-name'), {
      actor: person(),
      key: newId(),
    })
    assert.equal(codeOf(again.result), 'VENDOR_SLUG_TAKEN')
    const ours = applicationOf('invitations')
    const reserved = await services.run(applyAsVendor, ours, { actor: person(), key: newId() })
    assert.equal(codeOf(reserved.result), 'VENDOR_SLUG_TAKEN')
  })

  it('can be proposed by a person only', async () => {
    const input = applicationOf('by-nobody')
    const nobody = await services.run(applyAsVendor, input, { key: newId() })
    assert.equal(codeOf(nobody.result), 'SIGN_IN_REQUIRED')
    const machine = await services.run(applyAsVendor, input, { actor: orders, key: newId() })
    assert.equal(codeOf(machine.result), 'PERMISSION_DENIED')
  })

  it('sells once it is approved, by an agreement that came with the approval', async () => {
    const { vendorId } = await application('open-mill')
    assert.deepEqual(await termsOf(vendorId), undefined)
    accepted((await services.run(approveVendor, { vendorId }, { actor: operator })).result)
    assert.deepEqual((await termsOf(vendorId))?.commissions, [{ categoryId: null, ratePpm: 100_000 }])
    assert.equal(accepted((await services.run(getVendor, { slugOrId: 'open-mill' })).result).status, 'active')
  })

  it('is approved once by ten who do so at once', async () => {
    const { vendorId } = await application('rush-mill')
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => services.run(approveVendor, { vendorId }, { actor: operator })),
    )
    assert.ok(answers.every((answer) => answer.result.ok))
    assert.equal(await told('vendor.approved', vendorId), 1)
    const listed = await services.run(listAgreements, { vendorId }, { actor: operator })
    assert.equal(accepted(listed.result).items.length, 1)
  })

  it('is hidden while it is suspended, and keeps its agreement when it comes back', async () => {
    const { vendorId } = await application('pause-mill')
    const early = await services.run(suspendVendor, { vendorId }, { actor: operator })
    assert.equal(codeOf(early.result), 'VENDOR_STATE_WRONG')
    accepted((await services.run(approveVendor, { vendorId }, { actor: operator })).result)
    const first = await termsOf(vendorId)
    accepted((await services.run(suspendVendor, { vendorId }, { actor: operator })).result)
    assert.equal(codeOf((await services.run(getVendor, { slugOrId: vendorId })).result), 'NOT_FOUND')
    accepted((await services.run(approveVendor, { vendorId }, { actor: operator })).result)
    assert.equal((await termsOf(vendorId))?.agreementId, first?.agreementId)
    assert.equal(await told('vendor.suspended', vendorId), 1)
  })

  it('that was closed stays closed', async () => {
    const { vendorId } = await application('gone-mill')
    accepted((await services.run(closeVendor, { vendorId }, { actor: operator })).result)
    const again = await services.run(approveVendor, { vendorId }, { actor: operator })
    assert.equal(codeOf(again.result), 'VENDOR_STATE_WRONG')
    assert.equal(await told('vendor.closed', vendorId), 1)
  })

  it('is listed when it is active; operators list the others', async () => {
    const { vendorId } = await application('listed-mill')
    accepted((await services.run(approveVendor, { vendorId }, { actor: operator })).result)
    const open = accepted((await services.run(listVendors, { limit: 100 })).result)
    assert.ok(open.items.some((one) => one.slug === 'listed-mill'))
    assert.ok(open.items.every((one) => one.status === 'active'))
    const backwards: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: { items: { slug: string }[]; next: string | null } = accepted(
        (await services.run(listVendors, { limit: 1, sortOrder: 'desc', ...(after ? { after } : {}) }))
          .result,
      )
      backwards.push(...page.items.map((one) => one.slug))
      after = page.next
    }
    assert.deepEqual(
      backwards.toReversed(),
      open.items.map((one) => one.slug),
    )
    const asked = await services.run(listVendors, { status: 'applied' })
    assert.equal(codeOf(asked.result), 'PERMISSION_DENIED')
    const applied = await services.run(listVendors, { status: 'applied' }, { actor: operator })
    assert.ok(accepted(applied.result).items.length > 0)
  })

  it('changes its page by the version that it saw', async () => {
    const { vendorId, owner } = await application('edit-mill')
    const change = (version: number) =>
      services.run(changeVendor, { vendorId, version, returnDays: 30 }, { actor: owner })
    assert.equal(accepted((await change(1)).result).returnDays, 30)
    assert.equal(codeOf((await change(1)).result), 'VERSION_CONFLICT')
  })

  it('keeps its contact apart from what others see, in replies and in events', async () => {
    const { vendorId, owner } = await application('quiet-mill')
    const contact = accepted((await services.run(getContact, { vendorId }, { actor: owner })).result)
    assert.equal(contact.email, 'mill@example.com')
    const next = { vendorId, version: 1, person: 'Ida', email: 'ida@example.com', phone: null }
    assert.equal(accepted((await services.run(changeContact, next, { actor: owner })).result).version, 2)
    assert.equal(
      codeOf((await services.run(changeContact, next, { actor: owner })).result),
      'VERSION_CONFLICT',
    )
    const { rows } = await services.database.system.query(
      `select count(*)::int as count from (
        select data::text as said from rialto_outbox union all select reply from rialto_idempotency) all_said
       where said like '%mill@example.com%'`,
    )
    assert.equal(rows[0].count, 0)
  })

  it('does not exist for the people of another vendor', async () => {
    const { vendorId } = await application('secret-mill')
    const refusals = [
      services.run(changeVendor, { vendorId, version: 1 }, { actor: stranger }),
      services.run(getContact, { vendorId }, { actor: stranger }),
      services.run(listAgreements, { vendorId }, { actor: stranger }),
      services.run(getVendor, { slugOrId: vendorId }, { actor: stranger }),
      services.run(getVendor, { slugOrId: vendorId }, { actor: operator, tenant: tenantB }),
      services.run(approveVendor, { vendorId }, { actor: operator, tenant: tenantB }),
    ]
    for (const { result } of await Promise.all<{ result: Result<unknown> }>(refusals)) {
      assert.equal(codeOf(result), 'NOT_FOUND')
    }
  })

  it('is found by other services in any state, by id and by slug', async () => {
    const { vendorId } = await application('facts-mill')
    const input = { vendorIds: [vendorId, newId()], slugs: ['facts-mill', 'no-mill'] }
    const { items } = accepted((await services.run(findVendors, input, { actor: orders })).result)
    const facts = { vendorId, slug: 'facts-mill', name: 'The Mill', country: 'PT', status: 'applied' }
    assert.deepEqual(items, [facts])
  })

  it('works by its latest agreement that has begun; older ones are kept', async () => {
    const { vendorId, owner } = await application('terms-mill')
    accepted((await services.run(approveVendor, { vendorId }, { actor: operator })).result)
    const terms = { commissions: [{ categoryId: null, ratePpm: 70_000 }], fixed: [], feeTaxPpm: 230_000 }
    const agree = (validFrom?: string) =>
      services.run(
        createAgreement,
        { vendorId, ...terms, ...(validFrom ? { validFrom } : {}) },
        { actor: operator, key: newId() },
      )
    accepted((await agree('2099-01-01T00:00:00Z')).result)
    assert.equal((await termsOf(vendorId))?.feeTaxPpm, 0)
    accepted((await agree()).result)
    assert.equal((await termsOf(vendorId))?.feeTaxPpm, 230_000)
    assert.equal(codeOf((await agree('2020-01-01T00:00:00Z')).result), 'VALIDATION_FAILED')
    const first = accepted(
      (await services.run(listAgreements, { vendorId, limit: 2 }, { actor: owner })).result,
    )
    const rest = { vendorId, limit: 2, after: first.next ?? '' }
    const second = accepted((await services.run(listAgreements, rest, { actor: owner })).result)
    assert.deepEqual([first.items.length, second.items.length, second.next], [2, 1, null])
  })

  function person() {
    return actorWith(ownPermissions, { id: newId() })
  }

  function applicationOf(slug: string) {
    return {
      slug,
      name: 'The Mill',
      country: 'PT',
      story: { en: 'We grind.' },
      contact: { person: 'Ana', email: 'mill@example.com' },
    }
  }

  async function application(slug: string) {
    const actor = person()
    const made = await services.run(applyAsVendor, applicationOf(slug), { actor, key: newId() })
    const { vendorId } = accepted(made.result)
    return { vendorId, owner: { ...actor, vendorId } }
  }

  async function termsOf(vendorId: string) {
    const { result } = await services.run(findAgreements, { vendorIds: [vendorId] }, { actor: orders })
    return accepted(result).items[0]
  }

  async function told(type: string, vendorId: string): Promise<number> {
    const { rows } = await services.database.system.query(
      `select count(*)::int as count from rialto_outbox where type = $1 and data ->> 'vendorId' = $2`,
      [type, vendorId],
    )
    return rows[0].count
  }
})

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'done' : result.code
}
