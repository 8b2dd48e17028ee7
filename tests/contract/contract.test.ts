// One loop over every endpoint: it works, it refuses well, it is closed to others. @R-001.v @
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type Endpoint, pathFields } from '@rialto/core'
import { generateKeySet } from '@rialto/jwt'
import { allServices } from '@rialto/server'
import { type Example, type Examples, type RunningShape, startShape } from '@rialto/testing'
import Stripe from 'stripe'
import { repeatedIn } from './repeated.ts'
import type { Call } from './request.ts'
import { openWorld, type World } from './world.ts'

const keys = { tokenKeys: generateKeySet(), internalKey: generateKeySet() }
const webhookSecret = 'whsec_contract_loop_0001'
const names = allServices.map((service) => service.name).filter((name) => name !== 'api-gateway')
const endpoints = new Map(
  allServices.flatMap((service) =>
    service.features.map(({ endpoint }) => [endpoint.name, endpoint] as const),
  ),
)
const examples = await loadExamples()
/** An endpoint that never answers must fail by its name. */
const limit = { timeout: 30_000 }
const world = Promise.withResolvers<World>()
let shape: RunningShape

before(async () => {
  const env = {
    // Without the edge, the process answers internal endpoints too: the loop asks them as well.
    SERVICES: names.join(','),
    TOKEN_KEYS: keys.tokenKeys,
    INTERNAL_KEY: keys.internalKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    TENANT_HOST_SUFFIX: '.shops.test',
  }
  shape = await startShape('one', { env })
  world.resolve(await openWorld(shape, keys, endpoints))
})
after(() => shape?.stop())

describe('every endpoint', () => {
  it('has an example', () => {
    const missing = [...endpoints.keys()].filter((name) => !examples[name])
    assert.deepEqual(missing, [])
    const unknown = Object.keys(examples).filter((name) => !endpoints.has(name))
    assert.deepEqual(unknown, [])
  })

  for (const [name, endpoint] of endpoints) {
    const example = examples[name]
    if (example) describe(name, () => void checkEndpoint(endpoint, example))
  }

  // Behind all others: every example was asked by now. @R-000.4a
  it('asks its database and other services once for many things, not once for each', () => {
    assert.deepEqual(repeatedIn(shape.output()), [])
  })
})

function checkEndpoint(endpoint: Endpoint, example: Example): void {
  it('does what its example asks', limit, async () => {
    const call = await prepare(example)
    const answer = await (await world.promise).send(endpoint, call, example.as)
    assert.equal(answer.status, endpoint.status, answer.text)
  })
  if (endpoint.permission !== 'anyone')
    it('is closed to nobody', limit, () => refusesNobody(endpoint, example))
  if (isNamedPermission(endpoint) && endpoint.exposure === 'public') {
    it('is closed to a person without its permission', limit, () => refusesPowerless(endpoint, example))
  }
  if (example.scope === 'mine') it('is closed to a stranger', limit, () => refusesStranger(endpoint, example))
  if (example.scope === 'mine' && pathFields(endpoint.path).length > 0) {
    it('is closed to another marketplace', limit, () => refusesAbroad(endpoint, example))
  }
  if (endpoint.body === 'json')
    it('refuses a broken field with its path', limit, () => refusesBroken(endpoint, example))
  if (endpoint.idempotency === 'key') {
    it('needs a key, and answers a repeated one with the same bytes', limit, () => repeats(endpoint, example))
    it('does its work once when ten ask at once', limit, () => repeatsAtOnce(endpoint, example))
  }
}

async function prepare(example: Example): Promise<Call> {
  const made = await world.promise
  const input = await example.make(made)
  const content = await example.content?.(made)
  if (content?.headers?.['stripe-signature'] === 'sign') {
    const signature = new Stripe('sk_test_simulator').webhooks.generateTestHeaderString({
      payload: content.text,
      secret: webhookSecret,
    })
    content.headers = { 'stripe-signature': signature }
  }
  return { input, content, key: randomUUID() }
}

async function refusesNobody(endpoint: Endpoint, example: Example): Promise<void> {
  const answer = await (await world.promise).send(endpoint, await prepare(example), 'nobody')
  assert.equal(answer.status, 401, answer.text)
  assert.equal(codeOf(answer), 'SIGN_IN_REQUIRED')
}

