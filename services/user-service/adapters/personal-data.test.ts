import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPersonalData, createSecrets } from './personal-data.ts'

const key = Buffer.alloc(32, 1).toString('base64')
const otherKey = Buffer.alloc(32, 2).toString('base64')

test('what is sealed opens only with the same key, in the same row, unchanged', () => {
  const data = createPersonalData(key)
  const sealed = data.seal('Ada Byron, London', 'tenant/person/1')
  assert.equal(data.open(sealed, 'tenant/person/1'), 'Ada Byron, London')
  assert.notEqual(data.seal('Ada Byron, London', 'tenant/person/1'), sealed)
  assert.throws(() => data.open(sealed, 'tenant/person/2'))
  assert.throws(() => createPersonalData(otherKey).open(sealed, 'tenant/person/1'))
  const middle = Math.floor(sealed.length / 2)
  const broken = sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1)
  assert.throws(() => data.open(broken, 'tenant/person/1'))
  assert.throws(() => data.open('v9.xx', 'tenant/person/1'))
})

test('the index finds the same text of the same tenant, and needs the key', () => {
  const data = createPersonalData(key)
  assert.equal(data.index('t', 'a@b.de'), createPersonalData(key).index('t', 'a@b.de'))
  assert.notEqual(data.index('t', 'a@b.de'), data.index('u', 'a@b.de'))
  assert.notEqual(data.index('t', 'a@b.de'), createPersonalData(otherKey).index('t', 'a@b.de'))
})

test('a refresh token has one successor, which nobody can compute without the key', () => {
  const secrets = createSecrets(key)
  const first = secrets.make()
  assert.notEqual(first, secrets.make())
  assert.equal(secrets.next(first), createSecrets(key).next(first))
  assert.notEqual(secrets.next(first), createSecrets(otherKey).next(first))
  assert.notEqual(secrets.next(first), secrets.digest(first))
})
