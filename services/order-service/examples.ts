import type { Examples, ExampleWorld } from '@rialto/testing'

type Cart = { cartId: string; version: number }
type Quote = { cartVersion: number; quote: { quoteId: string; digest: string } }

const fresh = { currency: 'EUR', language: 'en', country: 'DE' }
const shippingAddress = {
  name: 'Ada Example',
  lines: ['Rialto 1'],
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
}

const carts: Examples = {
  'order.create_cart': { as: 'guest', scope: 'shared', make: async () => fresh },
  'order.get_cart': {
    as: 'shopper',
    scope: 'mine',
    make: async (world) => ({ cartId: await cartOf(world) }),
  },
  'order.add_cart_item': {
    as: 'shopper',
    scope: 'mine',
    make: async (world) => ({
      cartId: await cartOf(world),
      sku: (await world.product()).sku,
      quantity: 1,
    }),
  },
  'order.change_cart_item': {
    as: 'shopper',
    scope: 'mine',
    make: async (world) => {
      const { cartId, version, lineId } = await filledCart(world)
      return { cartId, lineId, version, quantity: 3 }
    },
  },
  'order.remove_cart_item': {
    as: 'shopper',
    scope: 'mine',
    make: async (world) => {
      const { cartId, lineId } = await filledCart(world)
      return { cartId, lineId }
    },
  },
  'order.change_cart': {
    as: 'shopper',
    scope: 'mine',
    make: async (world) => ({ cartId: await cartOf(world), version: 1, email: 'ada@example.com' }),
  },
  'order.quote_cart': {
    as: 'shopper',
    scope: 'mine',
    make: async (world) => ({ cartId: (await filledCart(world)).cartId }),
  },
  'order.merge_cart': {
    as: 'shopper',
    scope: 'shared',
    make: async (world) => {
      const made = await world.call<{ cartId: string; cartKey: string }>('order.create_cart', fresh, 'guest')
      return { guestCartId: made.cartId, cartKey: made.cartKey }
    },
  },
}

const orders: Examples = {
  'order.create_order': { as: 'shopper', scope: 'mine', make: submission },
  'order.get_order': { as: 'shopper', scope: 'mine', make: pending },
  'order.get_order_history': { as: 'shopper', scope: 'mine', make: pending },
  'order.list_own_orders': { as: 'shopper', scope: 'shared', make: async () => ({ page: 1, limit: 5 }) },
  'order.get_figures': { as: 'operator', scope: 'shared', make: async () => ({ day: '2026-11-20' }) },
  'order.list_orders': { as: 'operator', scope: 'shared', make: async () => ({ limit: 5 }) },
  'order.cancel_order': { as: 'shopper', scope: 'mine', make: pending },
  'order.track_order': {
    as: 'nobody',
    scope: 'shared',
    make: async (world) => {
      const { number, email } = await world.paidOrder()
      return { number, email }
    },
  },
}

const vendorOrders: Examples = {
  'order.list_vendor_orders': { as: 'vendorOwner', scope: 'shared', make: async () => ({ limit: 5 }) },
  'order.get_vendor_order': { as: 'vendorOwner', scope: 'mine', make: pending },
  'order.ship_vendor_order': {
    as: 'vendorOwner',
    scope: 'mine',
    make: async (world) => ({ ...(await paidPart(world)), carrier: 'Post', trackingCode: 'RB 1' }),
  },
  'order.deliver_vendor_order': {
    as: 'vendorOwner',
    scope: 'mine',
    make: async (world) => {
      const part = await paidPart(world)
      await world.call('order.ship_vendor_order', { ...part, carrier: 'Post' }, 'vendorOwner')
      return part
    },
  },
  'order.cancel_vendor_order': { as: 'vendorOwner', scope: 'mine', make: paidPart },
}

