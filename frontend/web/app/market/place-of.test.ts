import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { placeOf } from './place-of.ts'

test('A page of the shop is found again, without its language', () => {
  assert.equal(placeOf('/categories/kitchen?stock=in'), '/categories/kitchen?stock=in')
  assert.equal(placeOf('/de/bag'), '/bag')
})

test('Nothing leads to another host', () => {
  for (const here of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/.//evil.example',
    '/de//evil.example',
    '',
  ])
    assert.equal(placeOf(here), '/', here)
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('', '/', '//', '/de/', '/.', '/\t/'), (text, start) => {
      const place = placeOf(start + text)
      assert.equal(new URL(place, 'https://shop.example').host, 'shop.example')
    }),
  )
})
