import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { newId } from '@rialto/core'
import { accepted, tenantB } from '@rialto/testing'
import { openSmtp } from '../adapters/smtp.ts'
import { getPreferences, updatePreferences } from '../contract.ts'
import notifications from '../service.ts'
import { eventOf, openFakeSmtp, openWorkbench, placeOrder, type Workbench } from '../workbench.ts'
import { sampleOrder } from './mails/sample-mails.ts'

const hold = { holdId: newId(), generation: 1 }
const vendorId = sampleOrder.vendors[0]?.vendorId ?? ''
const parcel = { ...hold, vendorId, lines: [{ sku: 'GLASS-2', quantity: 3 }], complete: false }
const from = 'Rialto <shop@shop.example>'

// Requirement 002.29: the mails of an order's life; 004.12: the verification mail.
describe('mails', () => {
  let bench: Workbench
  before(async () => {
    bench = await openWorkbench()
  })
  beforeEach(async () => {
    bench.smtp.taken.length = 0
    await bench.database.system.query('delete from notification_mail')
    await bench.database.system.query('delete from rialto_job')
  })
  after(() => bench.close())

  const header = (mail: string | undefined, name: string) =>
    new RegExp(`^${name}: (.*)$`, 'im').exec(mail ?? '')?.[1]

  it('are sent for each event of an order, to its contact', async () => {
    const orderId = placeOrder(bench)
    const events: [string, object][] = [
      ['order.created', { orderId, userId: null, items: [], total: 1, currency: 'EUR' }],
      ['order.paid', { orderId, ...hold }],
      ['order.shipped', { orderId, ...parcel }],
      ['order.delivered', { orderId, vendorId, complete: false }],
      ['order.part_cancelled', { orderId, ...parcel, refundAmount: 1_749, currency: 'EUR' }],
      ['order.cancelled', { orderId, ...hold, wasPaid: true, reason: 'changed_mind' }],
      [
        'payment.refunded',
        {
          refundId: newId(),
          orderId,
          vendorId: null,
          amount: { amount: 1, currency: 'EUR' },
          status: 'succeeded',
        },
      ],
    ]
    for (const [type, data] of events) await bench.deliver(type, { ...data })
    assert.deepEqual(await bench.runDue(), [])
    assert.equal(bench.smtp.taken.length, events.length)
    for (const mail of bench.smtp.taken) assert.match(header(mail, 'To') ?? '', /francois@example\.org/)
    const states = (await bench.mails()).filter((one) => one.kind !== 'review_request')
    assert.deepEqual(new Set(states.map((one) => one.state)), new Set(['sent']))
  })

  it('have one message id for each event, however often the event comes', async () => {
    const data = { orderId: placeOrder(bench), ...hold }
    const eventId = newId()
    await bench.deliver('order.paid', data, eventId)
    await bench.deliver('order.paid', data, eventId)
    await bench.runDue()
    await bench.runDue()
    assert.equal(bench.smtp.taken.length, 1)
    assert.equal((await bench.mails()).length, 1)
  })

  it('that are due together are read by one statement and finished by few, also when one is refused', async () => {
    const orders = Array.from({ length: 8 }, () => placeOrder(bench))
    const ctx = bench.context()
    const paid = notifications.consumers.find((one) => one.name === 'notification.mail_order_paid')
    const events = orders.map((orderId) => eventOf('order.paid', { orderId, ...hold }))
    const { together } = paid ?? {}
    assert.ok(together && together !== 'in turn')
    // The same event twice in one batch, and again in the next, is still one mail.
    for (const batch of [[...events, ...events.slice(0, 2)], events]) {
      await ctx.tx((tx) => together(batch, tx, { prepared: undefined, ctx }))
    }
    assert.equal((await bench.mails()).length, 8)
    bench.smtp.refusals.push('550 5.1.1 no such user')
    const sent = await bench.runDueTogether()
    assert.equal(sent['notification_find_mails'], 1)
    assert.ok((sent['notification_finish_mails'] ?? 0) < 8, JSON.stringify(sent))
    const states = (await bench.mails()).map((one) => one.state).sort()
    assert.deepEqual(states, ['refused', ...Array<string>(7).fill('sent')])
    assert.equal(bench.smtp.taken.length, 7)
  })

  it('wait while the mail server is dead, and are sent when it is back', async () => {
    const dead = await openFakeSmtp()
    await dead.close()
    const unreachable = openSmtp(dead.url, from)
    bench.use(unreachable)
    const orderId = placeOrder(bench)
    await bench.deliver('order.paid', { orderId, ...hold })
    for (let round = 0; round < 3; round += 1) assert.equal((await bench.runDue()).length, 1)
    const [waiting] = await bench.mails()
    assert.deepEqual([waiting?.state, waiting?.attempts], ['waiting', 3])
    await unreachable.close()
    bench.use(openSmtp(bench.smtp.url, from))
    assert.deepEqual(await bench.runDue(), [])
    assert.equal(bench.smtp.taken.length, 1)
  })

  it('come again with the same message id when nobody knows whether the server took them', async () => {
    await bench.deliver('order.paid', { orderId: placeOrder(bench), ...hold })
    bench.smtp.vanishAfterData = true
    assert.equal((await bench.runDue()).length, 1)
    bench.smtp.vanishAfterData = false
    assert.deepEqual(await bench.runDue(), [])
    const ids = bench.smtp.taken.map((mail) => header(mail, 'Message-ID'))
    assert.equal(ids.length, 2)
    assert.equal(new Set(ids).size, 1)
    assert.match(ids[0] ?? '', /@shop\.example>$/)
  })

  it('end when the mailbox does not exist, but not when the server is badly set up', async () => {
    await bench.deliver('order.paid', { orderId: placeOrder(bench), ...hold })
    bench.smtp.refusals.push('554 5.7.1 relay access denied for francois@example.org', '450 4.2.0 greylisted')
    for (let round = 0; round < 2; round += 1) {
      const problems = await bench.runDue()
      assert.equal(problems.length, 1)
      assert.doesNotMatch(problems.join(), /francois/)
    }
    bench.smtp.refusals.push('550 5.1.1 no such user francois@example.org')
    assert.deepEqual(await bench.runDue(), [])
    const [mail] = await bench.mails()
    assert.equal(mail?.state, 'refused')
    assert.doesNotMatch(mail?.text ?? '', /francois/)
  })

  it('are given up after five days, and not before', async () => {
    await bench.deliver('order.paid', { orderId: placeOrder(bench), ...hold })
    bench.smtp.refusals.push('450 4.2.0 later', '450 4.2.0 later')
    await bench.shiftClock('4 days')
    assert.equal((await bench.runDue()).length, 1)
    await bench.shiftClock('2 days')
    assert.deepEqual(await bench.runDue(), [])
    assert.equal((await bench.mails())[0]?.state, 'given_up')
  })

  it('of a failed payment are one for several attempts, and none when it was paid meanwhile', async () => {
    const failed = placeOrder(bench, { status: 'payment_failed' })
    const paid = placeOrder(bench, { status: 'paid' })
    for (const orderId of [failed, failed, failed, paid]) {
      await bench.deliver('order.payment_failed', { orderId, code: 'card_declined' })
    }
    assert.deepEqual(await bench.runDue(), [])
    assert.equal(bench.smtp.taken.length, 0)
    await bench.shiftClock('6 minutes')
    await bench.runDue()
    assert.equal(bench.smtp.taken.length, 1)
    assert.deepEqual((await bench.mails()).map((one) => one.problem).sort(), [null, 'out_of_date'])
  })

  it('with a link read its secret when they are sent, and are not sent when it is gone', async () => {
    const requestId = newId()
    bench.requests.set(requestId, { kind: 'verify_email', token: 'the-secret-of-the-link' })
    await bench.deliver('user.mail_requested', { requestId, kind: 'verify_email' })
    await bench.deliver('user.mail_requested', { requestId: newId(), kind: 'reset_password' })
    await bench.runDue()
    assert.equal(bench.smtp.taken.length, 1)
    const body = decodeBody(bench.smtp.taken[0] ?? '')
    assert.match(body, /https:\/\/shop\.example\/de\/verify-email\?token=the-secret-of-the-link/)
    const stored = JSON.stringify([
      await bench.mails(),
      (await bench.database.system.query('select * from rialto_job')).rows,
    ])
    assert.doesNotMatch(stored, /the-secret|ada@/)
    assert.deepEqual((await bench.mails()).map((one) => one.problem).sort(), [null, 'recipient_gone'])
  })

  it('a person can do without are not sent, the others are', async () => {
    const userId = newId()
    const actor = { kind: 'user', id: userId, permissions: new Set<string>(), vendorId: null } as const
    const orderMails = { shipped: false, delivered: true, reviews: true }
    const edit = { version: 0, orderMails }
    const first = accepted((await bench.run(updatePreferences, edit, { actor })).result)
    assert.deepEqual(first, { version: 1, orderMails })
    const stale = await bench.run(updatePreferences, edit, { actor })
    assert.equal(!stale.result.ok && stale.result.code, 'VERSION_CONFLICT')
    const elsewhere = await bench.run(getPreferences, {}, { actor, tenant: tenantB })
    assert.deepEqual(accepted(elsewhere.result), {
      version: 0,
      orderMails: { shipped: true, delivered: true, reviews: true },
    })
    assert.equal((await bench.run(getPreferences, {})).result.ok, false)

    const orderId = placeOrder(bench, { ownerId: `user:${userId}` })
    await bench.deliver('order.shipped', { orderId, ...parcel })
    await bench.deliver('order.delivered', { orderId, vendorId, complete: true })
    await bench.runDue()
    assert.deepEqual((await bench.mails()).map((one) => [one.kind, one.problem]).sort(), [
      ['order_delivered', null],
      ['order_shipped', 'not_wanted'],
      ['review_request', null],
    ])
    const [delivered] = bench.smtp.taken
    assert.match(delivered ?? '', /^List-Unsubscribe: <https:\/\/shop\.example\/account\/profile#mails>\r$/m)
  })

  it('ask for an opinion days after the delivery, once, and neither guests nor whoever sent it back or does not want it', async () => {
    const owners = { buyer: `user:${newId()}`, guest: `guest:${newId()}`, sender: `user:${newId()}` }
    const unwillingId = newId()
    const unwilling = {
      kind: 'user',
      id: unwillingId,
      permissions: new Set<string>(),
      vendorId: null,
    } as const
    const orderMails = { shipped: true, delivered: true, reviews: false }
    accepted((await bench.run(updatePreferences, { version: 0, orderMails }, { actor: unwilling })).result)
    const orders = [
      placeOrder(bench, { ownerId: owners.buyer, status: 'delivered' }),
      placeOrder(bench, { ownerId: owners.guest, status: 'delivered' }),
      placeOrder(bench, { ownerId: owners.sender, status: 'returned' }),
      placeOrder(bench, { ownerId: `user:${unwillingId}`, status: 'delivered' }),
    ]
    for (const orderId of orders) {
      const eventId = newId()
      await bench.deliver('order.delivered', { orderId, vendorId, complete: true }, eventId)
    }
    await bench.runDue()
    const reviews = async () => (await bench.mails()).filter((one) => one.kind === 'review_request')
    assert.deepEqual(new Set((await reviews()).map((one) => one.state)), new Set(['waiting']))
    await bench.shiftClock('5 days 1 second')
    await bench.runDue()
    assert.deepEqual((await reviews()).map((one) => one.problem).sort(), [
      'not_wanted',
      'not_wanted',
      null,
      'out_of_date',
    ])
    const asked = bench.smtp.taken.filter((mail) => /^Subject: How do you like the goods/m.test(mail))
    assert.equal(asked.length, 1)
  })

  it('tell how a return goes', async () => {
    const orderId = placeOrder(bench)
    const returned = { returnId: newId(), orderId, vendorId }
    const lines = [{ sku: 'GLASS-1', quantity: 1 }]
    const asked = { ...returned, reason: 'damaged', lines, refundAmount: 3_000, currency: 'EUR' }
    await bench.deliver('return.requested', asked)
    await bench.deliver('return.approved', returned)
    await bench.deliver('return.rejected', returned)
    await bench.runDue()
    assert.deepEqual((await bench.mails()).map((one) => [one.kind, one.state]).sort(), [
      ['return_approved', 'sent'],
      ['return_rejected', 'sent'],
      ['return_requested', 'sent'],
    ])
    assert.match(decodeBody(bench.smtp.taken[0] ?? ''), /€30\.00/)
  })

  it('are not sent for a refund that failed', async () => {
    const orderId = placeOrder(bench)
    const refund = { refundId: newId(), orderId, vendorId: null, amount: { amount: 1, currency: 'EUR' } }
    await bench.deliver('payment.refunded', { ...refund, status: 'failed' })
    assert.deepEqual(await bench.mails(), [])
  })
})

/** The text of a mail: quoted-printable or base64, as nodemailer chose. */
function decodeBody(mail: string): string {
  const unfolded = mail.replace(/=\r\n/g, '').replace(/=3D/g, '=')
  const encoded = mail.match(/\r\n\r\n([A-Za-z0-9+/=\r\n]{200,})/g) ?? []
  return [unfolded, ...encoded.map((part) => Buffer.from(part, 'base64').toString())].join('\n')
}
