// @R-000.1a: no card number passes the log, however it is written.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { redacted, redactText } from './redact-text.ts'

const testCards = [
  '4242424242424242',
  '5555555555554444',
  '378282246310005',
  '6011111111111117',
  '30569309025904',
  '4222222222222',
  '6304000000000000000',
]

test('a card number is replaced wherever it stands in a text', () => {
  for (const card of testCards) {
    for (const [before, after] of [
      ['', ''],
      ['card ', ' declined'],
      ['{"number":"', '"}'],
      ['number%20', '%20x'],
      ['order_', '_1'],
      ['x', 'y'],
      ['on 2026-11-20 at 12:30 ', ', attempt 2'],
    ] as const) {
      assert.equal(redactText(`${before}${card}${after}`), `${before}${redacted}${after}`)
    }
  }
})

test('a card number printed in groups is replaced', () => {
  for (const card of [
    '4242 4242 4242 4242',
    '4242-4242-4242-4242',
    '4242.4242.4242.4242',
    '3782 822463 10005',
    '4222 222 222 222',
  ]) {
    assert.equal(redactText(`paid with ${card}.`), `paid with ${redacted}.`)
    assert.equal(redactText(`12 ${card}`), `12 ${redacted}`)
  }
  assert.equal(redactText('4242 4242 4242 4242 and 5555 5555 5555 4444'), `${redacted} and ${redacted}`)
})

test('numbers that fail the check digit or have another length stay', () => {
  for (const text of [
    '4242424242424241',
    '424242424242',
    '42424242424242424242',
    '+49 170 1234567',
    '2026-11-20T17:34:05.123Z',
    'batch 128 512 1024 2048 4096 8192',
    '10.1.22.133:43210',
  ]) {
    assert.equal(redactText(text), text)
  }
})

test('an id in hexadecimal digits stays whole even where its digits look like a card', () => {
  for (const id of [
    'ab4242424242424242ab4242424242ab',
    '0af7651916cd43dd8448eb211c80319c',
    '01935f3a-4242-7242-8242-424242424242',
    `f${'4'.repeat(31)}`,
  ]) {
    assert.equal(redactText(id), id)
  }
})

test('mail addresses, tokens, keys and passwords in addresses are replaced', () => {
  const cases: [string, string][] = [
    ['mail to jane.doe+x@shop.example.org failed', `mail to ${redacted} failed`],
    ['Key (email)=(jane@shop.example) exists', `Key (email)=(${redacted}) exists`],
    ['postgres://app:hunter2@localhost/db', `postgres://${redacted}@localhost/db`],
    ['Authorization: Bearer abc.def-123', `Authorization: ${redacted}`],
    ['token eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2ln was bad', `token ${redacted} was bad`],
    [`${['sk', 'live'].join('_')}_abc123XYZ`, redacted],
    ['signed with whsec_abc123', `signed with ${redacted}`],
  ]
  for (const [text, clean] of cases) assert.equal(redactText(text), clean)
  for (const text of ['at node_modules/@rialto/log/src/log.ts:1', 'pg@8.23.1', 'a@b', 'task_live_1', 'eyJ']) {
    assert.equal(redactText(text), text)
  }
})

/** A number with the right check digit, of any of the lengths. */
const anyCard = fc
  .tuple(fc.integer({ min: 12, max: 18 }), fc.infiniteStream(fc.integer({ min: 0, max: 9 })))
  .map(([length, digits]) => {
    const body = Array.from({ length }, () => digits.next().value as number)
    const sum = body.toReversed().reduce((total, digit, index) => {
      const weighed = index % 2 === 0 ? digit * 2 : digit
      return total + (weighed > 9 ? weighed - 9 : weighed)
    }, 0)
    return [...body, (10 - (sum % 10)) % 10].join('')
  })

test('any number with the check digit of a card is replaced in any text without digits', () => {
  const words = fc.string({ maxLength: 40 }).map((text) => text.replace(/[\d%]/g, ''))
  fc.assert(
    fc.property(words, anyCard, words, (before, card, after) => {
      assert.equal(redactText(`${before} ${card} ${after}`).includes(card), false)
    }),
  )
})
