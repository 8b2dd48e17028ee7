import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpoint, id, nullable, oneOf, struct, text } from '@rialto/core'
import fc from 'fast-check'
import { Type } from 'typebox'
import { changesOf } from './changes.ts'
import { describeGiven, hiddenText } from './given.ts'

const input = struct({
  orderId: id(),
  reason: Type.Optional(oneOf(['fraud', 'other'])),
  note: Type.Optional(text(500)),
  email: Type.Optional(Type.String({ format: 'email' })),
  country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
  amount: Type.Optional(nullable(struct({ amount: Type.Integer(), currency: text(3) }))),
  lines: Type.Optional(Type.Array(struct({ lineId: id(), quantity: Type.Integer(), label: text(60) }))),
  labels: Type.Optional(Type.Record(Type.String(), Type.String())),
  birthYear: Type.Optional(Type.Unsafe<number>({ type: 'integer', personal: true })),
})
const orderId = '00000000-0000-7000-8000-00000000000a'

test('ids, numbers, closed words and codes are kept; text is not', () => {
  const given = {
    orderId,
    reason: 'fraud',
    note: 'Ada Lovelace called',
    email: 'ada@people.example',
    country: 'DE',
    amount: { amount: 1_200, currency: 'EUR' },
    lines: [{ lineId: orderId, quantity: 2, label: 'Ada' }],
    labels: { Ada: 'Lovelace' },
  }
  assert.deepEqual(describeGiven(input, given), {
    orderId,
    reason: 'fraud',
    note: hiddenText,
    email: hiddenText,
    country: 'DE',
    amount: { amount: 1_200, currency: hiddenText },
    lines: [{ lineId: orderId, quantity: 2, label: hiddenText }],
    labels: hiddenText,
  })
})

test('a field marked personal is left out, its name too', () => {
  assert.deepEqual(describeGiven(input, { orderId, birthYear: 1815 }), { orderId })
})

test('no text of a free field comes through, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 3 }), (typed) => {
      const secret = `secret-${typed}`
      const kept = JSON.stringify(
        describeGiven(input, { orderId, note: secret, labels: { [secret]: secret } }),
      )
      assert.equal(kept.includes('secret-'), false)
    }),
  )
})

test('changes name the fields that differ, and no others', () => {
  const before = { title: 'Lamp', tags: ['a'], price: 1 }
  const after = { title: 'Lamp', tags: ['a', 'b'], stock: 4 }
  assert.deepEqual(changesOf('p', before, after), [
    { subject: 'p', field: 'tags', before: ['a'], after: ['a', 'b'] },
    { subject: 'p', field: 'price', before: 1, after: null },
    { subject: 'p', field: 'stock', before: null, after: 4 },
  ])
  assert.deepEqual(changesOf('p', null, { title: 'Lamp' }), [
    { subject: 'p', field: 'title', before: null, after: 'Lamp' },
  ])
})

test('a value that is too long for the log is told by its length', () => {
  const [change] = changesOf('p', { text: 'short' }, { text: 'x'.repeat(5_000) })
  assert.deepEqual(change?.after, { characters: 5_002 })
})

test('changes are audited unless they are reads, between services, or open to anyone', () => {
  const spec = { name: 'a.b', summary: 's', path: '/api/a', input: struct({}), reply: struct({}) }
  const kept = (parts: Partial<Parameters<typeof endpoint>[0]>) =>
    endpoint({ ...spec, method: 'POST', permission: 'a.b', ...parts } as Parameters<typeof endpoint>[0]).audit
  assert.equal(kept({}), 'entry')
  assert.equal(kept({ permission: 'signed_in' }), 'entry')
  assert.equal(kept({ method: 'GET' }), 'none')
  assert.equal(kept({ exposure: 'internal' }), 'none')
  assert.equal(kept({ permission: 'anyone' }), 'none')
  assert.equal(kept({ audit: 'none' }), 'none')
})
