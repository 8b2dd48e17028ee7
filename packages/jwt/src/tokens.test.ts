// @: signature, expiry, permissions, tokens of services and key rotation.
import assert from 'node:assert/strict'
import { createHmac, createPrivateKey, sign } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { createTokens, generateKeySet, type NewToken, type TokenSettings } from './index.ts'

const keys = generateKeySet()
const settings: TokenSettings = { keys, issuer: 'https://shop.example', audience: 'rialto', cacheSeconds: 5 }
const shopper: NewToken = {
  subject: 'user-1',
  tenant: 'main',
  kind: 'user',
  permissions: ['order.read_own'],
  roles: ['shopper'],
  expiresInSeconds: 900,
}

/** A clock that the test moves. */
function movableClock() {
  let seconds = 1_900_000_000
  return {
    now: () => new Date(seconds * 1000),
    forward: (by: number) => {
      seconds += by
    },
  }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const decode = (part: string | undefined) => JSON.parse(Buffer.from(part ?? '', 'base64url').toString())

/** Signs any header and payload with a real key, as a forger with the key or a careless issuer could. */
function signedBy(keySet: string, header: Record<string, unknown>, payload: unknown): string {
  const [jwk] = JSON.parse(keySet).keys
  const content = `${encode({ alg: 'EdDSA', typ: 'JWT', kid: jwk.kid, ...header })}.${encode(payload)}`
  const signature = sign(null, Buffer.from(content), createPrivateKey({ key: jwk, format: 'jwk' }))
  return `${content}.${signature.toString('base64url')}`
}

const invalid = { ok: false, code: 'TOKEN_INVALID' }

test('a token says who, where, what they may and until when', async () => {
  const clock = movableClock()
  const tokens = createTokens({ ...settings, now: clock.now })
  const token = await tokens.make({ ...shopper, sessionId: 'session-1', claims: { vendorId: 'v1' } })
  const read = await tokens.read(token)
  assert.ok(read.ok)
  const { tokenId, ...rest } = read.claims
  assert.match(tokenId, /^[0-9a-f-]{36}$/)
  assert.deepEqual(rest, {
    subject: 'user-1',
    tenant: 'main',
    kind: 'user',
    permissions: ['order.read_own'],
    roles: ['shopper'],
    sessionId: 'session-1',
    issuedAtSeconds: 1_900_000_000,
    expiresAtSeconds: 1_900_000_900,
    claims: { vendorId: 'v1' },
  })
})

test('a token without session or further claims reads as such', async () => {
  const tokens = createTokens(settings)
  const read = await tokens.read(await tokens.make(shopper))
  assert.ok(read.ok)
  assert.equal(read.claims.sessionId, null)
  assert.deepEqual(read.claims.claims, {})
})

test('what a token says cannot be changed by one of its readers', async () => {
  const tokens = createTokens(settings)
  const token = await tokens.make({ ...shopper, claims: { deep: { list: [1] } } })
  const first = await tokens.read(token)
  assert.ok(first.ok)
  assert.throws(() => (first.claims.permissions as string[]).push('tenant.erase'), TypeError)
  assert.throws(() => ((first.claims.claims['deep'] as { list: number[] }).list[0] = 2), TypeError)
})

test('a token is read until its last second and is expired from then on', async () => {
  const clock = movableClock()
  const tokens = createTokens({ ...settings, cacheSeconds: 0, now: clock.now })
  const token = await tokens.make({ ...shopper, expiresInSeconds: 60 })
  clock.forward(59)
  assert.equal((await tokens.read(token)).ok, true)
  clock.forward(1)
  assert.deepEqual(await tokens.read(token), { ok: false, code: 'TOKEN_EXPIRED' })
})

test('the cache does not outlive the expiry of a token', async () => {
  const clock = movableClock()
  const tokens = createTokens({ ...settings, cacheSeconds: 3600, now: clock.now })
  const token = await tokens.make({ ...shopper, expiresInSeconds: 60 })
  assert.equal((await tokens.read(token)).ok, true)
  clock.forward(59)
  assert.equal((await tokens.read(token)).ok, true)
  clock.forward(1)
  assert.deepEqual(await tokens.read(token), { ok: false, code: 'TOKEN_EXPIRED' })
})

test('a verified token is shared for the seconds of the cache and verified again afterwards', async () => {
  const clock = movableClock()
  const tokens = createTokens({ ...settings, cacheSeconds: 5, now: clock.now })
  const token = await tokens.make(shopper)
  const readClaims = async () => {
    const read = await tokens.read(token)
    assert.ok(read.ok)
    return read.claims
  }
  const first = await readClaims()
  clock.forward(4)
  assert.equal(await readClaims(), first)
  clock.forward(1)
  const again = await readClaims()
  assert.notEqual(again, first)
  assert.deepEqual(again, first)
})

test('the cache holds a bounded number of tokens and keeps those in use', async () => {
  const tokens = createTokens({ ...settings, cacheSeconds: 60, cacheEntriesMax: 2 })
  const made = await Promise.all([1, 2, 3].map(() => tokens.make(shopper)))
  const claimsOf = async (index: number) => {
    const read = await tokens.read(made[index] ?? '')
    assert.ok(read.ok)
    return read.claims
  }
  const first = await claimsOf(0)
  const second = await claimsOf(1)
  assert.equal(await claimsOf(0), first)
  await claimsOf(2)
  assert.equal(await claimsOf(0), first, 'the token in use was kept')
  assert.notEqual(await claimsOf(1), second, 'the token not used for longest went')
})

test('a tampered token is invalid, also when its original is in the cache', async () => {
  const tokens = createTokens(settings)
  const token = await tokens.make(shopper)
  assert.equal((await tokens.read(token)).ok, true)
  const [header, payload, signature = ''] = token.split('.')
  const raised = encode({ ...decode(payload), permissions: ['tenant.erase'] })
  const flipped = `${signature.slice(0, 10)}${signature[10] === 'A' ? 'B' : 'A'}${signature.slice(11)}`
  for (const forged of [
    `${header}.${raised}.${signature}`,
    `${header}.${payload}.${flipped}`,
    `${header}.${payload}.`,
    `${header}.${payload}`,
    `${token}.`,
    '',
    'Bearer',
    'x'.repeat(9_000),
  ]) {
    assert.deepEqual(await tokens.read(forged), invalid, forged.slice(0, 40))
  }
})

test('an expired token with a broken signature is invalid and not merely expired', async () => {
  const clock = movableClock()
  const tokens = createTokens({ ...settings, now: clock.now })
  const token = await tokens.make(shopper)
  clock.forward(10_000)
  assert.deepEqual(await tokens.read(token), { ok: false, code: 'TOKEN_EXPIRED' })
  const [header, payload] = token.split('.')
  assert.deepEqual(await tokens.read(`${header}.${payload}.${'A'.repeat(86)}`), invalid)
})

test('a token cannot choose its algorithm', async () => {
  const tokens = createTokens(settings)
  const [header, payload] = (await tokens.make(shopper)).split('.')
  const { kid } = decode(header)
  const none = `${encode({ alg: 'none', typ: 'JWT', kid })}.${payload}`
  const [publicJwk] = tokens.publicJwks().keys
  const content = `${encode({ alg: 'HS256', typ: 'JWT', kid })}.${payload}`
  const secret = Buffer.from(publicJwk?.x ?? '', 'base64url')
  const confused = `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
  assert.deepEqual(await tokens.read(`${none}.`), invalid)
  assert.deepEqual(await tokens.read(none), invalid)
  assert.deepEqual(await tokens.read(confused), invalid)
})

test('a token of another key is invalid, even under a name of ours', async () => {
  const tokens = createTokens(settings)
  const otherKeys = generateKeySet()
  const other = createTokens({ ...settings, keys: otherKeys })
  assert.deepEqual(await tokens.read(await other.make(shopper)), invalid)
  const [ours] = tokens.publicJwks().keys
  const payload = decode((await tokens.make(shopper)).split('.')[1])
  assert.deepEqual(await tokens.read(signedBy(otherKeys, { kid: ours?.kid }, payload)), invalid)
  assert.equal((await tokens.read(signedBy(keys, {}, payload))).ok, true, 'the forging itself works')
  assert.deepEqual(await tokens.read(signedBy(keys, { kid: undefined }, payload)), invalid)
  const embedded = JSON.parse(otherKeys).keys[0]
  assert.deepEqual(await tokens.read(signedBy(otherKeys, { jwk: embedded }, payload)), invalid)
})

test('after a rotation the old key verifies, and once removed it does not', async () => {
  const oldToken = await createTokens(settings).make(shopper)
  const [oldKey] = JSON.parse(keys).keys
  const [newKey] = JSON.parse(generateKeySet()).keys
  const { d: _private, ...oldPublic } = oldKey
  const rotated = createTokens({ ...settings, keys: JSON.stringify({ keys: [newKey, oldPublic] }) })
  assert.equal((await rotated.read(oldToken)).ok, true)
  const newToken = await rotated.make(shopper)
  assert.equal(decode(newToken.split('.')[0]).kid, newKey.kid)
  assert.equal((await rotated.read(newToken)).ok, true)
  const removed = createTokens({ ...settings, keys: JSON.stringify({ keys: [newKey] }) })
  assert.deepEqual(await removed.read(oldToken), invalid)
  assert.equal((await removed.read(newToken)).ok, true)
})

test('a token of another issuer or for another audience is invalid', async () => {
  const tokens = createTokens(settings)
  const otherIssuer = createTokens({ ...settings, issuer: 'https://other.example' })
  const otherAudience = createTokens({ ...settings, audience: 'other' })
  assert.deepEqual(await tokens.read(await otherIssuer.make(shopper)), invalid)
  assert.deepEqual(await tokens.read(await otherAudience.make(shopper)), invalid)
})

test('a token of a service lives 60 seconds and is no token of a person', async () => {
  const internal: TokenSettings = {
    keys: generateKeySet(),
    issuer: 'rialto-internal',
    audience: 'rialto',
    cacheSeconds: 5,
  }
  const service = createTokens(internal)
  const token = await service.make({
    subject: 'order-service',
    tenant: 'main',
    kind: 'service',
    permissions: [],
    roles: [],
    expiresInSeconds: 60,
  })
  const read = await service.read(token)
  assert.ok(read.ok)
  assert.equal(read.claims.kind, 'service')
  assert.equal(read.claims.expiresAtSeconds - read.claims.issuedAtSeconds, 60)
  assert.deepEqual(await createTokens(settings).read(token), invalid)
  const sameKeys = createTokens({ ...settings, keys: internal.keys })
  assert.deepEqual(await sameKeys.read(token), invalid, 'the issuer alone keeps them apart, too')
})

test('a signed token that misses a claim, or has one of the wrong kind, is invalid', async () => {
  const tokens = createTokens(settings)
  const whole = decode((await tokens.make({ ...shopper, sessionId: 's' })).split('.')[1])
  for (const name of ['tenant', 'kind', 'permissions', 'roles', 'sub', 'iat', 'exp', 'jti', 'iss', 'aud']) {
    const { [name]: _gone, ...rest } = whole
    assert.deepEqual(await tokens.read(signedBy(keys, {}, rest)), invalid, `without ${name}`)
  }
  for (const wrong of [
    { tenant: '' },
    { tenant: 7 },
    { kind: 'operator' },
    { permissions: 'all' },
    { permissions: [1] },
    { roles: {} },
    { sid: '' },
    { sub: '' },
    { claims: [] },
    { claims: 'x' },
    { exp: '9999999999' },
  ]) {
    assert.deepEqual(
      await tokens.read(signedBy(keys, {}, { ...whole, ...wrong })),
      invalid,
      JSON.stringify(wrong),
    )
  }
  assert.deepEqual(await tokens.read(signedBy(keys, { typ: 'at+jwt' }, whole)), invalid)
})

test('no text makes reading throw', async () => {
  const tokens = createTokens(settings)
  const [header] = (await tokens.make(shopper)).split('.')
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.json().map((json) => Buffer.from(json).toString('base64url')),
    fc.constant(header ?? ''),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
      assert.deepEqual(await tokens.read(parts.join('.')), invalid)
    }),
  )
})

test('a token that would be wrong from the start is a fault', async () => {
  const tokens = createTokens(settings)
  for (const wrong of [{ subject: '' }, { tenant: '' }, { sessionId: '' }]) {
    await assert.rejects(tokens.make({ ...shopper, ...wrong }), /needs a subject/)
  }
  for (const expiresInSeconds of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    await assert.rejects(tokens.make({ ...shopper, expiresInSeconds }), /cannot expire/)
  }
  await assert.rejects(tokens.make({ ...shopper, claims: { text: 'x'.repeat(8_000) } }), /longer than/)
})
