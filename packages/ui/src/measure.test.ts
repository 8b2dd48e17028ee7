import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatMeasure } from './measure.ts'

test('a measure is written as its language writes it', () => {
  const said = (value: number, unit: string) =>
    (['en', 'de', 'ar'] as const).map((language) =>
      formatMeasure(value, unit, language).replaceAll(/\s/g, ' '),
    )
  assert.deepEqual(said(2, 'years'), ['2 years', '2 Jahre', 'سنتان'])
  assert.deepEqual(said(1, 'years'), ['1 year', '1 Jahr', 'سنة'])
  assert.deepEqual(said(1.5, 'kg'), ['1.5 kg', '1,5 kg', '1.5 كغم'])
  assert.deepEqual(said(350, 'ml'), ['350 ml', '350 ml', '350 ملتر'])
})

test('a sign that all read alike stays, and so does a number without one', () => {
  assert.equal(formatMeasure(1400, 'W', 'de'), '1.400 W')
  assert.equal(formatMeasure(6, '', 'en'), '6')
  assert.equal(formatMeasure(6, 'constructor', 'en'), '6 constructor')
})
