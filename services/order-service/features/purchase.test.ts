import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Actor, newId, serviceActor } from '@rialto/core'
import inventory from '@rialto/inventory-service'
import { createWarehouse, setStock } from '@rialto/inventory-service/contract'
import payments from '@rialto/payment-service'
import { confirmPayment } from '@rialto/payment-service/contract'
import pricing from '@rialto/pricing-service'
import { createPromotion, createShippingRate, setPrices } from '@rialto/pricing-service/contract'
import products from '@rialto/product-service'
import { approveProduct, createProduct } from '@rialto/product-service/contract'
import { accepted, actorWith, type TestServices, testServices } from '@rialto/testing'
import vendors from '@rialto/vendor-service'
import { applyAsVendor, approveVendor } from '@rialto/vendor-service/contract'
import { cancelVendorOrder, findOrderMoney, getOrder, getVendorOrder, shipVendorOrder } from '../contract.ts'
import orders from '../service.ts'
import { fakeProvider } from '../testing/fake-provider.ts'
import { person, placeOrder, readyCart, relay, type Shop, staffOf, submit } from '../testing/shop.ts'

const operator = actorWith(
  [
    'vendor.manage_vendors',
    'product.edit_products',
    'product.approve_product',
    'pricing.manage_shipping',
    'pricing.manage_promotions',
    'inventory.manage_warehouses',
  ],
  { id: newId() },
)
const internal = serviceActor('demo')

