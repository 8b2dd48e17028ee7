import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { accepted } from '@rialto/testing'
import { cancelVendorOrder, deliverVendorOrder, findPurchase, shipVendorOrder } from '../contract.ts'
import { openShop, operator, orderService, pay, person, placeOrder, type Shop } from '../testing/shop.ts'

describe('whether somebody bought a product', () => {
  let shop: Shop
  before(async () => {
    shop = await openShop()
  })
  after(() => shop.close())

  it('is not so before it is paid, then it is bought, then delivered', async () => {
    const goods = await shop.product(5)
    const actor = person('user')
    const order = await placeOrder(shop, actor, [[goods.sku, 1]])
    const asked = () => ask(actor.id ?? '', goods.productId)
    assert.equal(await asked(), null)
    await pay(shop, order.orderId, order.totals)
    assert.equal((await asked())?.state, 'bought')
    const part = { orderId: order.orderId, vendorId: goods.vendorId }
    await run(shipVendorOrder, { ...part, carrier: 'Post' })
    await run(deliverVendorOrder, part)
    assert.deepEqual([(await asked())?.state, (await asked())?.orderId], ['delivered', order.orderId])
    assert.equal(await ask(newId(), goods.productId), null)
    assert.equal(await ask(actor.id ?? '', newId()), null)
  })

  it('is decided by the part that holds it', async () => {
    const [one, other] = [await shop.product(5), await shop.product(5)]
    const actor = person('user')
    const order = await placeOrder(shop, actor, [
      [one.sku, 1],
      [other.sku, 1],
    ])
    await pay(shop, order.orderId, order.totals)
    await run(cancelVendorOrder, { orderId: order.orderId, vendorId: one.vendorId })
    assert.equal(await ask(actor.id ?? '', one.productId), null)
    assert.equal((await ask(actor.id ?? '', other.productId))?.state, 'bought')
  })

  it('says nothing of a guest with the same id', async () => {
    const goods = await shop.product(5)
    const guest = person('guest')
    const order = await placeOrder(shop, guest, [[goods.sku, 1]])
    await pay(shop, order.orderId, order.totals)
    assert.equal(await ask(guest.id ?? '', goods.productId), null)
  })

  async function ask(userId: string, productId: string) {
    const answer = await shop.services.run(findPurchase, { userId, productId }, { actor: orderService })
    return accepted(answer.result).purchase
  }

  async function run(
    endpoint: Parameters<Shop['services']['run']>[0],
    input: Record<string, unknown>,
  ): Promise<void> {
    accepted((await shop.services.run(endpoint, input, { actor: operator, key: newId() })).result)
  }
})