async function refusesPowerless(endpoint: Endpoint, example: Example): Promise<void> {
  const answer = await (await world.promise).powerless(endpoint, await prepare(example))
  assert.equal(answer.status, 403, answer.text)
}

async function refusesStranger(endpoint: Endpoint, example: Example): Promise<void> {
  const stranger = example.as === 'vendorOwner' ? 'otherVendor' : 'otherShopper'
  const answer = await (await world.promise).send(endpoint, await prepare(example), stranger)
  assert.equal(answer.status, 404, `a stranger got ${answer.text}`)
}

async function refusesAbroad(endpoint: Endpoint, example: Example): Promise<void> {
  const answer = await (await world.promise).abroad(endpoint, await prepare(example), example.as)
  assert.equal(answer.status, 404, `another marketplace got ${answer.text}`)
}

async function refusesBroken(endpoint: Endpoint, example: Example): Promise<void> {
  const made = await world.promise
  const call = await prepare(example)
  for (const field of brokenFields(endpoint, call.input)) {
    const answer = await made.send(endpoint, { ...call, input: field.input, key: randomUUID() }, example.as)
    assert.equal(answer.status, 422, `${field.name}: ${answer.text}`)
    assert.equal(codeOf(answer), 'VALIDATION_FAILED')
    const paths = (answer.body as { fields: { path: string }[] }).fields.map((one) => one.path)
    assert.ok(
      paths.some((path) => path === '/' || path.startsWith(`/${field.name}`)),
      `${field.name} is not among ${paths}`,
    )
  }
}

/** One field wrong at a time: of another type, or one that nobody knows. */
function brokenFields(endpoint: Endpoint, input: Record<string, unknown>) {
  const skipped = new Set([...pathFields(endpoint.path), ...Object.keys(endpoint.headers)])
  const reads = endpoint.method === 'GET' || endpoint.method === 'DELETE'
  const properties = Object.keys((endpoint.input as { properties?: object }).properties ?? {})
  const known = reads ? [] : properties.filter((name) => !skipped.has(name))
  return [
    ...known.map((name) => ({ name, input: { ...input, [name]: { broken: { deeply: 1 } } } })),
    { name: 'noSuchField', input: { ...input, noSuchField: 'x' } },
  ]
}

async function repeats(endpoint: Endpoint, example: Example): Promise<void> {
  const made = await world.promise
  const call = await prepare(example)
  const without = await made.send(endpoint, { ...call, key: undefined }, example.as)
  assert.equal(codeOf(without), 'IDEMPOTENCY_KEY_REQUIRED')
  const first = await made.send(endpoint, call, example.as)
  const second = await made.send(endpoint, call, example.as)
  assert.equal(first.status, endpoint.status, first.text)
  assert.equal(second.text, first.text)
  assert.equal(second.status, first.status)
  assert.equal(second.headers['idempotency-replayed'], 'true')
}

async function repeatsAtOnce(endpoint: Endpoint, example: Example): Promise<void> {
  const made = await world.promise
  const call = await prepare(example)
  const answers = await Promise.all(Array.from({ length: 10 }, () => made.send(endpoint, call, example.as)))
  assert.deepEqual(
    [...new Set(answers.map((answer) => answer.status))],
    [endpoint.status],
    answers
      .map((answer) => answer.text)
      .join('\n')
      .slice(0, 800),
  )
  assert.equal(new Set(answers.map((answer) => answer.text)).size, 1)
  assert.equal(answers.filter((answer) => answer.headers['idempotency-replayed'] !== 'true').length, 1)
}

function isNamedPermission(endpoint: Endpoint): boolean {
  return endpoint.permission !== 'anyone' && endpoint.permission !== 'signed_in'
}

function codeOf(answer: { body: unknown }): string | undefined {
  return (answer.body as { code?: string } | null)?.code
}

async function loadExamples(): Promise<Examples> {
  const all: Record<string, Example> = {}
  for (const service of allServices.filter((one) => one.features.length > 0)) {
    const file = join(service.directory, 'examples.ts')
    // A service without the file is found by the first test, which names its endpoints.
    if (existsSync(file)) Object.assign(all, ((await import(file)) as { examples: Examples }).examples)
  }
  return all
}
