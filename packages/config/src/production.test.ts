// @R-001.r: production does not start with the simulator, with demo accounts or without its keys; secrets stay hidden.
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { type Config, describeConfig, type Environment, readConfig } from './index.ts'

const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
const keySet = JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', kid: 'k1', x, d }] })
const realStripeKey = ['sk', 'live', 'Rz8qPq3nT5'].join('_')

const production: Environment = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app:database-word@db.example/rialto',
  TOKEN_KEYS: keySet,
  INTERNAL_KEY: keySet,
  PERSONAL_DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
  STRIPE_SECRET_KEY: realStripeKey,
  STRIPE_WEBHOOK_SECRET: 'whsec_abcdefgh12345678',
}

function configOf(env: Environment): Config {
  const read = readConfig(env)
  assert.ok(read.ok, read.ok ? '' : read.problems.map((one) => one.problem).join(' '))
  return read.config
}

function problemsOf(env: Environment): readonly { setting: string; problem: string; fix: string }[] {
  const read = readConfig(env)
  return read.ok ? [] : read.problems
}

const settingsOf = (env: Environment) => problemsOf(env).map((one) => one.setting)
const without = (name: string) => ({ ...production, [name]: undefined })

test('production with real keys starts, listens to all and loads no demo data', () => {
  const config = configOf(production)
  assert.equal(config.nodeEnv, 'production')
  assert.equal(config.host, '0.0.0.0')
  assert.equal(config.demoData, 'off')
  assert.equal(configOf({ ...production, STRIPE_SECRET_KEY: 'rk_test_Rz8qPq3nT5' }).demoData, 'off')
  assert.equal(
    configOf({ ...production, STRIPE_API_BASE: 'https://api.stripe.com' }).stripeApiBase,
    'https://api.stripe.com',
  )
})

test('production does not start without its keys', () => {
  for (const name of [
    'TOKEN_KEYS',
    'INTERNAL_KEY',
    'PERSONAL_DATA_KEY',
    'STRIPE_SECRET_KEY',
    'STRIPE_WEBHOOK_SECRET',
  ]) {
    const [problem, ...others] = problemsOf(without(name))
    assert.equal(problem?.setting, name)
    assert.match(problem?.problem ?? '', /is required in production/)
    assert.deepEqual(others, [])
  }
  assert.equal(problemsOf({ NODE_ENV: 'production' }).length, 5)
})

test('a production process without payment-service needs no Stripe key, but every other key', () => {
  const { STRIPE_SECRET_KEY: _key, STRIPE_WEBHOOK_SECRET: _secret, ...rest } = production
  assert.deepEqual(settingsOf({ ...rest, SERVICES: 'order-service' }), [])
  assert.deepEqual(settingsOf({ ...rest, SERVICES: 'order-service', TOKEN_KEYS: '' }), ['TOKEN_KEYS'])
  assert.deepEqual(settingsOf({ ...rest, SERVICES: 'payment-service' }), [
    'STRIPE_SECRET_KEY',
    'STRIPE_WEBHOOK_SECRET',
  ])
})

test('production does not start with the simulator or with demo accounts', () => {
  const simulatorKey = 'sk_test_simulator_0001'
  assert.deepEqual(settingsOf({ ...production, STRIPE_SECRET_KEY: simulatorKey }), ['STRIPE_SECRET_KEY'])
  assert.deepEqual(
    settingsOf({ ...production, SERVICES: 'order-service', STRIPE_SECRET_KEY: simulatorKey }),
    ['STRIPE_SECRET_KEY'],
    'also where it is not used',
  )
  const publishable = {
    STRIPE_SECRET_KEY: 'sk_test_Rz8qPq3nT5',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_simulator_1',
  }
  assert.deepEqual(settingsOf({ ...production, ...publishable }), ['STRIPE_PUBLISHABLE_KEY'])
  for (const base of ['http://127.0.0.1:3010', 'http://api.stripe.com', 'https://api.stripe.com.example']) {
    assert.deepEqual(settingsOf({ ...production, STRIPE_API_BASE: base }), ['STRIPE_API_BASE'], base)
  }
  assert.deepEqual(settingsOf({ ...production, DEMO_DATA: 'on' }), ['DEMO_DATA'])
})

test('outside production the simulator and demo accounts are welcome', () => {
  const simulator = { STRIPE_SECRET_KEY: 'sk_test_simulator_0001', STRIPE_API_BASE: 'http://127.0.0.1:3010' }
  assert.equal(configOf({ ...simulator, DEMO_DATA: 'on' }).stripeApiBase, 'http://127.0.0.1:3010')
})

test('a live key goes to Stripe only, and both keys are of one mode', () => {
  const live = { STRIPE_SECRET_KEY: realStripeKey, STRIPE_API_BASE: 'http://127.0.0.1:3010' }
  assert.deepEqual(settingsOf(live), ['STRIPE_API_BASE'])
  assert.deepEqual(settingsOf({ ...production, ...live }), ['STRIPE_API_BASE'])
  const mixed = { STRIPE_SECRET_KEY: realStripeKey, STRIPE_PUBLISHABLE_KEY: 'pk_test_abcdefgh12' }
  assert.deepEqual(settingsOf(mixed), ['STRIPE_PUBLISHABLE_KEY'])
  assert.deepEqual(settingsOf({ ...mixed, STRIPE_PUBLISHABLE_KEY: 'pk_live_abcdefgh12' }), [])
})

const secretEnvironment: Environment = {
  ...production,
  DATABASE_URL_ORDER_SERVICE: 'postgres://app:order-word@db/x?sslmode=require&sslpassword=ssl-word',
  REDIS_URL: 'redis://:redis-word@cache:6379',
  SMTP_URL: 'smtp://mail:smtp-word@mail.example:587',
  EVENTS_URL: 'kafka://kafka:kafka-word@broker:9092',
  SERVICE_TOKEN: 'service-word-0123456789-0123456789',
}
const secrets = [
  ...['database-word', 'order-word', 'ssl-word', 'redis-word', 'smtp-word', 'kafka-word', 'service-word'],
  ...[String(d), realStripeKey, 'whsec_abcdefgh12345678', production['PERSONAL_DATA_KEY'] ?? ''],
]

test('no secret is shown by describing, printing or turning the configuration into JSON', () => {
  const config = configOf(secretEnvironment)
  const shown = [
    JSON.stringify(describeConfig(config)),
    JSON.stringify({ config }),
    inspect(config),
    inspect({ config }, { depth: 9, showHidden: true }),
    String(config),
  ].join('\n')
  for (const secret of secrets) assert.equal(shown.includes(secret), false, secret)
  assert.match(shown, /postgres:\/\/app:\*\*\*@db\.example\/rialto/)
  assert.match(shown, /sslmode=require/)
  const described = new Map(describeConfig(config).map(({ setting, value }) => [setting, value]))
  assert.equal(described.get('STRIPE_SECRET_KEY'), 'set, not shown')
  assert.equal(described.get('SERVICE_TOKEN'), 'set, not shown')
  assert.equal(described.get('STRIPE_PUBLISHABLE_KEY'), 'not set')
  assert.equal(described.get('CORS_ORIGINS'), 'none')
  assert.equal(described.get('RATE_LIMIT_PAYMENTS'), '30/900')
  assert.equal(described.get('PORT'), '3000')
})

test('no problem quotes the value that it is about', () => {
  for (const name of Object.keys(secretEnvironment)) {
    const text = JSON.stringify(problemsOf({ ...secretEnvironment, [name]: '\u0001canary-word' }))
    assert.equal(text.includes('canary-word'), false, name)
  }
})
