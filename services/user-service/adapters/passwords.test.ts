import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted } from '@rialto/testing'
import { createPasswords, strongCost, testCost } from './passwords.ts'

test('a hash knows its own cost, matches its password only, and is never the same twice', async () => {
  const passwords = createPasswords(testCost)
  const [first, second] = await Promise.all([passwords.hash('a secret'), passwords.hash('a secret')])
  const hash = accepted(first)
  assert.notEqual(hash, accepted(second))
  assert.equal(accepted(await passwords.matches('a secret', hash)), true)
  assert.equal(accepted(await passwords.matches('another', hash)), false)
  assert.equal(accepted(await passwords.matches('a secret', null)), false)
  assert.equal(passwords.isCurrent(hash), true)
  const stronger = createPasswords({ ...testCost, p: 2 })
  assert.equal(stronger.isCurrent(hash), false)
  assert.equal(accepted(await stronger.matches('a secret', hash)), true)
})

test('the real cost needs at least 32 MB for each guess', async () => {
  assert.ok(strongCost.n * strongCost.r * 128 >= 32 * 1024 * 1024)
  const passwords = createPasswords(strongCost)
  const hash = accepted(await passwords.hash('a secret'))
  assert.match(hash, /^scrypt\$32768\$8\$3\$/)
  assert.equal(accepted(await passwords.matches('a secret', hash)), true)
})

test('whoever comes when the queue is full is told so at once', async () => {
  const passwords = createPasswords(testCost)
  const answers = await Promise.all(Array.from({ length: 100 }, () => passwords.hash('a secret')))
  assert.equal(answers.filter((one) => !one.ok && one.code === 'BUSY').length, 100 - 24 - 2)
  assert.equal((await passwords.hash('a secret')).ok, true)
})
