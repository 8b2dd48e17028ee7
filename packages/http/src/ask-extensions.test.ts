import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Ctx, check, checkPoint, extension, type Log, ok, port, provider, struct } from '@rialto/core'
import { Type } from 'typebox'
import { askExtensions, sortAnswers } from './ask-extensions.ts'

const point = checkPoint({ name: 'thing.make_thing', summary: '', view: struct({ size: Type.Integer() }) })
const weight = port({
  name: 'thing.weight',
  summary: '',
  question: struct({}),
  answer: struct({ grams: Type.Integer() }),
  timeLimitMs: 20,
})
const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} }
const never = () => assert.fail('this was asked')
const { answers } = extension({
  name: 'acme',
  directory: import.meta.dirname,
  checks: [check({ name: 'size', point, whenUnavailable: 'refuse', decide: () => null })],
  providers: [provider({ port: weight, provide: () => ({ grams: 1 }) })],
})

test('without an extension nothing is called, and the view is not even made', async () => {
  const ctx = askExtensions(sortAnswers([]), { call: never, log: quiet })
  assert.equal(ctx.check(point, never), null)
  assert.deepEqual(await ctx.ask(weight, {}, () => ({ grams: 7 })), { answer: { grams: 7 }, by: 'default' })
})

test('an extension that answers a port is named, and is not waited for beyond its time', async () => {
  const asks = (call: () => Promise<unknown>) =>
    askExtensions(sortAnswers(answers), { call: call as Ctx['call'], log: quiet }).ask(weight, {}, () => ({
      grams: 7,
    }))
  const answered = await asks(async () => ok({ answer: { grams: 1 } }))
  assert.deepEqual(answered, { answer: { grams: 1 }, by: 'acme' })
  assert.equal((await asks(() => new Promise(() => {}))).by, 'default')
  assert.equal((await asks(async () => ({ ok: false, code: 'CALL_UNKNOWN' }))).by, 'default')
})
