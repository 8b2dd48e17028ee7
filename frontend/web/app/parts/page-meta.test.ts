import assert from 'node:assert/strict'
import { test } from 'node:test'
import { breadcrumbFacts, pageMeta, pictureAddress } from './page-meta.ts'

const page = {
  publicUrl: 'https://shop.example',
  path: '/products/lamp',
  title: 'Lamp',
  description: 'A lamp of brass.',
} as const

const linksOf = (rel: string, meta: ReturnType<typeof pageMeta>) =>
  meta.filter((one) => 'rel' in one && one['rel'] === rel) as { href: string; hrefLang?: string }[]

test('A page names its own language as canonical and every language as alternate', () => {
  const meta = pageMeta({ ...page, language: 'de' })
  assert.deepEqual(
    linksOf('canonical', meta).map((link) => link.href),
    ['https://shop.example/de/products/lamp'],
  )
  assert.deepEqual(
    linksOf('alternate', meta).map((link) => [link.hrefLang, link.href]),
    [
      ['en', 'https://shop.example/products/lamp'],
      ['de', 'https://shop.example/de/products/lamp'],
      ['ar', 'https://shop.example/ar/products/lamp'],
      ['x-default', 'https://shop.example/products/lamp'],
    ],
  )
})

test('A page that is not for search engines says so and names no addresses', () => {
  const meta = pageMeta({ ...page, language: 'en', isIndexed: false })
  assert.ok(meta.some((one) => 'name' in one && one.name === 'robots' && one.content === 'noindex'))
  assert.equal(linksOf('canonical', meta).length + linksOf('alternate', meta).length, 0)
})

test('A picture for a shared link is a whole address', () => {
  const hash = 'a'.repeat(64)
  assert.equal(pictureAddress('https://shop.example', hash), `https://shop.example/media/${hash}/1200.webp`)
  assert.equal(
    pictureAddress('https://shop.example', '/media/x/640.webp'),
    'https://shop.example/media/x/640.webp',
  )
  assert.equal(
    pictureAddress('https://shop.example', 'https://cdn.example/a.jpg'),
    'https://cdn.example/a.jpg',
  )
})

test('Crumbs are counted from the top and have whole addresses', () => {
  const facts = breadcrumbFacts(
    [
      { name: 'Market', path: '/' },
      { name: 'Kitchen', path: '/categories/kitchen' },
    ],
    { publicUrl: 'https://shop.example', language: 'ar' },
  )
  assert.deepEqual(facts['itemListElement'], [
    { '@type': 'ListItem', position: 1, name: 'Market', item: 'https://shop.example/ar' },
    { '@type': 'ListItem', position: 2, name: 'Kitchen', item: 'https://shop.example/ar/categories/kitchen' },
  ])
})
