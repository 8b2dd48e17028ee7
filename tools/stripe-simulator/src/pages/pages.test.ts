import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adminOf, cardPayment, startForTest, startReceiver } from '../testing/start-for-test.ts'

const shop = 'http://localhost:3000'
const back = `${shop}/checkout/return?order=1`

/** Posts a form as a browser on `origin` would, without following where it leads. */
function submit(url: string, fields: Record<string, string>, origin?: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(origin === undefined ? {} : { origin }),
    },
    body: new URLSearchParams(fields).toString(),
  })
}

test('the card frame is shown only to allowed origins, and only they may embed it', async (t) => {
  const { simulator } = await startForTest(t, { allowedFrameOrigins: [shop] })
  const shown = await fetch(`${simulator.url}/_sim/frame?origin=${encodeURIComponent(shop)}`)
  assert.equal(shown.status, 200)
  assert.match(shown.headers.get('content-security-policy') ?? '', /frame-ancestors http:\/\/localhost:3000;/)
  assert.match(await shown.text(), /data-origin="http:\/\/localhost:3000"/)
  for (const origin of ['https://evil.example', '', '*']) {
    const refused = await fetch(`${simulator.url}/_sim/frame?origin=${encodeURIComponent(origin)}`)
    assert.equal(refused.status, 403)
    assert.match(refused.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/)
  }
})

test('the card frame works without script: its token travels in the return address', async (t) => {
  const { simulator, stripe } = await startForTest(t, { allowedFrameOrigins: [shop] })
  const card = {
    origin: shop,
    return_url: back,
    number: '4242 4242 4242 4242',
    expiry: '12 / 49',
    cvc: '123',
  }
  const sent = await submit(`${simulator.url}/_sim/frame`, card, simulator.url)
  const target = new URL(sent.headers.get('location') ?? '')
  assert.deepEqual([sent.status, target.origin, target.searchParams.get('order')], [303, shop, '1'])
  const token = await stripe.confirmationTokens.retrieve(target.searchParams.get('confirmation_token') ?? '')
  assert.equal(token.payment_method_preview?.card?.exp_year, 2049)
  const wrong = await submit(
    `${simulator.url}/_sim/frame`,
    { ...card, number: '4242424242424241' },
    simulator.url,
  )
  assert.equal(wrong.status, 402)
  assert.match(await wrong.text(), /Your card number is incorrect/)
  const elsewhere = await submit(`${simulator.url}/_sim/frame`, {
    ...card,
    return_url: 'https://evil.example/',
  })
  assert.equal(elsewhere.status, 403)
})

test('the challenge page leads back to the shop with what became of the payment', async (t) => {
  const { simulator, stripe } = await startForTest(t)
  const begin = () =>
    stripe.paymentIntents.create({
      amount: 1_234,
      currency: 'eur',
      confirm: true,
      payment_method: 'pm_card_authenticationRequired',
      return_url: back,
    })
  for (const [outcome, redirect, status] of [
    ['succeed', 'succeeded', 'succeeded'],
    ['fail', 'failed', 'requires_payment_method'],
  ] as const) {
    const intent = await begin()
    const url = intent.next_action?.redirect_to_url?.url ?? ''
    assert.match(await (await fetch(url)).text(), /12\.34 EUR[\s\S]*3184[\s\S]*Authorise/)
    const answered = await submit(url, { outcome }, simulator.url)
    const target = new URL(answered.headers.get('location') ?? '')
    assert.equal(answered.status, 303)
    assert.deepEqual(Object.fromEntries(target.searchParams), {
      order: '1',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: redirect,
    })
    assert.equal((await stripe.paymentIntents.retrieve(intent.id)).status, status)
    const twice = await submit(url, { outcome: 'succeed' }, simulator.url)
    assert.equal(twice.headers.get('location'), target.href)
    assert.match(await (await fetch(url)).text(), /nothing to confirm/)
  }
  assert.equal((await fetch(`${simulator.url}/_sim/3ds/pi_nothing`)).status, 404)
})

