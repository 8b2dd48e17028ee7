// @: what is written is bounded and holds no personal data and no secret.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleanMetadata, cleanText } from './clean.ts'
import { isPrivateKey } from './private-keys.ts'
import { redacted } from './redact-text.ts'

test('values under private keys are replaced at any depth and of any kind', () => {
  assert.deepEqual(
    cleanMetadata({
      password: 'hunter2',
      user: { email: 'jane@shop.example', phone: 4930123456, id: 'u1', address: { street: 'Main 1' } },
      headers: { Authorization: 'Bearer x', 'set-cookie': ['a=b'], accept: '*/*' },
      cards: [{ cardNumber: '1', last_four: '4242' }],
    }),
    {
      password: redacted,
      user: { email: redacted, phone: redacted, id: 'u1', address: redacted },
      headers: { Authorization: redacted, 'set-cookie': redacted, accept: '*/*' },
      cards: [{ cardNumber: redacted, last_four: '4242' }],
    },
  )
})

test('a key is private by its word or its ending, in any spelling', () => {
  const keys = `password token secret authorization cookie email phone name address cardNumber newPassword
    access_token clientSecret Set-Cookie user_email phoneNumber first_name lastName billingAddress CARD_NUMBER
    emails addresses names secretKey passwordHash api_key`
  for (const key of keys.split(/\s+/)) assert.equal(isPrivateKey(key), true, key)
  const open = 'serviceName fileName tokenId addressId emailCount namespace code orderId tenant actor lines'
  for (const key of open.split(' ')) assert.equal(isPrivateKey(key), false, key)
})

test('keys from outside do not grow the memory of known keys without end, and stay right', () => {
  for (let index = 0; index < 5_000; index += 1) assert.equal(isPrivateKey(`key${index}Password`), true)
})

test('absence and yes or no stay, undefined and functions go', () => {
  assert.deepEqual(cleanMetadata({ email: null, hasPassword: true, phone: undefined, run: () => 1, ms: 3 }), {
    email: null,
    hasPassword: true,
    ms: 3,
  })
})

test('every kind of value becomes JSON', () => {
  const clean = cleanMetadata({
    amount: 12n,
    at: new Date(0),
    never: new Date(Number.NaN),
    bytes: new Uint8Array(3),
    set: new Set(['a']),
    map: new Map([['token', 'x']]),
    none: Number.NaN,
    symbol: Symbol('s'),
    json: { toJSON: () => ({ masked: true, secret: 'x' }) },
  })
  assert.deepEqual(JSON.parse(JSON.stringify(clean)), {
    amount: '12',
    at: '1970-01-01T00:00:00.000Z',
    never: 'Invalid Date',
    bytes: '[3 bytes]',
    set: ['a'],
    map: { token: redacted },
    none: 'NaN',
    symbol: 'Symbol(s)',
    json: { masked: true, secret: redacted },
  })
})

test('a card number as a number is replaced, a time in milliseconds is not', () => {
  const now = 1_763_660_000_000
  for (let offset = 0; offset < 20; offset += 1) {
    assert.deepEqual(cleanMetadata({ at: now + offset }), { at: now + offset })
  }
  assert.deepEqual(cleanMetadata({ value: 4242424242424242 }), { value: redacted })
  assert.deepEqual(cleanMetadata({ '4242424242424242': 1 }), { [redacted]: 1 })
})

test('a large object costs no more than a small one', () => {
  let reads = 0
  const wide = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`k${index}`, index]))
  const row = {
    get value() {
      reads += 1
      return wide
    },
  }
  const clean = cleanMetadata({ rows: Array.from({ length: 10_000 }, () => row) })
  assert.ok(reads <= 30, `${reads} rows were read`)
  assert.ok(JSON.stringify(clean).length < 10_000)
  assert.equal((clean['rows'] as unknown[]).at(-1), '[9970 more]')
  const entries = Array.from({ length: 100 }, (_, index) => [`k${index}`, index] as const)
  const others = cleanMetadata({ set: new Set(Array(100).keys()), map: new Map(entries), wide })
  assert.equal((others['set'] as unknown[]).at(-1), '[70 more]')
  for (const name of ['map', 'wide']) {
    assert.equal(Object.keys(others[name] as object).length, 31)
    assert.equal((others[name] as Record<string, unknown>)['more'], true)
  }
})

test('what is deep or circular ends', () => {
  const circle: Record<string, unknown> = { id: 1 }
  circle['self'] = circle
  const text = JSON.stringify(cleanMetadata({ circle }))
  assert.match(text, /"\[object\]"/)
  assert.ok(text.length < 200)
})

test('a long text is cut, and a card number at the cut is not left in part', () => {
  assert.equal(cleanText('x'.repeat(5_000)).length, 2_001)
  for (let before = 1_980; before <= 2_000; before += 1) {
    const clean = cleanText(`${' '.repeat(before)}4242424242424242${' '.repeat(100)}`)
    assert.equal(/\d/.test(clean), false, `after ${before} characters`)
  }
})

test('an error is written with its causes and without the fields that drivers add', () => {
  const root = Object.assign(new TypeError('no row for jane@shop.example'), {
    code: '23505',
    detail: 'Key (email)=(jane@shop.example) exists',
    parameters: ['jane'],
  })
  const error = new Error('cannot store the order', { cause: new Error('statement failed', { cause: root }) })
  const { error: clean } = cleanMetadata({ error }) as { error: Record<string, unknown> }
  const text = JSON.stringify(clean)
  assert.equal(clean['type'], 'Error')
  assert.equal(clean['message'], 'cannot store the order')
  assert.match(String(clean['stack']), /clean\.test\.ts/)
  assert.match(text, /"message":"statement failed"/)
  assert.match(text, /"type":"TypeError","message":"no row for \[redacted\]","code":"23505"/)
  assert.equal(text.includes('jane'), false)
})

test('an endless chain of causes ends, a thrown text is a cause too, and several errors are all written', () => {
  const circle = new Error('again')
  circle.cause = circle
  assert.ok(JSON.stringify(cleanMetadata({ circle })).split('"again"').length <= 7)
  const { error } = cleanMetadata({ error: new Error('x', { cause: 'a text' }) }) as {
    error: Record<string, unknown>
  }
  assert.equal(error['cause'], 'a text')
  const both = cleanMetadata(new AggregateError([new Error('one'), new Error('two')], 'both'))
  assert.match(JSON.stringify(both), /"message":"one".*"message":"two"/)
})
