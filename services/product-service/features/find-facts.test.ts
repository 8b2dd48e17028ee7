import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, serviceActor } from '@rialto/core'
import { accepted, type TestServices, testServices } from '@rialto/testing'
import { findProducts, findVariants, listProductIds } from '../contract.ts'
import product from '../service.ts'

const orderService = serviceActor('order-service')

describe('facts for other services', () => {
  let services: TestServices
  before(async () => {
    services = await testServices({ services: [product] })
  })
  after(() => services.close())

  it('leave out what nobody knows', async () => {
    const variants = await services.run(
      findVariants,
      { skus: ['NONE'], variantIds: [newId()] },
      { actor: orderService },
    )
    assert.deepEqual(accepted(variants.result), { items: [] })
    const products = await services.run(findProducts, { productIds: [newId()] }, { actor: orderService })
    assert.deepEqual(accepted(products.result), { items: [] })
    const ids = await services.run(listProductIds, { limit: 10 }, { actor: orderService })
    assert.deepEqual(accepted(ids.result), { productIds: [] })
  })

  it('are closed to people', async () => {
    const { result } = await services.run(findVariants, { skus: [], variantIds: [] })
    assert.equal(result.ok ? '' : result.code, 'SIGN_IN_REQUIRED')
  })
})
