import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentPolicy } from './content-policy.ts'

const styleSource = "'sha256-c3R5bGVz'"

const policyOf = (path: string) => {
  const settings = { cardOrigins: ['https://cards.example'] }
  const text = contentPolicy({ path, nonce: 'bm9uY2U=', settings }, styleSource)
  return new Map(text.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)] as const))
}

test('on the checkout only what the page names and the provider may run', () => {
  for (const path of ['/checkout', '/checkout/pay/1']) {
    assert.deepEqual(policyOf(path).get('script-src'), ["'nonce-bm9uY2U='", 'https://cards.example'])
    assert.deepEqual(policyOf(path).get('frame-src'), ['https://cards.example'])
  }
})

test('no other page reaches the provider', () => {
  for (const path of ['/', '/bag', '/checkouts', '/orders/1/thanks']) {
    assert.deepEqual(policyOf(path).get('script-src'), ["'self'"])
    assert.deepEqual(policyOf(path).get('frame-src'), ["'none'"])
  }
})

test('nowhere do inline scripts, styles of others or foreign forms pass', () => {
  for (const path of ['/', '/checkout']) {
    const policy = policyOf(path)
    assert.ok(![...policy.values()].flat().some((source) => source.includes('unsafe')))
    assert.deepEqual(policy.get('style-src'), ["'self'", styleSource])
    assert.deepEqual(policy.get('form-action'), ["'self'"])
    assert.deepEqual(policy.get('default-src'), ["'none'"])
  }
})
