import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Say } from '../texts.ts'
import { deviceText } from './device.ts'

const say = ((key: string, values = {}) => [key, ...Object.values(values)].join(' ')) as Say

test('a device is named by its browser and its system, each as it is called', () => {
  assert.equal(deviceText('Firefox on Windows', say), 'account.sessions.device Firefox Windows')
  assert.equal(deviceText('Unknown device', say), 'account.sessions.unknownDevice')
})

test('a name that cannot be read stays as it is', () => {
  for (const name of ['Firefox', 'a on b on c', ' on ', '']) assert.equal(deviceText(name, say), name)
})
