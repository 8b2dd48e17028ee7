import assert from 'node:assert/strict'
import { test } from 'node:test'
import labels from './attribute-labels.json' with { type: 'json' }
import { products, vendors } from './index.ts'
import written from './reviews.json' with { type: 'json' }
import { reviews } from './reviews.ts'

const now = Date.UTC(2026, 0, 10)
const all = reviews(now)

test('reviews are the same on every machine, each with an id of its own', () => {
  assert.deepEqual(reviews(now), all)
  assert.equal(new Set(all.map(({ externalId }) => externalId)).size, all.length)
})

test('reviews speak of products that are there', () => {
  const known = new Set(vendors.flatMap(({ slug }) => products(slug)).map(({ id }) => id))
  const named = Object.keys(written).filter((id) => id !== 'any')
  assert.deepEqual(
    named.filter((id) => !known.has(id)),
    [],
  )
})

test('a good part of the products has reviews, several on many, and the stars are spread honestly', () => {
  const byProduct = Map.groupBy(all, ({ productId }) => productId)
  assert.ok(byProduct.size > 130, `${byProduct.size} products`)
  assert.ok([...byProduct.values()].filter((own) => own.length > 2).length > 50)
  for (const [productId, own] of byProduct)
    assert.equal(new Set(own.map(({ title }) => title)).size, own.length, `${productId} says a thing twice`)
  const share = (stars: number) => all.filter(({ rating }) => rating === stars).length / all.length
  assert.ok(share(5) > 0.4 && share(5) < 0.65, `${share(5)}`)
  assert.ok(share(1) + share(2) > 0.03 && share(3) > 0.06)
  for (const language of ['en', 'de', 'ar'])
    assert.ok(all.filter((one) => one.language === language).length > 60, language)
})

test('nothing was written in the future, and every answer after its review', () => {
  for (const { createdAt, answer } of all) {
    assert.ok(Date.parse(createdAt) < now)
    if (answer) assert.ok(Date.parse(answer.answeredAt) > Date.parse(createdAt))
    if (answer) assert.ok(Date.parse(answer.answeredAt) < now)
  }
})

test('every fact of a product has a name in German and in Arabic', () => {
  const keys = new Set(
    vendors.flatMap(({ slug }) => products(slug)).flatMap(({ attributes }) => Object.keys(attributes)),
  )
  assert.deepEqual([...keys].sort(), Object.keys(labels).sort())
  for (const [key, [de, ar]] of Object.entries(labels)) assert.ok(de && ar, key)
})