const internal: Examples = {
  'order.begin_payment': {
    as: 'service',
    scope: 'shared',
    make: async (world) => ({ ...(await pending(world)), actorId: null }),
  },
  'order.find_order_money': { as: 'service', scope: 'shared', make: pending },
  'order.find_order_for_mail': { as: 'service', scope: 'shared', make: pending },
  'order.find_sold': {
    as: 'service',
    scope: 'shared',
    make: async (world) => ({ orderIds: [(await world.paidOrder()).orderId] }),
  },
  'order.list_paid_orders': {
    as: 'service',
    scope: 'shared',
    make: async () => ({
      after: '00000000-0000-7000-8000-000000000000',
      until: 'ffffffff-ffff-7fff-8fff-ffffffffffff',
      limit: 5,
    }),
  },
  'order.list_sold_orders': { as: 'service', scope: 'shared', make: async () => ({ days: 30, limit: 5 }) },
  'order.find_purchase': {
    as: 'service',
    scope: 'shared',
    make: async (world) => {
      const { orderId } = await world.paidOrder()
      return { userId: orderId, productId: (await world.product()).productId }
    },
  },
}

const returns: Examples = {
  'order.find_returnable': { as: 'shopper', scope: 'mine', make: pending },
  'order.request_return': { as: 'shopper', scope: 'mine', make: arrived },
  'order.list_own_returns': { as: 'shopper', scope: 'shared', make: async () => ({ limit: 5 }) },
  'order.get_return': { as: 'shopper', scope: 'mine', make: requested },
  'order.list_vendor_returns': { as: 'vendorOwner', scope: 'shared', make: async () => ({ limit: 5 }) },
  'order.get_vendor_return': { as: 'vendorOwner', scope: 'mine', make: requested },
  'order.approve_return': { as: 'vendorOwner', scope: 'mine', make: requested },
  'order.reject_return': {
    as: 'vendorOwner',
    scope: 'mine',
    make: async (world) => ({ ...(await requested(world)), answer: 'It was worn' }),
  },
  'order.receive_return': {
    as: 'vendorOwner',
    scope: 'mine',
    make: async (world) => {
      const wish = await arrived(world)
      const { returnId } = await world.call<{ returnId: string }>('order.request_return', wish, 'shopper')
      await world.call('order.approve_return', { returnId }, 'vendorOwner')
      const lines = wish.lines.map(({ sku }) => ({ sku, restock: 1, writeOff: 0 }))
      return { returnId, lines }
    },
  },
}

export const examples: Examples = { ...carts, ...orders, ...vendorOrders, ...returns, ...internal }

async function cartOf(world: ExampleWorld): Promise<string> {
  return (await world.call<Cart>('order.create_cart', fresh, 'shopper')).cartId
}

async function filledCart(world: ExampleWorld): Promise<Cart & { lineId: string }> {
  const cartId = await cartOf(world)
  const { sku } = await world.product()
  const item = { cartId, sku, quantity: 1 }
  const cart = await world.call<Cart & { lines: { lineId: string }[] }>(
    'order.add_cart_item',
    item,
    'shopper',
  )
  return { cartId, version: cart.version, lineId: cart.lines[0]?.lineId ?? '' }
}

async function submission(world: ExampleWorld) {
  const { cartId, version } = await filledCart(world)
  const contact = { cartId, version, email: 'ada@example.com', shippingAddress }
  await world.call('order.change_cart', contact, 'shopper')
  const { cartVersion, quote } = await world.call<Quote>('order.quote_cart', { cartId }, 'shopper')
  return { cartId, cartVersion, quoteId: quote.quoteId, digest: quote.digest }
}

async function pending(world: ExampleWorld) {
  return { orderId: (await world.pendingOrder()).orderId }
}

async function paidPart(world: ExampleWorld) {
  const { orderId, vendorId } = await world.paidOrder()
  return { orderId, vendorId }
}

/** A part that arrived, and a wish to send one unit of it back. */
async function arrived(world: ExampleWorld) {
  const part = await paidPart(world)
  await world.call('order.ship_vendor_order', { ...part, carrier: 'Post' }, 'vendorOwner')
  await world.call('order.deliver_vendor_order', part, 'vendorOwner')
  const { items } = await world.call<{ items: { sku: string }[] }>(
    'order.get_order',
    { orderId: part.orderId },
    'shopper',
  )
  const lines = items.slice(0, 1).map(({ sku }) => ({ sku, quantity: 1 }))
  return { ...part, lines, reason: 'changed_mind', comment: 'Too bright' }
}

async function requested(world: ExampleWorld) {
  const { returnId } = await world.call<{ returnId: string }>(
    'order.request_return',
    await arrived(world),
    'shopper',
  )
  return { returnId }
}
