import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { serviceActor } from '@rialto/core'
import { accepted, actorWith, type TestServices, tenantB, testServices } from '@rialto/testing'
import { createTenant, findTenant, listTenants, mainTenantId } from '../contract.ts'
import tenants from '../service.ts'

const operator = actorWith(['tenant.manage_tenants', 'tenant.read_tenants'])
const gateway = serviceActor('api-gateway')

describe('the registry of marketplaces', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [tenants] })
  })
  after(() => services.close())

  it('knows main from the first start', async () => {
    const found = await services.run(findTenant, { slug: 'main' }, { actor: gateway })
    assert.equal(accepted(found.result).tenantId, mainTenantId)
  })

  it('opens a marketplace once, whoever repeats the request', async () => {
    const input = { slug: 'north', name: 'North' }
    const run = () => services.run(createTenant, input, { actor: operator, key: 'one' })
    const answers = await Promise.all([run(), run(), run()])
    assert.equal(new Set(answers.map((answer) => accepted(answer.result).tenantId)).size, 1)
    assert.equal(new Set(answers.map((answer) => answer.reply?.text)).size, 1)
    assert.equal(answers.filter((answer) => answer.replayed).length, 2)
  })

  it('refuses a key that was used for another request', async () => {
    await services.run(createTenant, { slug: 'east', name: 'East' }, { actor: operator, key: 'two' })
    const other = await services.run(
      createTenant,
      { slug: 'west', name: 'West' },
      { actor: operator, key: 'two' },
    )
    assert.equal(other.result.ok ? '' : other.result.code, 'IDEMPOTENCY_MISMATCH')
  })

  it('refuses a taken slug', async () => {
    const again = await services.run(
      createTenant,
      { slug: 'main', name: 'Main' },
      { actor: operator, key: 'three' },
    )
    assert.equal(again.result.ok ? '' : again.result.code, 'TENANT_SLUG_TAKEN')
  })

  it('is closed to people of another marketplace', async () => {
    const list = await services.run(listTenants, {}, { actor: operator, tenant: tenantB })
    assert.deepEqual(accepted(list.result).items, [])
  })

  it('needs the permission', async () => {
    const list = await services.run(listTenants, {}, { actor: actorWith([]) })
    assert.equal(list.result.ok ? '' : list.result.code, 'PERMISSION_DENIED')
  })
})
