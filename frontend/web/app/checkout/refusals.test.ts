import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusalText, ruleOf } from './refusals.ts'

test('a rule of an extension is told in its own words, and one that could not be asked as a busy shop', () => {
  assert.equal(refusalText('EXT_LUNCH_TOO_LONG'), 'checkout.refused.rule')
  assert.equal(ruleOf({ code: 'EXT_LUNCH_TOO_LONG', detail: 'At most 20 things' }), 'At most 20 things')
  assert.equal(refusalText('EXT_LUNCH_UNAVAILABLE'), 'checkout.refused.busy')
  assert.equal(ruleOf({ code: 'EXT_LUNCH_UNAVAILABLE', detail: 'It took too long' }), null)
})

test('words of the API that no extension wrote are not shown: they have texts in three languages', () => {
  assert.equal(ruleOf({ code: 'SOLD_OUT', detail: 'Sold out' }), null)
  assert.equal(refusalText('NEVER_HEARD_OF'), 'checkout.refused.other')
})
