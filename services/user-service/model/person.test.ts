import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validate } from '@rialto/core'
import { email as emailSchema } from '../contract/fields.ts'
import { isCommonPassword } from './passwords.ts'
import { deviceOf, normaliseAddress, normaliseEmail, normalisePhone } from './person.ts'

// Requirement 004.12.
test('two spellings of one mail address are the same', () => {
  assert.equal(normaliseEmail('  Ada@EXAMPLE.org '), 'ada@example.org')
  assert.equal(normaliseEmail('e\u0301@example.org'), normaliseEmail('\u00e9@example.org'))
})

test('phones keep their digits and the plus sign; addresses lose double blanks', () => {
  assert.equal(normalisePhone(' +33 (0)6 12.34-56 '), '+330612345' + '6')
  assert.equal(normalisePhone('030/123 45'), '03012345')
  assert.deepEqual(normaliseAddress({ lines: [' a  b '], phone: '+1 23' }), { lines: ['a b'], phone: '+123' })
})

test('an address that would break a mail header is refused', () => {
  for (const good of ['a@b.example', ' A.b+c@sub.example.org ', 'françois@exämple.fr']) {
    assert.deepEqual(validate(emailSchema, good), [], good)
  }
  for (const bad of [
    'a',
    'a@b',
    'a@b..c',
    'a b@c.de',
    'a@b.c, d@e.f',
    'a@b.c\r\nBcc: x@y.z',
    '<a@b.cd>',
    '"x"@b.cd',
    'a@@b.cd',
  ]) {
    assert.notDeepEqual(validate(emailSchema, bad), [], bad)
  }
})

test('passwords that everybody tries are refused', () => {
  for (const bad of [
    'Passwort1',
    'aaaaaaaa',
    'abababab',
    'maria.muster',
    'maria.muster123',
    'maria.muster@example.org',
  ]) {
    assert.equal(isCommonPassword(bad, 'maria.muster@example.org'), true, bad)
  }
  assert.equal(isCommonPassword('correct horse battery', 'maria.muster@example.org'), false)
})

test('a device has a short name, and no more of the header is kept', () => {
  assert.equal(
    deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1'),
    'Safari on iPhone',
  )
  assert.equal(
    deviceOf('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140'),
    'Edge on Windows',
  )
  assert.equal(deviceOf('curl/8'), 'Unknown device')
  assert.equal(deviceOf(undefined), 'Unknown device')
})
