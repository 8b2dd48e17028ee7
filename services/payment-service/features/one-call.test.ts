// @R-000.1c @R-001.l @R-003.b
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { accepted } from '@rialto/testing'
import { createIntent, receiveWebhook, stopPayment } from '../contract.ts'
import { buyer, internal, openTill, type TillOrder } from '../testing/open-till.ts'
import compareOpen from './compare-open.ts'
import processWebhook from './process-webhook.ts'
import resolvePayment from './resolve-payment.ts'

type Till = Awaited<ReturnType<typeof openTill>>

describe('a payment that is opened, made and confirmed in one call', () => {
  let till: Till
  /** Run while the provider has done what it was asked for, and we do not know it yet. */
  let meanwhile: (() => Promise<void>) | null = null

  /** The line to the provider: `lost` loses its answers, `down` the calls too. */
  let line: 'up' | 'lost' | 'down' = 'up'
  const overLine = async <T>(call: () => Promise<T>): Promise<T | { outcome: 'unknown'; reason: string }> => {
    const answer = line === 'down' ? null : await call()
    return line === 'up' && answer ? answer : { outcome: 'unknown', reason: `the line is ${line}` }
  }

  before(async () => {
    till = await openTill((provider) => ({
      ...provider,
      createIntent: (intent) => overLine(() => provider.createIntent(intent)),
      createConfirmed: async (intent, attempt) => {
        const answer = await overLine(() => provider.createConfirmed(intent, attempt))
        const work = meanwhile
        meanwhile = null
        await work?.()
        return answer
      },
    }))
  })
  after(() => till.close())
  beforeEach(() => {
    line = 'up'
  })

  it('asks the provider twice, and leaves no job behind', async () => {
    const order = await till.makeOrder()
    assert.equal(accepted((await till.pay(order, 'pm_card_visa')).result).status, 'captured')
    assert.deepEqual(
      (await till.intentsOf(order)).map((intent) => intent.status),
      ['succeeded'],
    )
    assert.deepEqual(await till.published(order), ['payment.intent_created', 'payment.succeeded'])
    assert.deepEqual(await jobsOf(order), [])
  })

  it('answers the same request again with the same bytes, without asking anybody', async () => {
    const order = await till.makeOrder()
    const first = await till.pay(order, 'pm_card_visa', 'same')
    const again = await till.pay(order, 'pm_card_visa', 'same')
    assert.equal(again.reply?.text, first.reply?.text)
    assert.deepEqual([first.replayed, again.replayed], [false, true])
    const other = await till.pay(order, 'pm_card_mastercard', 'same')
    assert.equal(other.result.ok ? '' : other.result.code, 'IDEMPOTENCY_MISMATCH')
  })

  it('makes one intent when an order is opened and paid at once, in either order', async () => {
    for (let round = 0; round < 6; round += 1) {
      const order = await till.makeOrder()
      const open = () =>
        till.services.run(createIntent, { orderId: order.orderId }, { actor: buyer, key: newId() })
      const pay = () => till.pay(order, 'pm_card_visa')
      await Promise.all(round % 2 === 0 ? [open(), pay(), pay()] : [pay(), open(), open()])
      await resolve(order)
      // Who lost the race was told so, and may try again.
      await till.pay(order, 'pm_card_visa')
      const made = await till.intentsOf(order)
      assert.equal(made.length, 1, JSON.stringify(made))
      assert.equal((await till.tender(order)).state, 'captured')
    }
  })

  it('does not let anybody open another intent while the attempt that makes one is not known', async () => {
    const order = await till.makeOrder()
    line = 'lost'
    assert.equal(codeOf(await till.pay(order, 'pm_card_visa')), 'PAYMENT_UNKNOWN')
    line = 'up'
    const opened = await till.services.run(
      createIntent,
      { orderId: order.orderId },
      { actor: buyer, key: newId() },
    )
    assert.equal(codeOf(opened), 'PAYMENT_UNKNOWN')
    assert.equal(codeOf(await till.pay(order, 'pm_card_visa')), 'PAYMENT_UNKNOWN')
    await resolve(order)
    assert.equal((await till.tender(order)).state, 'captured')
    assert.equal((await till.intentsOf(order)).length, 1)
  })

  it('goes on with the intent that was opened by a lost call', async () => {
    const order = await till.makeOrder()
    line = 'lost'
    const opened = await till.services.run(
      createIntent,
      { orderId: order.orderId },
      { actor: buyer, key: newId() },
    )
    assert.equal(codeOf(opened), 'PAYMENT_PROVIDER_UNAVAILABLE')
    line = 'up'
    assert.equal(accepted((await till.pay(order, 'pm_card_visa')).result).status, 'captured')
    assert.equal((await till.intentsOf(order)).length, 1)
  })

  it('finds the intent among those of its time when the key is too old to be asked with', async () => {
    const order = await till.makeOrder()
    line = 'lost'
    assert.equal(codeOf(await till.pay(order, 'pm_card_visa')), 'PAYMENT_UNKNOWN')
    line = 'up'
    const { id } = await till.tender(order)
    // The provider's clock stands where it was: only we take the key for too old.
    const later = { ...till.ctx, now: () => new Date(Date.now() + 24 * 3_600_000) }
    await resolvePayment.run({ key: '', data: { tenderId: id }, attempts: 1 }, later)
    assert.equal((await till.tender(order)).state, 'captured')
    assert.equal((await till.intentsOf(order)).length, 1)
  })

  it('is found by the reconciler although nobody was told its intent', async () => {
    const order = await till.makeOrder()
    line = 'lost'
    assert.equal(codeOf(await till.pay(order, 'pm_card_visa')), 'PAYMENT_UNKNOWN')
    line = 'up'
    await till.rows("update payment_tender set moved_at = now() - interval '20 s' where order_id = $1", [
      order.orderId,
    ])
    await compareOpen.run({ key: '', data: null, attempts: 1 }, till.ctx)
    assert.equal((await till.tender(order)).state, 'captured')
    assert.equal((await till.intentsOf(order)).length, 1)
  })

  it('fails an old attempt that never reached the provider, and another may follow', async () => {
    const order = await till.makeOrder()
    line = 'down'
    assert.equal(codeOf(await till.pay(order, 'pm_card_visa')), 'PAYMENT_UNKNOWN')
    line = 'up'
    const { id } = await till.tender(order)
    const later = { ...till.ctx, now: () => new Date(Date.now() + 24 * 3_600_000) }
    await resolvePayment.run({ key: '', data: { tenderId: id }, attempts: 1 }, later)
    assert.equal((await till.tender(order)).state, 'failed')
    assert.equal(accepted((await till.pay(order, 'pm_card_visa')).result).status, 'captured')
    assert.equal((await till.intentsOf(order)).length, 1)
  })

  it('leaves no intent when the method is refused, and may be paid by another', async () => {
    const order = await till.makeOrder()
    assert.equal(codeOf(await till.pay(order, 'pm_nowhere')), 'PAYMENT_DECLINED')
    assert.equal((await till.tender(order)).intent, null)
    assert.equal(accepted((await till.pay(order, 'pm_card_visa')).result).status, 'captured')
    assert.equal((await till.intentsOf(order)).length, 1)
    assert.deepEqual(await till.published(order), [
      'payment.failed',
      'payment.intent_created',
      'payment.succeeded',
    ])
  })

  it('is stopped while nobody knows whether it was made: its key tells, and the money is let go', async () => {
    const order = await till.makeOrder()
    line = 'lost'
    assert.equal(codeOf(await till.pay(order, 'pm_card_visa')), 'PAYMENT_UNKNOWN')
    const unknown = await stop(order)
    assert.equal(unknown, 'unknown')
    line = 'up'
    assert.equal(await stop(order), 'stopped')
    assert.deepEqual(
      (await till.intentsOf(order)).map((intent) => intent.status),
      ['canceled'],
    )
  })

  it('is stopped under way, and never captured then', async () => {
    const order = await till.makeOrder()
    meanwhile = async () => assert.equal(await stop(order), 'stopped')
    assert.equal(codeOf(await till.pay(order, 'pm_card_visa')), 'ORDER_NOT_PENDING')
    assert.equal((await till.intentsOf(order))[0]?.status, 'canceled')
    assert.deepEqual(await till.published(order), ['payment.intent_created', 'payment.failed'])
  })

  it('lets a webhook that comes under way wait for the end of the call, which settles it', async () => {
    const order = await till.makeOrder()
    const id = `evt_${newId().replaceAll('-', '')}`
    meanwhile = async () => {
      await receive(order, { id, type: 'payment_intent.amount_capturable_updated' })
      assert.deepEqual(await stored(id), ['new', 0])
    }
    assert.equal(accepted((await till.pay(order, 'pm_card_visa')).result).status, 'captured')
    assert.deepEqual(await stored(id), ['done', 0])
    const late = `evt_${newId().replaceAll('-', '')}`
    await receive(order, { id: late, type: 'payment_intent.succeeded' })
    assert.deepEqual(await stored(late), ['done', 0])
  })

  it('acts on what waited when the call ends without an end of the payment', async () => {
    const order = await till.makeOrder()
    const id = `evt_${newId().replaceAll('-', '')}`
    meanwhile = () => receive(order, { id, type: 'payment_intent.requires_action' })
    const asked = accepted((await till.pay(order, 'pm_card_threeDSecure2Required')).result)
    assert.equal(asked.status, 'requires_action')
    assert.deepEqual(await stored(id), ['new', 1])
  })

  it('is brought to its end by a webhook while its own call is lost', async () => {
    const order = await till.makeOrder()
    line = 'lost'
    assert.equal(codeOf(await till.pay(order, 'pm_card_visa')), 'PAYMENT_UNKNOWN')
    line = 'up'
    await till.rows("update payment_tender set moved_at = now() - interval '1 min' where order_id = $1", [
      order.orderId,
    ])
    const id = `evt_${newId().replaceAll('-', '')}`
    await receive(order, { id, type: 'payment_intent.amount_capturable_updated' })
    assert.deepEqual(await stored(id), ['new', 1])
    await processWebhook.run({ key: id, data: { account: 'platform', eventId: id }, attempts: 1 }, till.ctx)
    assert.equal((await till.tender(order)).state, 'captured')
    assert.equal((await till.intentsOf(order)).length, 1)
  })

  it('takes no news of the round before for news of this one', async () => {
    const order = await till.makeOrder()
    accepted(
      (await till.services.run(createIntent, { orderId: order.orderId }, { actor: buyer, key: newId() }))
        .result,
    )
    assert.equal(await stop(order), 'stopped')
    const [old] = await till.intentsOf(order)
    const id = `evt_${newId().replaceAll('-', '')}`
    meanwhile = async () => {
      const input = till.sign({ id, type: 'payment_intent.canceled', object: old })
      accepted((await till.services.run(receiveWebhook, input)).result)
      await processWebhook.run({ key: id, data: { account: 'platform', eventId: id }, attempts: 1 }, till.ctx)
    }
    assert.equal(accepted((await till.pay(order, 'pm_card_visa')).result).status, 'captured')
    assert.deepEqual((await till.intentsOf(order)).map((intent) => intent.status).toSorted(), [
      'canceled',
      'succeeded',
    ])
  })

  it('is told apart from all others when many are paid at once', async () => {
    const orders = await Promise.all(Array.from({ length: 12 }, () => till.makeOrder()))
    const answers = await Promise.all(
      orders.map((order, index) =>
        till.pay(order, index % 3 === 0 ? 'pm_card_chargeDeclined' : 'pm_card_visa'),
      ),
    )
    for (const [index, order] of orders.entries()) {
      const isDeclined = index % 3 === 0
      const { result } = answers[index] ?? { result: { ok: false, code: 'lost' } }
      assert.equal(result.ok, !isDeclined)
      assert.equal((await till.tender(order)).state, isDeclined ? 'failed' : 'captured')
      const [charged] = await till.rows<{ sum: bigint }>(
        `select coalesce(sum(p.amount), 0)::bigint as sum from payment_journal j
         join payment_posting p on p.tenant_id = j.tenant_id and p.journal_id = j.id
         where j.order_id = $1 and p.credit = 'vendor.held'`,
        [order.orderId],
      )
      assert.equal(charged?.sum, isDeclined ? 0n : 12_000n)
    }
  })

  function codeOf({ result }: { result: { ok: boolean; code?: string } }): string | undefined {
    return result.ok ? 'ok' : result.code
  }

  async function resolve(order: TillOrder): Promise<void> {
    const { id, state } = await till.tender(order)
    if (state === 'unknown' || state === 'authorised')
      await resolvePayment.run({ key: '', data: { tenderId: id }, attempts: 1 }, till.ctx)
  }

  async function stop({ orderId }: TillOrder): Promise<string> {
    return accepted((await till.services.run(stopPayment, { orderId }, { actor: internal })).result).outcome
  }

  async function receive(order: TillOrder, { id, type }: { id: string; type: string }): Promise<void> {
    const [object] = await till.intentsOf(order)
    accepted((await till.services.run(receiveWebhook, till.sign({ id, type, object }))).result)
  }

  /** How an event stands, and how many jobs there are for it. */
  async function stored(id: string): Promise<[string | undefined, number]> {
    const [event] = await till.rows<{ state: string }>(
      'select state from payment_inbox where event_id = $1',
      [id],
    )
    const jobs = await till.rows('select from rialto_job where key = $1', [id])
    return [event?.state, jobs.length]
  }

  async function jobsOf(order: TillOrder): Promise<unknown[]> {
    const { id } = await till.tender(order)
    return till.rows("select key from rialto_job where key like $1 || '%'", [id])
  }
})
