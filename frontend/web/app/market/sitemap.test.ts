import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writePages, writeParts } from './sitemap.ts'

test('A sitemap names each page in every language', () => {
  const xml = writePages('https://shop.example', ['/', '/products/lamp'])
  const named = [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) => match[1])
  assert.deepEqual(named, [
    'https://shop.example/',
    'https://shop.example/de',
    'https://shop.example/ar',
    'https://shop.example/products/lamp',
    'https://shop.example/de/products/lamp',
    'https://shop.example/ar/products/lamp',
  ])
})

test('What has a meaning in XML is escaped', () => {
  assert.ok(writePages('https://shop.example', ['/a&b']).includes('https://shop.example/a&amp;b'))
})

test('A large market has a list of parts', () => {
  assert.ok(
    writeParts('https://shop.example', ['market', '1']).includes(
      '<loc>https://shop.example/sitemap.xml?part=1</loc>',
    ),
  )
})
