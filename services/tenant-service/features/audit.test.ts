// The audit log as every service has it, shown on the opening of marketplaces. @R-000.1f
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { auditOf, serviceActor } from '@rialto/core'
import { withAudit } from '@rialto/http'
import { tenantSql, verifyAudit } from '@rialto/postgres'
import { accepted, actorWith, type TestServices, tenantA, tenantB, testServices } from '@rialto/testing'
import { createTenant, listAuditEntries, listTenants } from '../contract.ts'
import tenants from '../service.ts'

const operator = actorWith(['tenant.manage_tenants', 'tenant.read_tenants', 'audit.read_entries'], {
  id: '00000000-0000-7000-8000-0000000000c1',
  roles: ['operator_admin'],
})
const wanted = { beforeId: 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit: 50 }

describe('the audit log', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [withAudit(tenants)] })
  })
  after(() => services.close())

  const entries = async (
    filter: { subject?: string; actorId?: string; day?: string } = {},
    tenant = tenantA,
  ) => {
    const input = { ...wanted, ...filter }
    const actor = serviceActor('tenant-service')
    return accepted((await services.run(auditOf('tenant-service'), input, { actor, tenant })).result).items
  }
  const open = async (slug: string, tenant = tenantA) =>
    services.run(createTenant, { slug, name: 'Ada’s shop' }, { actor: operator, key: slug, tenant })

  it('names who did what to which thing, and leaves out what was typed', async () => {
    const { tenantId } = accepted((await open('north')).result)
    const [entry] = await entries({ subject: tenantId })
    assert.equal(entry?.endpoint, 'tenant.create_tenant')
    assert.deepEqual(
      [entry?.actorKind, entry?.actorId, entry?.actorRole],
      ['user', operator.id, 'operator_admin'],
    )
    assert.equal(entry?.outcome, 'done')
    assert.match(entry?.traceId ?? '', /^[0-9a-f]{32}$/)
    assert.equal(JSON.stringify(entry).includes('Ada'), false)
  })

  it('has one entry for a change, however often the request is repeated', async () => {
    const answers = await Promise.all([open('east'), open('east'), open('east')])
    const { tenantId } = accepted(answers[0]?.result ?? { ok: false, code: 'NONE' })
    assert.equal((await entries({ subject: tenantId })).length, 1)
  })

  it('has an entry for what was refused, with its code, and none for reads', async () => {
    const before = (await entries()).length
    await services.run(createTenant, { slug: 'main', name: 'Main' }, { actor: operator, key: 'taken' })
    await services.run(listTenants, {}, { actor: operator })
    const all = await entries()
    assert.equal(all.length, before + 1)
    assert.equal(all[0]?.outcome, 'TENANT_SLUG_TAKEN')
  })

  it('has no entry for a change between services', async () => {
    const before = (await entries()).length
    await services.run(
      createTenant,
      { slug: 'inner', name: 'I' },
      { actor: serviceActor('server'), key: 'inner' },
    )
    assert.equal((await entries()).length, before)
  })

  it('has an entry for a change by a key from outside', async () => {
    const key = serviceActor('service-token')
    await services.run(createTenant, { slug: 'outer', name: 'O' }, { actor: key, key: 'outer' })
    assert.equal((await entries({ actorId: 'service-token' }))[0]?.outcome, 'done')
  })

  it('leaves nothing of a change when its entry cannot be written', async () => {
    const system = services.database.system
    await system.query('alter function rialto_append_audit_v1(jsonb, boolean) rename to hidden')
    try {
      await assert.rejects(() => open('lost'))
    } finally {
      await system.query('alter function hidden(jsonb, boolean) rename to rialto_append_audit_v1')
    }
    const list = accepted((await services.run(listTenants, { limit: 100 }, { actor: operator })).result)
    assert.equal(
      list.items.some(({ slug }) => slug === 'lost'),
      false,
    )
  })

  it('is found by day, and is closed to other marketplaces', async () => {
    const today = new Date().toISOString().slice(0, 10)
    assert.ok((await entries({ day: today })).length > 0)
    assert.deepEqual(await entries({ day: '2001-01-01' }), [])
    assert.deepEqual(await entries({}, tenantB), [])
  })

  for (const sortOrder of ['desc', 'asc'] as const)
    it(`is read in pages that lie end to end (${sortOrder})`, async () => {
      const newestFirst = await entries()
      const all = sortOrder === 'desc' ? newestFirst : newestFirst.toReversed()
      const ids: string[] = []
      for (let after: string | undefined; ; ) {
        const only = { limit: 2, service: 'tenant-service' as const, sortOrder }
        const input = { ...only, ...(after ? { after } : {}) }
        const page = accepted((await services.run(listAuditEntries, input, { actor: operator })).result)
        ids.push(...page.items.map(({ id }) => id))
        if (page.next === null) break
        after = page.next
      }
      assert.deepEqual(
        ids,
        all.map(({ id }) => id),
      )
    })

  it('needs the permission', async () => {
    const refused = await services.run(listAuditEntries, {}, { actor: actorWith([]) })
    assert.equal(refused.result.ok ? '' : refused.result.code, 'PERMISSION_DENIED')
  })
})

