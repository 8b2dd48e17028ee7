// @: amounts are read, written and shown with the digits of our own table.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { currencies, format, type Money, parseDecimal, toDecimal } from './index.ts'

const anyMoney = fc
  .record({
    amount: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
    currency: fc.constantFrom(...currencies.map((row) => row.code)),
  })
  .map(({ amount, currency }): Money => ({ amount, currency }))

/** Folds the no-break spaces of Intl into plain ones. */
const plain = (text: string) => text.replace(/\s/g, ' ')

/** The number without its currency, whose sign may hold a point of its own ("Cg."). */
const digits = (text: string) => (text.includes('-') ? '-' : '') + (/\d[\d.,]*/.exec(text)?.[0] ?? '')

test('a decimal is read exactly', () => {
  const read = (text: string, currency: Money['currency']) => {
    const parsed = parseDecimal(text, currency)
    return parsed.ok ? parsed.value.amount : parsed.code
  }
  assert.equal(read('12.99', 'EUR'), 1299n)
  assert.equal(read('12.9', 'EUR'), 1290n)
  assert.equal(read('12', 'EUR'), 1200n)
  assert.equal(read('-0.01', 'EUR'), -1n)
  assert.equal(read('0.1', 'KWD'), 100n)
  assert.equal(read('1200.00', 'JPY'), 1200n)
  assert.equal(read('12.999', 'EUR'), 'AMOUNT_TOO_PRECISE')
  assert.equal(read('0.5', 'JPY'), 'AMOUNT_TOO_PRECISE')
  assert.equal(read('90071992547409.91', 'EUR'), BigInt(Number.MAX_SAFE_INTEGER))
  assert.equal(read('90071992547409.92', 'EUR'), 'AMOUNT_TOO_LARGE')
  assert.equal(read('9'.repeat(41), 'EUR'), 'AMOUNT_MALFORMED')
})

test('text that is no plain decimal is refused', () => {
  for (const text of [
    '',
    ' ',
    '1,50',
    '1.',
    '.5',
    '+1',
    '1e3',
    '0x10',
    '1_000',
    '12.99 ',
    '٣',
    'NaN',
    '--1',
  ]) {
    assert.deepEqual(
      parseDecimal(text, 'EUR'),
      { ok: false, code: 'AMOUNT_MALFORMED', detail: 'write a plain decimal such as 12.99' },
      text,
    )
  }
})

test('what is written as a decimal is read as the same money', () => {
  fc.assert(
    fc.property(anyMoney, (money) => {
      assert.deepEqual(parseDecimal(toDecimal(money), money.currency), { ok: true, value: money })
    }),
  )
})

test('what a reader sees in English or German is the exact amount', () => {
  fc.assert(
    fc.property(anyMoney, (money) => {
      const english = digits(format(money, 'en-US')).replaceAll(',', '')
      assert.deepEqual(parseDecimal(english, money.currency), { ok: true, value: money })
      const german = digits(format(money, 'de-DE')).replaceAll('.', '').replace(',', '.')
      assert.deepEqual(parseDecimal(german, money.currency), { ok: true, value: money })
    }),
  )
})

test('amounts look as people of the place write them', () => {
  assert.equal(plain(format({ amount: 1299n, currency: 'EUR' }, 'de')), '12,99 €')
  assert.equal(format({ amount: 1299n, currency: 'EUR' }, 'en'), '€12.99')
  assert.equal(format({ amount: 1299n, currency: 'JPY' }, 'en'), '¥1,299')
  assert.equal(plain(format({ amount: 5120n, currency: 'KWD' }, 'en')), 'KWD 5.120')
  assert.match(format({ amount: 1299n, currency: 'EUR' }, 'ar-EG'), /١٢٫٩٩/)
})

test('digits that nobody writes are shown only when they count', () => {
  assert.equal(plain(format({ amount: 120_000n, currency: 'HUF' }, 'hu')), '1200 Ft')
  assert.equal(plain(format({ amount: 119_950n, currency: 'HUF' }, 'hu')), '1199,50 Ft')
  assert.equal(plain(format({ amount: 1_000n, currency: 'IQD' }, 'en')), 'IQD 1')
})

test('amounts beyond the exact floating-point numbers are shown exactly', () => {
  assert.equal(
    format({ amount: 900_719_925_474_099_312n, currency: 'USD' }, 'en'),
    '$9,007,199,254,740,993.12',
  )
})

test('the formatter cache stays bounded and correct over many locales', () => {
  for (let index = 0; index < 1_100; index += 1) {
    const locale = `en-u-nu-latn-x-${index}`
    assert.equal(format({ amount: 100n, currency: 'USD' }, locale), '$1.00')
  }
})
