import { newId } from '@rialto/core'
import type { Examples, ExampleWorld as World } from '@rialto/testing'

const span = { currency: 'EUR', from: '2026-01-01', to: '2026-12-31' }
/** A period is closed once: each call of the loop takes the next day of a time before all journals. */
let daysClosed = 0
const dayMs = 86_400_000

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
  'payment.get_trial_balance': {
    as: 'operator',
    scope: 'shared',
    make: async () => ({ asOf: '2026-11-20' }),
  },
  'payment.get_vendor_statement': { as: 'vendorOwner', scope: 'shared', make: async () => span },
  'payment.export_vendor_statement': { as: 'vendorOwner', scope: 'shared', make: async () => span },
  'payment.close_period': {
    as: 'operator',
    scope: 'shared',
    make: async () => {
      daysClosed += 1
      return { through: new Date(Date.UTC(2000, 0, 1) + daysClosed * dayMs).toJSON().slice(0, 10) }
    },
  },
  'payment.correct_ledger': {
    as: 'operator',
    scope: 'shared',
    make: async () => ({
      reason: 'provider_differs',
      rows: [{ debit: 'provider.fees', credit: 'provider.pending', amount: 3, currency: 'EUR' }],
    }),
  },
  'payment.match_ledger': { as: 'operator', scope: 'shared', make: async () => ({ day: '2026-11-20' }) },
  'payment.list_matches': { as: 'operator', scope: 'shared', make: async () => ({ limit: 5 }) },
  'payment.list_match_cases': { as: 'operator', scope: 'shared', make: async () => ({ state: 'open' }) },
  'payment.explain_match_cases': {
    as: 'operator',
    scope: 'shared',
    make: async () => ({ caseIds: [newId()], reason: 'payout', note: 'To the bank, as every Friday' }),
  },
  'payment.rebuild_balances': { as: 'operator', scope: 'shared', make: async () => ({}) },
  'payment.settle_vendor': {
    as: 'service',
    scope: 'shared',
    make: async (world) => ({ vendorId: await world.vendorId(), currency: 'EUR', day: '2026-11-20' }),
  },
  'payment.end_transfers': {
    as: 'service',
    scope: 'shared',
    make: async () => ({ transfers: [{ settlementId: newId(), outcome: 'succeeded' }] }),
  },
  'payment.get_stored_value': { as: 'service', scope: 'shared', make: storedValue },
  'payment.issue_stored_value': {
    as: 'service',
    scope: 'shared',
    make: async () => ({ issueId: newId(), storedValueId: newId(), amount: 5_000, currency: 'EUR' }),
  },
  'payment.begin_redemption': { as: 'service', scope: 'shared', make: redemption },
  'payment.end_redemption': {
    as: 'service',
    scope: 'shared',
    make: async (world) => {
      const begun = await redemption(world)
      await world.call('payment.begin_redemption', begun, 'service')
      return { redemptionId: begun.redemptionId, change: 'post' }
    },
  },
  'payment.expire_stored_value': { as: 'service', scope: 'shared', make: storedValue },
  'payment.refund_as_stored_value': {
    as: 'service',
    scope: 'shared',
    make: async (world) => {
      const { orderId } = await world.paidOrder()
      return { ...(await storedValue(world)), orderId, refundId: newId(), amount: 1 }
    },
  },
  'payment.receive_webhook': { as: 'nobody', scope: 'shared', make: async () => ({}), content: webhook },
  'payment.receive_account_webhook': {
    as: 'nobody',
    scope: 'shared',
    make: async () => ({ tenant: 'main', account: 'platform' }),
    content: webhook,
  },
}

/** Stored value of 50.00 EUR, as a campaign gives it. */
async function storedValue(world: World) {
  const storedValueId = newId()
  const issue = { issueId: newId(), storedValueId, amount: 5_000, currency: 'EUR' }
  await world.call('payment.issue_stored_value', issue, 'service')
  return { storedValueId }
}

async function redemption(world: World) {
  const { storedValueId } = await storedValue(world)
  const redemptionId = newId()
  return { storedValueId, redemptionId, orderId: newId(), amount: 1_200, lifeSeconds: 60 }
}

async function pending(world: World) {
  return { orderId: (await world.pendingOrder()).orderId }
}

/** A signed event of a kind that we only count. The loop puts the signature in, with the secret of its shape. */
async function webhook(world: World) {
  const id = world.unique('evt_').replaceAll('-', '')
  const text = JSON.stringify({
    id,
    object: 'event',
    type: 'customer.created',
    data: { object: { id: 'cus_1', object: 'customer' } },
  })
  return { text, contentType: 'application/json', headers: { 'stripe-signature': 'sign' } }
}