test('the page at / lists every kind of object, and escapes what people typed', async (t) => {
  const receiver = await startReceiver(t)
  const { simulator, stripe, sim } = await startForTest(t, { webhookUrl: receiver.url })
  const empty = await (await fetch(simulator.url)).text()
  assert.match(empty, /Nothing here yet/)
  await stripe.customers.create({ name: '<script>alert(1)</script>', email: 'a@b.example' })
  const held = await stripe.paymentIntents.create({
    ...cardPayment(900, 'pm_card_visa'),
    capture_method: 'manual',
  })
  await stripe.paymentIntents.capture(held.id)
  await stripe.refunds.create({ payment_intent: held.id, amount: 100 })
  await sim('POST', 'confirmation_tokens', { number: '4242424242424242' })
  await sim('POST', 'faults', { kind: 'drop' })
  const views = [
    'payment_intents',
    'charges',
    'refunds',
    'customers',
    'payment_methods',
    'confirmation_tokens',
    'balance_transactions',
    'webhook_endpoints',
    'events',
    'faults',
  ]
  for (const view of views) {
    const text = await (await fetch(`${simulator.url}/?view=${view}`)).text()
    assert.match(text, /<tbody>\s*<tr>/, view)
    assert.doesNotMatch(text, /<script>alert/)
    const id = /view=\w+&amp;id=(\w+)/.exec(text)?.[1]
    if (view !== 'faults')
      assert.match(await (await fetch(`${simulator.url}/?view=${view}&id=${id}`)).text(), /<pre>\{/)
  }
  assert.match(await (await fetch(`${simulator.url}/?view=events&id=evt_nothing`)).text(), /no such object/)
})

test('the buttons of the page do what they say, and not for other sites', async (t) => {
  const receiver = await startReceiver(t)
  const { simulator, stripe, sim } = await startForTest(t, { webhookUrl: receiver.url, budgetPerSecond: 25 })
  const press = (action: string, fields: Record<string, string>, origin = simulator.url) =>
    submit(`${simulator.url}/_sim/page/${action}`, fields, origin)
  const waiting = await stripe.paymentIntents.create({
    amount: 900,
    currency: 'eur',
    confirm: true,
    payment_method: 'pm_card_authenticationRequired',
    return_url: back,
  })
  assert.equal(
    (await press('authenticate', { id: waiting.id, outcome: 'succeed' }, 'https://evil.example')).status,
    403,
  )
  assert.equal((await press('authenticate', { id: waiting.id, outcome: 'succeed' })).status, 303)
  assert.equal((await stripe.paymentIntents.retrieve(waiting.id)).status, 'succeeded')
  await receiver.count(4)
  const [event] = (await stripe.events.list({ limit: 1 })).data
  await press('resend', { id: event?.id ?? '' })
  await receiver.count(5)
  assert.equal(receiver.received[4]?.event.id, event?.id)
  await press('faults', {
    kind: 'error_before',
    operation: 'balance.retrieve',
    count: '',
    probability: '0.5',
    delayMs: '',
  })
  const { data } = await sim<{ data: { id: string; probability: number }[] }>('GET', 'faults')
  assert.equal(data[0]?.probability, 0.5)
  assert.equal((await press('faults', { kind: 'earthquake' })).status, 400)
  await press('faults/delete', { id: data[0]?.id ?? '' })
  assert.equal((await sim<{ data: unknown[] }>('GET', 'faults')).data.length, 0)
  await press('clock', { seconds: '3600' })
  assert.equal((await sim<{ aheadMs: number }>('GET', 'clock')).aheadMs, 3_600_000)
  await press('budget', { perSecond: 'unlimited' })
  assert.equal((await sim<{ perSecond: string }>('GET', 'budget')).perSecond, 'unlimited')
  await press('reset', {})
  assert.equal((await stripe.paymentIntents.list()).data.length, 0)
})

test('what the page shows can be read as JSON too', async (t) => {
  const { simulator, stripe } = await startForTest(t)
  const { sim } = adminOf(simulator.url)
  await stripe.customers.create({ name: 'Ada' })
  assert.equal((await sim<{ data: { name: string }[] }>('GET', 'objects/customers')).data[0]?.name, 'Ada')
  assert.equal((await sim<{ data: { type: string }[] }>('GET', 'events')).data[0]?.type, 'customer.created')
  assert.equal((await fetch(`${simulator.url}/_sim/objects/horses`)).status, 404)
  assert.equal((await fetch(`${simulator.url}/_sim/clock`, { method: 'POST', body: '{}' })).status, 400)
})

test('a shop gets card fields by the script that stands in for Stripe.js, in the language of its page', async (t) => {
  const { simulator } = await startForTest(t, { allowedFrameOrigins: [shop] })
  const script = await fetch(`${simulator.url}/js/stripe.js`)
  assert.match(script.headers.get('content-type') ?? '', /^text\/javascript/)
  assert.match(await script.text(), /window\.Stripe = /)
  const query = new URLSearchParams({ origin: shop, locale: 'ar', elements: 'true' })
  const frame = await (await fetch(`${simulator.url}/_sim/frame?${query}`)).text()
  assert.match(frame, /<html lang="ar" dir="rtl">/)
  assert.match(frame, /رقم البطاقة/)
  assert.doesNotMatch(frame, /<button/)
})

test('whoever cancels at the bank comes back to the shop with the payment as it was', async (t) => {
  const { simulator, stripe } = await startForTest(t)
  const intent = await stripe.paymentIntents.create({
    amount: 1_234,
    currency: 'eur',
    confirm: true,
    payment_method: 'pm_card_authenticationRequired',
    return_url: back,
  })
  const headers = { 'accept-language': 'de-DE,de;q=0.9' }
  const page = await (await fetch(`${simulator.url}/_sim/3ds/${intent.id}`, { headers })).text()
  assert.match(page, /<a href="http:\/\/localhost:3000\/checkout\/return\?order=1">Abbrechen/)
  assert.equal((await stripe.paymentIntents.retrieve(intent.id)).status, 'requires_action')
})
