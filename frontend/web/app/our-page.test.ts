import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFromOurPage } from './our-page.ts'

const comesFrom = (referer?: string) =>
  isFromOurPage(new Request('https://shop.example/de/bag', { headers: referer ? { referer } : {} }))

test('a link of ours leads from our page, in any language', () => {
  assert.equal(comesFrom('https://shop.example/ar/products/tea'), true)
})

test('a search engine, the address bar and nonsense do not', () => {
  for (const referer of [
    'https://search.example/?q=shop.example',
    'https://shop.example:8443/',
    'shop',
    undefined,
  ])
    assert.equal(comesFrom(referer), false)
})