describe('a purchase through the real services', () => {
  let services: TestServices
  let shop: Pick<Shop, 'services'>
  const provider = fakeProvider()

  before(async () => {
    const seal = { close: (text: string) => text, open: (text: string) => text }
    const ports = { provider, seal, callsPerSecond: null, defaultReturnUrl: 'http://127.0.0.1/return' }
    services = await testServices({
      services: [products, pricing, vendors, inventory, payments, orders],
      ports: { 'payment-service': ports },
    })
    shop = { services }
    const hall = { code: 'MAIN', name: 'Hall', country: 'IT', priority: 1 }
    accepted((await services.run(createWarehouse, hall, { actor: operator, key: 'hall' })).result)
  })
  after(() => services.close())

  it('takes one payment for two vendors; one ships, the other cancels and is refunded (@R-002.30)', async () => {
    const [one, other] = [await product(11_900), await product(2_000)]
    const buyer = payer()
    const order = await placeOrder(shop, buyer, [
      [one.sku, 1],
      [other.sku, 2],
    ])
    const { subtotal, shipping, taxes, discounts, total } = order.totals
    assert.equal(total, subtotal + shipping + taxes - discounts)
    assert.equal(total, 11_900 + 4_000 + 2 * 500)
    const wish = { orderId: order.orderId, paymentMethodId: 'pm_card_visa' }
    const paid = accepted((await services.run(confirmPayment, wish, { actor: buyer, key: newId() })).result)
    assert.deepEqual([paid.status, paid.amount.amount], ['captured', total])
    await everybodyReads()
    const view = await read(order.orderId, buyer)
    assert.deepEqual(
      view.timeline.map((entry) => entry.type),
      ['created', 'payment_intent_created', 'payment_succeeded'],
    )
    assert.equal(view.paymentIntentId, paid.paymentId)
    await checkShares(order.orderId, { sku: one, total })

    const staff = staffOf(one.vendorId)
    const seen = await services.run(getVendorOrder, { orderId: order.orderId }, { actor: staff })
    assert.deepEqual(
      accepted(seen.result).items.map((line) => line.sku),
      [one.sku],
    )
    const part = { orderId: order.orderId, vendorId: one.vendorId, carrier: 'Post' }
    accepted((await services.run(shipVendorOrder, part, { actor: staff, key: newId() })).result)
    const rest = { orderId: order.orderId, vendorId: other.vendorId }
    const gone = await services.run(cancelVendorOrder, rest, { actor: staffOf(other.vendorId), key: newId() })
    assert.deepEqual(
      [accepted(gone.result).refundAmount, accepted(gone.result).orderStatus],
      [4_500, 'shipped'],
    )
    await everybodyReads()
    assert.deepEqual(await refunds(order.orderId), [4_500])
    assert.deepEqual(await stock(one.sku), { on_hand: 9, reserved: 0, allocated: 0 })
    assert.deepEqual(await stock(other.sku), { on_hand: 10, reserved: 0, allocated: 0 })
  })

  it('ends its timeline with the failed payment, and is paid by another card', async () => {
    const { sku } = await product(700)
    const buyer = payer()
    const { orderId } = await placeOrder(shop, buyer, [[sku, 1]])
    provider.declineNext()
    const wish = { orderId, paymentMethodId: 'pm_card_declined' }
    const declined = await services.run(confirmPayment, wish, { actor: buyer, key: newId() })
    assert.equal(declined.result.ok ? '' : declined.result.code, 'PAYMENT_DECLINED')
    await everybodyReads()
    const failed = await read(orderId, buyer)
    assert.equal(failed.status, 'payment_failed')
    assert.equal(failed.timeline.at(-1)?.type, 'payment_failed')
    const again = { orderId, paymentMethodId: 'pm_card_visa' }
    accepted((await services.run(confirmPayment, again, { actor: buyer, key: newId() })).result)
    await everybodyReads()
    assert.equal((await read(orderId, buyer)).status, 'paid')
  })

  it('gives the last use of a promotion to one of five', async () => {
    const { sku } = await product(1_000)
    const code = { code: 'LAST-ONE', kind: 'percent' as const, ratePpm: 100_000, totalMax: 1 }
    const promotion = { ...code, fundedBy: 'platform' as const }
    accepted((await services.run(createPromotion, promotion, { actor: operator, key: 'code' })).result)
    const people = Array.from({ length: 5 }, payer)
    const lines = [[sku, 1]] as const
    const carts = await Promise.all(
      people.map((buyer) =>
        readyCart(shop, buyer, { lines, codes: ['LAST-ONE'], email: `${buyer.id}@a.example` }),
      ),
    )
    assert.ok(carts.every((cart) => cart.total === 1_000 - 100 + 500))
    const answers = await Promise.all(
      carts.map((cart, index) => submit(shop, people[index] ?? payer(), cart)),
    )
    const codes = answers.map(({ result }) => (result.ok ? 'ordered' : result.code)).sort()
    assert.deepEqual(codes, [...Array(4).fill('LIMIT_REACHED'), 'ordered'])
  })

  it('shows the new quote when the list changed after the old one ran out', async () => {
    const goods = await product(1_000)
    const buyer = payer()
    const cart = await readyCart(shop, buyer, { lines: [[goods.sku, 1]] })
    await price(goods, 1_200)
    await services.database.system.query("update order_quote set expires_at = now() - interval '1 s'")
    const { result } = await submit(shop, buyer, cart)
    assert.equal(result.ok ? '' : result.code, 'QUOTE_CHANGED')
    const { quote, cartVersion } = (result as unknown as { data: NewQuote }).data
    const { quoteId, digest } = quote
    const ordered = await submit(shop, buyer, { ...cart, quoteId, digest, cartVersion })
    assert.equal(accepted(ordered.result).totals.subtotal, 1_200)
  })

  type NewQuote = { cartVersion: number; quote: { quoteId: string; digest: string } }
  type Goods = { sku: string; productId: string; vendorId: string }

  /** Events reach all services, and the jobs that they plan are run, until nothing new happens. */
  const everybodyReads = () => relay(services, [inventory, payments, orders])

  function payer(): Actor {
    const buyer = person('user')
    return { ...buyer, permissions: new Set([...buyer.permissions, 'payment.pay_order']) }
  }

  async function product(amount: number): Promise<Goods> {
    const vendorId = await vendor()
    const sku = `SKU-${newId().slice(-12)}`
    const made = { title: `The ${sku}`, variants: [{ sku, weightGrams: 500 }] }
    const owner = actorWith(['product.edit_products'], { id: newId(), vendorId })
    const { id: productId } = accepted(
      (await services.run(createProduct, made, { actor: owner, key: sku })).result,
    )
    accepted((await services.run(approveProduct, { productId }, { actor: operator })).result)
    await price({ sku, productId, vendorId }, amount)
    const entries = [{ sku, productId, vendorId, warehouse: 'MAIN', quantity: 10 }]
    accepted((await services.run(setStock, { causeId: 'test', entries }, { actor: internal })).result)
    return { sku, productId, vendorId }
  }

  async function price(goods: Goods, amount: number): Promise<void> {
    const entries = [{ ...goods, prices: [{ amount, currency: 'EUR' }] }]
    accepted((await services.run(setPrices, { entries }, { actor: internal })).result)
  }

  async function vendor(): Promise<string> {
    const owner = actorWith([], { id: newId() })
    const slug = `v-${newId().slice(-8)}`
    const contact = { person: 'Mia', email: 'mia@example.com' }
    const wish = { slug, name: slug, country: 'IT', story: { en: 'Honest things.' }, contact }
    const { vendorId } = accepted(
      (await services.run(applyAsVendor, wish, { actor: owner, key: slug })).result,
    )
    const terms = { commissions: [{ categoryId: null, ratePpm: 100_000 }], fixed: [], feeTaxPpm: 190_000 }
    accepted((await services.run(approveVendor, { vendorId, terms }, { actor: operator })).result)
    const bands = [{ upToGrams: 50_000, price: { amount: 500, currency: 'EUR' } }]
    const rate = { vendorId, name: 'Parcel', countries: null, daysMin: 1, daysMax: 3, bands }
    accepted((await services.run(createShippingRate, rate, { actor: operator, key: slug })).result)
    return vendorId
  }

  async function read(orderId: string, actor: Actor) {
    return accepted((await services.run(getOrder, { orderId }, { actor })).result)
  }

  async function checkShares(orderId: string, wanted: { sku: Goods; total: number }): Promise<void> {
    const money = accepted((await services.run(findOrderMoney, { orderId }, { actor: internal })).result)
    assert.equal(
      money.vendors.reduce((sum, share) => sum + share.total, 0),
      wanted.total,
    )
    const share = money.vendors.find((one) => one.vendorId === wanted.sku.vendorId)
    // Prices of this marketplace contain the tax of the country that is shipped to: 20 % in Great Britain.
    const net = 11_900 - Math.round((11_900 * 20) / 120)
    assert.equal(share?.commission, Math.round(net / 10))
  }

  async function refunds(orderId: string): Promise<number[]> {
    const { rows } = await services.database.system.query<{ amount: bigint }>(
      'select amount from payment_refund where order_id = $1',
      [orderId],
    )
    return rows.map((row) => Number(row.amount))
  }

  async function stock(sku: string) {
    const { rows } = await services.database.system.query(
      'select on_hand, reserved, allocated from inventory_stock where sku = $1',
      [sku],
    )
    return rows[0]
  }
})
