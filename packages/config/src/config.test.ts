// @R-001.r: a missing or wrong setting stops the start by name, and all of them are named at once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Config, type Environment, readConfig, serviceNames } from './index.ts'

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

test('an empty environment gives the whole marketplace on one machine', () => {
  const config = configOf({})
  assert.deepEqual(
    { ...config },
    {
      nodeEnv: 'development',
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      trustedProxies: [],
      tenantHostSuffix: null,
      corsOrigins: [],
      logLevel: 'info',
      checkReplies: 'on',
      dataDirectory: '.rialto',
      demoData: 'on',
      services: [...serviceNames],
      extensions: [],
      extensionsDirectory: 'extensions',
      databaseUrl: null,
      operatorEmail: null,
      operatorPassword: null,
      databasePoolMax: 20,
      eventsUrl: null,
      registryUrl: null,
      redisUrl: null,
      elasticsearchUrl: null,
      tokenKeys: null,
      internalKey: null,
      serviceToken: null,
      personalDataKey: null,
      stripeSecretKey: null,
      stripePublishableKey: null,
      stripeWebhookSecret: null,
      stripeApiBase: null,
      orderPaySeconds: 1800,
      fraudRefuseFrom: 90,
      paymentsBudgetPerSecond: 25,
      smtpUrl: null,
      mailFrom: 'Rialto <shop@rialto.example>',
      mediaDirectory: '.rialto/media',
      mediaUrl: 'http://localhost:3000/media',
      simulatorPort: 3010,
      mailboxPort: 3020,
      smtpPort: 3025,
      postgresPort: 3032,
      databaseUrls: {},
      serviceUrls: {},
      rateLimits: {
        anonymous_write: { max: 100, windowSeconds: 900 },
        anonymous_read: { max: 600, windowSeconds: 60 },
        person: { max: 600, windowSeconds: 60 },
        sign_in: { max: 10, windowSeconds: 300 },
        payments: { max: 30, windowSeconds: 900 },
      },
    },
  )
})

test('defaults follow the settings that they are made of', () => {
  const config = configOf({ PORT: '4000', RIALTO_DATA: 'data', DATABASE_URL: 'postgres://db/x' })
  assert.equal(config.publicUrl, 'http://localhost:4000')
  assert.equal(config.mediaUrl, 'http://localhost:4000/media')
  assert.equal(config.mediaDirectory, 'data/media')
  assert.equal(config.eventsUrl, 'postgres://db/x')
  assert.equal(configOf({ PUBLIC_URL: 'https://shop.example/' }).mediaUrl, 'https://shop.example/media')
  assert.equal(configOf({ RIALTO_DATA: '$&' }).mediaDirectory, '$&/media')
})

test('an empty or blank text is an absent setting, and blanks around a text go', () => {
  assert.equal(configOf({ PORT: '', HOST: '  ', DATABASE_URL: '' }).port, 3000)
  assert.equal(configOf({ PORT: ' 4000\n' }).port, 4000)
})

test('the configuration is frozen to its last list', () => {
  const config = configOf({ USER_SERVICE_URL: 'http://users:3000' })
  assert.throws(() => Object.assign(config, { port: 1 }), TypeError)
  assert.throws(() => (config.services as string[]).push('x'), TypeError)
  assert.throws(() => Object.assign(config.rateLimits.person, { max: 1 }), TypeError)
  assert.throws(() => Object.assign(config.serviceUrls, { 'user-service': 'x' }), TypeError)
})

test('all problems are reported at once, with the name and what to do', () => {
  const problems = problemsOf({
    NODE_ENV: 'prod',
    PORT: '70000',
    DATABASE_URL: 'mysql://db/x',
    SERVICES: 'order-service,shipping-service',
    LOG_LEVEL: 'loud',
    RATE_LIMIT_PERSON: '10',
  })
  assert.deepEqual(problems.map((one) => one.setting).toSorted(), [
    'DATABASE_URL',
    'LOG_LEVEL',
    'NODE_ENV',
    'PORT',
    'RATE_LIMIT_PERSON',
    'SERVICES',
  ])
  const port = problems.find((one) => one.setting === 'PORT')
  assert.equal(port?.problem, 'PORT is out of range.')
  assert.equal(port?.fix, 'Set PORT to a whole number from 0 to 65535.')
  for (const { setting, fix } of problems) assert.ok(fix.includes(setting), fix)
})

