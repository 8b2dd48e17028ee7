import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownPath, signInPath, wayBack } from './own-path.ts'

test('Signing in leads back to a page of the shop, without its language', () => {
  assert.equal(ownPath('/account/orders?page=2'), '/account/orders?page=2')
  assert.equal(ownPath('/de/account/orders?page=2'), '/account/orders?page=2')
  assert.equal(ownPath('/ar'), '/')
})

test('Signing in never leads to another host', () => {
  const elsewhere = [
    'https://evil.example/',
    '//evil.example/x',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    '/de//evil.example',
    '/./\\evil.example',
    'javascript:alert(1)',
    '',
    null,
    undefined,
  ]
  for (const wanted of elsewhere) {
    const path = ownPath(wanted)
    assert.equal(new URL(path, 'https://shop.example').host, 'shop.example')
    assert.match(path, /^\/(?!\/)/, String(wanted))
  }
})

test('Signing in does not lead back to signing in or out', () => {
  for (const wanted of ['/sign-in', '/de/sign-out', '/sign-up?next=/x', '/reset-password?token=x'])
    assert.equal(ownPath(wanted), '/account')
})

test('The page to sign in remembers where somebody came from', () => {
  assert.equal(signInPath('/account/orders?page=2'), '/sign-in?back=%2Faccount%2Forders%3Fpage%3D2')
  assert.equal(signInPath('/account'), '/sign-in')
})

test('Links to sign-in may call the way back `back` or `next`', () => {
  const asked = (query: string) => wayBack(new Request(`https://shop.example/sign-in${query}`))
  assert.equal(asked('?back=%2Fcheckout'), '/checkout')
  assert.equal(asked('?next=%2Fcheckout'), '/checkout')
  assert.equal(asked(''), '/account')
})
