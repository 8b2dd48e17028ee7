import assert from 'node:assert/strict'
import { test } from 'node:test'
import { examples } from './examples.ts'
import service from './service.ts'

test('every endpoint has an example', () => {
  const names = service.features.map((feature) => feature.endpoint.name)
  assert.deepEqual(Object.keys(examples).sort(), names.sort())
})
