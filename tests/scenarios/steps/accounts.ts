import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Then, When } from '@cucumber/cucumber'
import { address, until } from '@rialto/testing'
import type { Scenario } from './world.ts'

const password = 'a-long-password-9'
let email = ''
let token = ''

When('{string} registers', async function (this: Scenario, name: string) {
  email = `${name}-${randomUUID().slice(0, 8)}@people.example`
  const body = { email: ` ${email.toUpperCase()} `, password, firstName: name, lastName: 'Lovelace' }
  const twice = await Promise.all(
    [1, 2].map(() => this.market.wire.send('POST', '/api/users/register', { body })),
  )
  assert.deepEqual(
    twice.map((answer) => answer.status),
    [202, 202],
  )
})

Then('she cannot sign in yet', async function (this: Scenario) {
  const answer = await this.market.wire.send('POST', '/api/users/sign-in', { body: { email, password } })
  assert.equal(answer.code, 'EMAIL_NOT_VERIFIED', answer.text)
})

When('she follows the link in her mail', async function (this: Scenario) {
  const mails = async () => {
    const response = await fetch(
      `${this.shape.mailUrl}/api/mails?to=${encodeURIComponent(email.toLowerCase())}`,
    )
    return ((await response.json()) as { items: { id: string }[] }).items
  }
  const [mail] = await until(mails, (list) => list.length > 0, { what: 'The verification mail' })
  const text = await (await fetch(`${this.shape.mailUrl}/api/mails/${mail?.id}/text`)).text()
  const found = /token=([\w.~-]+)/.exec(text)?.[1]
  assert.ok(found, text)
  await this.market.wire.ask('POST', '/api/users/verify-email', {
    body: { token: decodeURIComponent(found) },
  })
})

Then('she signs in and reads her profile', async function (this: Scenario) {
  const person = await this.market.signIn(email, password)
  token = person.token
  const profile = await this.market.wire.ask<{ email: string; loyaltyPoints: number }>(
    'GET',
    '/api/users/profile',
    { token },
  )
  assert.equal(profile.email, email.toLowerCase())
  assert.equal(profile.loyaltyPoints, 0)
})

Then('her address is kept', async function (this: Scenario) {
  const made = await this.market.wire.send('POST', '/api/users/addresses', {
    token,
    key: randomUUID(),
    body: address,
  })
  assert.equal(made.status, 201, made.text)
  const profile = await this.market.wire.ask<{ addresses: { city: string }[] }>('GET', '/api/users/profile', {
    token,
  })
  assert.deepEqual(
    profile.addresses.map((one) => one.city),
    ['Berlin'],
  )
})

When('somebody signs in with a wrong password and with an unknown account', async function (this: Scenario) {
  const known = await this.market.person('known')
  for (const body of [
    { email: known.email, password: 'not-the-password' },
    { email: 'nobody@people.example', password: 'not-the-password' },
  ]) {
    this.answers.push(await this.market.wire.send('POST', '/api/users/sign-in', { body }))
  }
})

Then('both are refused with the same words', function (this: Scenario) {
  const told = this.answers.map(({ status, body }) => {
    const { traceId: _traceId, ...rest } = body as { traceId: string }
    return JSON.stringify({ status, rest })
  })
  assert.equal(new Set(told).size, 1, told.join('\n'))
  assert.equal(this.answer.status, 401)
})

Then('the API description names more than {int} operations', async function (this: Scenario, count: number) {
  const description = await this.market.wire.ask<{ openapi: string; paths: Record<string, object> }>(
    'GET',
    '/api/openapi.json',
  )
  assert.equal(description.openapi, '3.1.0')
  const operations = Object.values(description.paths).flatMap((path) => Object.keys(path))
  assert.ok(operations.length > count, `${operations.length} operations`)
})

Then(
  '{string} and {string} answer {int}',
  async function (this: Scenario, first: string, second: string, status: number) {
    for (const path of [first, second])
      assert.equal((await this.market.wire.send('GET', path)).status, status)
  },
)

Then('an unknown address is refused as problem details with a trace id', async function (this: Scenario) {
  const answer = await this.market.wire.send('GET', '/api/nothing-here')
  assert.equal(answer.status, 404)
  assert.match(answer.headers.get('content-type') ?? '', /application\/problem\+json/)
  assert.match((answer.body as unknown as { traceId: string }).traceId, /^[0-9a-f]{32}$/)
})
