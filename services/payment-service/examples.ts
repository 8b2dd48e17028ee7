import type { Examples } from '@rialto/testing'

export const examples: Examples = {
  'payment.create_intent': { as: 'shopper', scope: 'mine', ids: ['orderId'], make: pending },
  'payment.confirm_payment': {
    as: 'shopper',
    scope: 'mine',
    ids: ['orderId'],
    make: async (world) => ({ ...(await pending(world)), paymentMethodId: 'pm_card_visa' }),
  },
  'payment.get_payment': {
    as: 'shopper',
    scope: 'mine',
    make: async (world) => {
      const { orderId } = await pending(world)
      await world.call('payment.create_intent', { orderId }, 'shopper')
      return { orderId }
    },
  },
  'payment.refund_payment': {
    as: 'operator',
    scope: 'shared',
    make: async (world) => ({ orderId: (await world.paidOrder()).orderId, amount: 1 }),
  },
  'payment.get_order_payment': {
    as: 'operator',
    scope: 'shared',
    make: async (world) => ({ orderId: (await world.paidOrder()).orderId }),
  },
  'payment.get_figures': { as: 'operator', scope: 'shared', make: async () => ({ day: '2026-11-20' }) },
  'payment.get_readiness': { as: 'service', scope: 'shared', make: async () => ({}) },
  'payment.stop_payment': { as: 'service', scope: 'shared', make: pending },
  'payment.receive_webhook': { as: 'nobody', scope: 'shared', make: async () => ({}), content: webhook },
  'payment.receive_account_webhook': {
    as: 'nobody',
    scope: 'shared',
    make: async () => ({ tenant: 'main', account: 'platform' }),
    content: webhook,
  },
}

async function pending(world: Parameters<Examples[string]['make']>[0]) {
  return { orderId: (await world.pendingOrder()).orderId }
}

/** A signed event of a kind that we only count. The loop puts the signature in, with the secret of its shape. */
async function webhook(world: Parameters<Examples[string]['make']>[0]) {
  const id = world.unique('evt_').replaceAll('-', '')
  const text = JSON.stringify({
    id,
    object: 'event',
    type: 'customer.created',
    data: { object: { id: 'cus_1', object: 'customer' } },
  })
  return { text, contentType: 'application/json', headers: { 'stripe-signature': 'sign' } }
}
