// @R-000.1c
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { accepted, actorWith, webhookEvents as askedFor } from '@rialto/testing'
import { createIntent, receiveWebhook, refundPayment, webhookEvents } from '../contract.ts'
import type { ProviderAnswer } from '../ports.ts'
import { buyer, openTill, type TillOrder } from '../testing/open-till.ts'
import processWebhook from './process-webhook.ts'
import sendRefund from './send-refund.ts'

type Till = Awaited<ReturnType<typeof openTill>>
type EventType = (typeof webhookEvents)[number]

describe('the events that the provider is asked for', () => {
  let till: Till
  let isLost = false
  before(async () => {
    const lose = async <T>(call: Promise<ProviderAnswer<T>>): Promise<ProviderAnswer<T>> => {
      const answer = await call
      return isLost ? { outcome: 'unknown', reason: 'the answer was lost' } : answer
    }
    till = await openTill((provider) => ({
      ...provider,
      createConfirmed: (intent, attempt) => lose(provider.createConfirmed(intent, attempt)),
      captureIntent: (id, key) => lose(provider.captureIntent(id, key)),
    }))
  })
  after(() => till.close())

  it('are those of the list that tools and tests ask for', () => {
    assert.deepEqual([...webhookEvents].toSorted(), askedFor.toSorted())
  })

  /** What has to have happened for each, so that nobody but the event brings the news; and what it makes of it. */
  const stories: Record<EventType, { happen: (order: TillOrder) => Promise<void>; becomes: string }> = {
    'payment_intent.amount_capturable_updated': {
      happen: async (order) => {
        await till.pay(order, 'pm_card_threeDSecure2Required')
        await authenticate(order, 'succeed')
      },
      becomes: 'captured',
    },
    'payment_intent.payment_failed': {
      happen: async (order) => {
        await till.pay(order, 'pm_card_threeDSecure2Required')
        await authenticate(order, 'fail')
      },
      becomes: 'failed',
    },
    'payment_intent.requires_action': {
      happen: (order) => losing(() => till.pay(order, 'pm_card_threeDSecure2Required')),
      becomes: 'requires_action',
    },
    'payment_intent.succeeded': {
      happen: async (order) => {
        await till.pay(order, 'pm_card_threeDSecure2Required')
        await authenticate(order, 'succeed')
        const [intent] = await till.intentsOf(order)
        await losing(() => till.provider.captureIntent(intent?.id ?? '', newId()))
      },
      becomes: 'captured',
    },
    'payment_intent.canceled': {
      happen: async (order) => {
        const open = { orderId: order.orderId }
        accepted((await till.services.run(createIntent, open, { actor: buyer, key: newId() })).result)
        const [intent] = await till.intentsOf(order)
        await till.provider.cancelIntent(intent?.id ?? '', newId())
      },
      becomes: 'voided',
    },
    'refund.failed': { happen: refund, becomes: 'refund failed' },
    'refund.updated': { happen: refund, becomes: 'refund failed' },
  }

  for (const type of webhookEvents) {
    it(`bring a payment or a refund further: ${type}`, async () => {
      const order = await till.makeOrder()
      const { happen, becomes } = stories[type]
      await happen(order)
      // Nobody of us has been at work for a while.
      await till.rows("update payment_tender set moved_at = now() - interval '1 min' where order_id = $1", [
        order.orderId,
      ])
      const before = await stateOf(order, type)
      await deliver(order, type)
      assert.notEqual(before, becomes)
      assert.equal(await stateOf(order, type), becomes)
    })
  }

  it('do no harm when another one comes all the same', async () => {
    const order = await till.makeOrder()
    accepted((await till.pay(order, 'pm_card_visa')).result)
    const id = await deliver(order, 'payment_intent.created')
    const [event] = await till.rows<{ state: string }>(
      'select state from payment_inbox where event_id = $1',
      [id],
    )
    assert.equal(event?.state, 'done')
    assert.equal((await till.tender(order)).state, 'captured')
  })

  async function losing(work: () => Promise<unknown>): Promise<void> {
    isLost = true
    await work()
    isLost = false
  }

  async function authenticate(order: TillOrder, outcome: string): Promise<void> {
    const [intent] = await till.intentsOf(order)
    await till.sim('POST', `/_sim/payment_intents/${intent?.id}/authenticate`, { outcome })
  }

  async function refund(order: TillOrder): Promise<void> {
    accepted((await till.pay(order, 'pm_card_visa')).result)
    const support = actorWith(['payment.refund_order'], { id: 'support' })
    const wish = { orderId: order.orderId, amount: 100 }
    const { refundId } = accepted(
      (await till.services.run(refundPayment, wish, { actor: support, key: newId() })).result,
    )
    await sendRefund.run({ key: refundId, data: { refundId }, attempts: 1 }, till.ctx)
  }

  async function refundOf({ orderId }: TillOrder) {
    const text = `select state, provider_refund_id as "providerId" from payment_refund where order_id = $1`
    const [row] = await till.rows<{ state: string; providerId: string }>(text, [orderId])
    return row
  }

  async function stateOf(order: TillOrder, type: EventType): Promise<string> {
    if (!type.startsWith('refund')) return (await till.tender(order)).state
    return `refund ${(await refundOf(order))?.state}`
  }

  /** The event as the provider would send it now, and the job that it leaves. */
  async function deliver(order: TillOrder, type: string): Promise<string> {
    const id = `evt_${newId().replaceAll('-', '')}`
    const object = type.startsWith('refund') ? await failedRefund(order) : (await till.intentsOf(order))[0]
    accepted((await till.services.run(receiveWebhook, till.sign({ id, type, object }))).result)
    const jobs = await till.rows<{ data: unknown }>('select data from rialto_job where key = $1', [id])
    for (const { data } of jobs) await processWebhook.run({ key: id, data, attempts: 1 }, till.ctx)
    return id
  }

  async function failedRefund(order: TillOrder): Promise<object> {
    const known = await refundOf(order)
    const refund = (await till.sim('GET', `/v1/refunds/${known?.providerId}`)) as object
    return { ...refund, status: 'failed' }
  }
})
