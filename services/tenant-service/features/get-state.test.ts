import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { feature, ok, refuse, type Service, service, stateOf, streamsOf } from '@rialto/core'
import { withState } from '@rialto/http'
import { accepted, actorWith, type TestServices, testServices } from '@rialto/testing'
import { auditedServices, getState } from '../contract.ts'
import tenants from '../service.ts'

const operator = actorWith(['tenant.read_state'])

describe('the state of an installation', () => {
  let services: TestServices
  let isSearchAway = false
  before(async () => {
    const others: Service[] = auditedServices
      .filter((name) => name !== tenants.name)
      .map((name) => {
        const streams = feature(streamsOf(name), async () => ok({ items: [] }))
        const bare = service({ name, directory: import.meta.dirname, features: [streams] })
        if (name !== 'search-service') return withState(bare, async () => [])
        const state = feature(stateOf(name), async () =>
          isSearchAway ? refuse('BUSY', 'Away') : ok({ service: name, readers: [], figures: [], checks: [] }),
        )
        return { ...bare, features: [...bare.features, state] }
      })
    services = await testServices({ services: [withState(tenants, async () => []), ...others] })
  })
  after(() => services.close())

  const state = async () => accepted((await services.run(getState, {}, { actor: operator })).result)

  it('is well when every service says so', async () => {
    const { isWell, services: told } = await state()
    assert.ok(isWell)
    assert.deepEqual(
      told.map((one) => one.service),
      [...auditedServices],
    )
  })

  it('is not well when one of them does not answer (INV-6)', async () => {
    isSearchAway = true
    const { isWell, services: told } = await state()
    assert.equal(isWell, false)
    assert.deepEqual(
      told.filter(({ isAnswering }) => !isAnswering).map((one) => one.service),
      ['search-service'],
    )
  })

  it('is closed to people without its permission', async () => {
    const refused = (await services.run(getState, {}, { actor: actorWith(['event.read_streams']) })).result
    assert.equal(refused.ok ? '' : refused.code, 'PERMISSION_DENIED')
  })
})