describe('the chain of the audit log', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [withAudit(tenants)] })
    const actor = operator
    const slugs = Array.from({ length: 12 }, (_, index) => `shop-${index}a`)
    await Promise.all(
      slugs.map((slug) => services.run(createTenant, { slug, name: 'S' }, { actor, key: slug })),
    )
  })
  after(() => services.close())

  const verify = () =>
    verifyAudit(tenantSql({ pool: services.database.app, tenant: tenantA, traceparent: '' }))
  /** Does harm with rights that the server does not have, looks, and makes it good again. */
  const seenAfter = async (harm: string, repair: string) => {
    await services.database.system.query(harm)
    const seen = await verify()
    await services.database.system.query(repair)
    return seen.brokenSeq
  }

  it('is whole after changes that came at once', async () => {
    assert.deepEqual(await verify(), { entries: 12, brokenSeq: null })
  })

  it('shows an entry that was altered', async () => {
    const found = await seenAfter(
      `update rialto_audit set actor_id = 'x' || actor_id where seq = 5`,
      `update rialto_audit set actor_id = substr(actor_id, 2) where seq = 5`,
    )
    assert.equal(found, 5)
    assert.equal((await verify()).brokenSeq, null)
  })

  it('shows an entry whose hash was made to fit', async () => {
    const found = await seenAfter(
      `update rialto_audit a set outcome = 'x', hash = rialto_audit_hash_v1(
         jsonb_populate_record(a, '{"outcome": "x"}')) where seq = 7`,
      `update rialto_audit a set outcome = 'done', hash = rialto_audit_hash_v1(
         jsonb_populate_record(a, '{"outcome": "done"}')) where seq = 7`,
    )
    assert.equal(found, 8)
    assert.equal((await verify()).brokenSeq, null)
  })

  it('shows an entry that was taken out, and a chain whose end was cut off', async () => {
    const keep = 'create temporary table kept as select * from rialto_audit'
    const client = await services.database.system.connect()
    try {
      await client.query(keep)
      for (const seq of [3, 12]) {
        await client.query('delete from rialto_audit where seq = $1', [seq])
        assert.equal((await verify()).brokenSeq, seq === 3 ? 4 : 12)
        await client.query('insert into rialto_audit select * from kept where seq = $1', [seq])
      }
      assert.equal((await verify()).brokenSeq, null)
    } finally {
      client.release(true)
    }
  })

  it('cannot be written or altered by the server itself', async () => {
    for (const harm of [
      `update rialto_audit set outcome = 'x'`,
      'delete from rialto_audit',
      `update rialto_audit_head set hash = ''`,
      `insert into rialto_audit_subject select tenant_id, 'x', id from rialto_audit`,
    ]) {
      await assert.rejects(() => services.database.app.query(harm), /permission denied/)
    }
  })
})
