import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardPayment, refusalOf, startForTest } from './testing/start-for-test.ts'

test('a customer is made, changed, found by mail and deleted', async (t) => {
  const { stripe } = await startForTest(t)
  const made = await stripe.customers.create({
    email: 'ada@example.com',
    name: 'Ada',
    metadata: { shopper: '1' },
  })
  await stripe.customers.create({ email: 'bob@example.com', payment_method: 'pm_card_visa' })
  const changed = await stripe.customers.update(made.id, {
    name: '',
    phone: '123',
    metadata: { shopper: '', vip: 'yes' },
    address: { city: 'Venice' },
  })
  assert.deepEqual([changed.name, changed.phone, changed.address?.city], [null, '123', 'Venice'])
  assert.deepEqual(changed.metadata, { vip: 'yes' })
  assert.deepEqual(
    (await stripe.customers.list({ email: 'ada@example.com' })).data.map((one) => one.id),
    [made.id],
  )
  const gone = await stripe.customers.del(made.id)
  assert.equal(gone.deleted, true)
  assert.equal((await stripe.customers.retrieve(made.id)).deleted, true)
  assert.equal((await stripe.customers.list()).data.length, 1)
  assert.equal((await refusalOf(stripe.customers.update(made.id, { name: 'x' }))).statusCode, 404)
  const used = stripe.paymentIntents.create({ amount: 500, currency: 'eur', customer: made.id })
  assert.equal((await refusalOf(used)).code, 'resource_missing')
  const [deleted, updated] = (await stripe.events.list({ types: ['customer.deleted', 'customer.updated'] }))
    .data
  assert.equal(deleted?.type, 'customer.deleted')
  assert.deepEqual(updated?.data.previous_attributes, {
    name: 'Ada',
    phone: null,
    address: null,
    metadata: { shopper: '1' },
  })
})

test('payment methods are attached, listed and detached, and belong to one customer', async (t) => {
  const { stripe } = await startForTest(t)
  const [ada, bob] = [
    await stripe.customers.create({ name: 'Ada' }),
    await stripe.customers.create({ name: 'Bob' }),
  ]
  const card = { number: '4242424242424242', exp_month: 12, exp_year: 2050, cvc: '123' }
  const method = await stripe.paymentMethods.create({
    type: 'card',
    card,
    billing_details: { email: 'ada@example.com' },
  })
  assert.equal(method.customer, null)
  await stripe.paymentMethods.attach(method.id, { customer: ada.id })
  const second = await stripe.paymentMethods.attach('pm_card_mastercard', { customer: ada.id })
  const listed = await stripe.paymentMethods.list({ customer: ada.id, type: 'card' })
  assert.deepEqual(
    listed.data.map((one) => one.id),
    [second.id, method.id],
  )
  assert.equal(
    (await refusalOf(stripe.paymentMethods.attach(method.id, { customer: bob.id }))).statusCode,
    400,
  )
  const foreign = stripe.paymentIntents.create({ ...cardPayment(500, method.id), customer: bob.id })
  assert.equal((await refusalOf(foreign)).code, 'payment_method_unexpected_state')
  const paid = await stripe.paymentIntents.create({
    ...cardPayment(500, method.id),
    customer: ada.id,
    expand: ['payment_method', 'customer'],
  })
  assert.equal(
    typeof paid.payment_method === 'object' ? paid.payment_method?.billing_details.email : '',
    'ada@example.com',
  )
  const loose = await stripe.paymentMethods.detach(method.id)
  assert.equal(loose.customer, null)
  assert.equal(
    (await refusalOf(stripe.paymentMethods.attach(method.id, { customer: ada.id }))).statusCode,
    400,
  )
  assert.equal((await stripe.customers.listPaymentMethods(ada.id)).data.length, 1)
  assert.equal((await stripe.paymentMethods.retrieve(second.id)).card?.fingerprint?.length, 16)
})

test('the same card has the same fingerprint, another card another one', async (t) => {
  const { stripe } = await startForTest(t)
  const fingerprint = async (token: string) =>
    (await stripe.paymentMethods.create({ type: 'card', card: { token } })).card?.fingerprint
  assert.equal(await fingerprint('tok_visa'), await fingerprint('tok_visa'))
  assert.notEqual(await fingerprint('tok_visa'), await fingerprint('tok_mastercard'))
})

test('a method paid with once and not saved cannot be used again', async (t) => {
  const { stripe } = await startForTest(t)
  const method = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } })
  await stripe.paymentIntents.create(cardPayment(500, method.id))
  const again = await refusalOf(stripe.paymentIntents.create(cardPayment(500, method.id)))
  assert.equal(again.code, 'payment_method_unexpected_state')
})

test('a declining card is refused when it is saved, the one made for that is not', async (t) => {
  const { stripe } = await startForTest(t)
  const customer = (await stripe.customers.create({})).id
  const refusal = await refusalOf(stripe.paymentMethods.attach('pm_card_chargeDeclined', { customer }))
  assert.deepEqual([refusal.statusCode, refusal.code], [402, 'card_declined'])
  const saved = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
  assert.equal(saved.customer, customer)
  const charged = stripe.paymentIntents.create({ ...cardPayment(500, saved.id), customer })
  assert.equal((await refusalOf(charged)).decline_code, 'generic_decline')
})
