import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { doctorOf, type Service, service, serviceActor } from '@rialto/core'
import { watchQueries, withDoctor } from '@rialto/http'
import { accepted, actorWith, type TestServices, tenantB, testServices } from '@rialto/testing'
import { auditedServices, examineServices } from '../contract.ts'
import tenants from '../service.ts'

const operator = actorWith(['doctor.read_findings'])

describe('the doctor of an installation', () => {
  let services: TestServices
  before(async () => {
    const watch = watchQueries()
    const others: Service[] = auditedServices
      .filter((name) => name !== tenants.name)
      .map((name) => service({ name, directory: import.meta.dirname, features: [] }))
    services = await testServices({
      services: [tenants, ...others].map((one) => withDoctor(one, watch)),
    })
  })
  after(() => services.close())

  it('asks every service, and tells once what they find alike about one database', async () => {
    const { items } = accepted((await services.run(examineServices, {}, { actor: operator })).result)
    // The test cluster may be destroyed by a power cut.
    assert.equal(items.filter((one) => one.subject === 'fsync').length, 1)
    const own = await services.run(doctorOf('order-service'), {}, { actor: serviceActor('tenant-service') })
    assert.equal(accepted(own.result).items.filter((one) => one.subject === 'fsync').length, 1)
  })

  it('shows nothing to people of another marketplace, and to those without its permission (INV-5)', async () => {
    const abroad = await services.run(examineServices, {}, { actor: operator, tenant: tenantB })
    assert.equal(abroad.result.ok ? '' : abroad.result.code, 'NOT_FOUND')
    const powerless = await services.run(examineServices, {}, { actor: actorWith([]) })
    assert.equal(powerless.result.ok ? '' : powerless.result.code, 'PERMISSION_DENIED')
  })
})