test('a wrong setting is not reported a second time through a default made of it', () => {
  assert.deepEqual(settingsOf({ PUBLIC_URL: 'shop' }), ['PUBLIC_URL'])
  assert.deepEqual(settingsOf({ DATABASE_URL: 'mysql://db/x' }), ['DATABASE_URL'])
  assert.deepEqual(settingsOf({ PORT: 'x' }), ['PORT'])
})

test('each setting refuses what it is not', () => {
  const wrong: [string, string][] = [
    ['PORT', '-1'],
    ['PORT', '1.5'],
    ['PORT', '0x10'],
    ['DATABASE_POOL_MAX', '0'],
    ['PUBLIC_URL', 'ftp://shop.example'],
    ['TENANT_HOST_SUFFIX', 'shops.example'],
    ['CORS_ORIGINS', 'https://shop.example/path'],
    ['CORS_ORIGINS', 'https://a.example,*'],
    ['DEMO_DATA', 'yes'],
    ['SERVICES', ','],
    ['EVENTS_URL', 'redis://x'],
    ['REDIS_URL', 'http://x'],
    ['ELASTICSEARCH_URL', 'es'],
    ['REGISTRY_URL', 'registry'],
    ['TOKEN_KEYS', 'not json'],
    ['TOKEN_KEYS', 'null'],
    ['TOKEN_KEYS', '{"keys":[]}'],
    ['INTERNAL_KEY', '{"keys":[{"kid":"public-only"}]}'],
    ['SERVICE_TOKEN', 'short'],
    ['SERVICE_TOKEN', 'a token with blanks in it, 32 characters'],
    ['PERSONAL_DATA_KEY', Buffer.alloc(31).toString('base64')],
    ['PERSONAL_DATA_KEY', 'not base64!'],
    ['STRIPE_SECRET_KEY', 'pk_test_abcdefgh1234'],
    ['STRIPE_PUBLISHABLE_KEY', 'sk_test_abcdefgh1234'],
    ['STRIPE_WEBHOOK_SECRET', 'secret'],
    ['STRIPE_API_BASE', 'simulator'],
    ['PAYMENTS_BUDGET_PER_SECOND', '0'],
    ['PAYMENTS_BUDGET_PER_SECOND', 'endless'],
    ['SMTP_URL', 'mail.example:25'],
    ['MAIL_FROM', 'nobody'],
    ['MEDIA_URL', '/media'],
    ['SIMULATOR_PORT', '65536'],
    ['DATABASE_URL_ORDER_SERVICE', 'http://db'],
    ['USER_SERVICE_URL', 'users'],
    ['RATE_LIMIT_SIGN_IN', '0/60'],
    ['RATE_LIMIT_SIGN_IN', '10/0'],
    ['RATE_LIMIT_SIGNIN', '10/60'],
  ]
  for (const [name, text] of wrong) assert.deepEqual(settingsOf({ [name]: text }), [name], `${name}=${text}`)
})

test('services, their databases and addresses, and limits are read', () => {
  const config = configOf({
    SERVICES: 'order-service, inventory-service,order-service',
    DATABASE_URL_ORDER_SERVICE: 'postgresql://orders/x',
    API_GATEWAY_SERVICE_URL: 'http://gateway:3000/',
    USER_SERVICE_URL: 'http://users:3000',
    RATE_LIMIT_ANONYMOUS_WRITE: '100000/1',
    PAYMENTS_BUDGET_PER_SECOND: 'unlimited',
    CORS_ORIGINS: 'https://a.example, http://localhost:5173',
    TENANT_HOST_SUFFIX: '.shops.example',
  })
  assert.deepEqual(config.services, ['inventory-service', 'order-service'])
  assert.deepEqual(config.databaseUrls, { 'order-service': 'postgresql://orders/x' })
  assert.deepEqual(config.serviceUrls, {
    'api-gateway': 'http://gateway:3000',
    'user-service': 'http://users:3000',
  })
  assert.deepEqual(config.rateLimits.anonymous_write, { max: 100_000, windowSeconds: 1 })
  assert.equal(config.paymentsBudgetPerSecond, 'unlimited')
  assert.deepEqual(config.corsOrigins, ['https://a.example', 'http://localhost:5173'])
  assert.deepEqual(configOf({ SERVICES: 'user-service,all' }).services, [...serviceNames])
})

test('trusted proxies are addresses or networks', () => {
  assert.deepEqual(configOf({ TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::1' }).trustedProxies, [
    '10.0.0.0/8',
    '2001:db8::1',
  ])
  for (const wrong of ['everybody', '10.0.0.0/33', '10.0.0.1/8/8', '10.0.0.256'])
    assert.deepEqual(settingsOf({ TRUSTED_PROXIES: wrong }), ['TRUSTED_PROXIES'])
})
