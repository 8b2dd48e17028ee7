// @: a broken key setting stops the start, and no message quotes a private key.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTokens, generateKeySet } from './index.ts'

const open = (keys: string) => createTokens({ keys, issuer: 'i', audience: 'a', cacheSeconds: 0 })

test('a new key set is one private Ed25519 key with a name of its own', () => {
  const [key, ...others] = JSON.parse(generateKeySet()).keys
  assert.deepEqual(others, [])
  assert.deepEqual({ kty: key.kty, crv: key.crv, alg: key.alg }, { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA' })
  assert.notEqual(key.kid, JSON.parse(generateKeySet()).keys[0].kid)
})

test('what is published has no private part', () => {
  const text = generateKeySet()
  const published = open(text).publicJwks()
  assert.equal(published.keys.length, 1)
  assert.deepEqual(Object.keys(published.keys[0] ?? {}).toSorted(), ['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  assert.equal(JSON.stringify(published).includes(JSON.parse(text).keys[0].d), false)
})

test('a broken key set is refused at the start without quoting it', () => {
  const [key] = JSON.parse(generateKeySet()).keys
  const [other] = JSON.parse(generateKeySet()).keys
  const { d: _private, ...publicOnly } = key
  const broken: [string, RegExp][] = [
    [`{"keys":[{"d":"${key.d}"`, /is not JSON/],
    ['null', /needs "keys"/],
    ['{"keys":[]}', /needs "keys"/],
    [JSON.stringify({ keys: Array(17).fill(key) }), /needs "keys"/],
    ['{"keys":[1]}', /not an object/],
    [JSON.stringify({ keys: [{ ...key, kty: 'oct' }] }), /not Ed25519/],
    [JSON.stringify({ keys: [{ ...key, crv: 'X25519' }] }), /not Ed25519/],
    [JSON.stringify({ keys: [{ ...key, kid: undefined }] }), /no kid/],
    [JSON.stringify({ keys: [{ ...key, x: undefined }] }), /no public part/],
    [JSON.stringify({ keys: [{ ...key, d: 7 }] }), /not text/],
    [JSON.stringify({ keys: [{ ...key, d: 'short' }] }), /./],
    [JSON.stringify({ keys: [{ ...key, d: other.d }] }), /does not belong|Invalid JWK/],
    [JSON.stringify({ keys: [publicOnly, other] }), /must be private/],
    [JSON.stringify({ keys: [key, publicOnly] }), /same kid/],
  ]
  for (const [text, message] of broken) {
    assert.throws(
      () => open(text),
      (error: Error) => {
        assert.match(error.message, message)
        for (const secret of [key.d, other.d]) assert.equal(String(error.stack).includes(secret), false)
        assert.equal(error.cause, undefined)
        return true
      },
    )
  }
})
