import assert from 'node:assert/strict'
import type { Order, Person } from '@rialto/testing'
import type { World } from './world.ts'

/** Somebody begins to pay with a card whose bank wants to see them first. Answers with the payment's id there. */
export async function goToBank(world: World, payer: { person: Person; order: Order }): Promise<string> {
  const { orderId } = payer.order
  const asked = await world.market.pay(payer.person, orderId, 'pm_card_threeDSecure2Required')
  assert.equal(asked.body.status, 'requires_action', asked.text)
  return intentOf(world, orderId)
}

/** They say yes on the bank's page, and do not come back to the shop. */
export async function payAtBank({ market }: World, intentId: string): Promise<void> {
  const body = { outcome: 'succeed' }
  await market.simulator.ask('POST', `/_sim/payment_intents/${intentId}/authenticate`, { body })
}

async function intentOf({ market, shape }: World, orderId: string): Promise<string> {
  const list = await market.simulator.ask<{ data: { id: string; metadata: Record<string, string> }[] }>(
    'GET',
    '/v1/payment_intents?limit=100',
    { token: shape.stripeSecretKey },
  )
  const intent = list.data.find((one) => one.metadata['orderId'] === orderId)
  if (!intent) throw new Error(`The provider knows no intent of ${orderId}`)
  return intent.id
}
