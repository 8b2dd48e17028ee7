import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { databaseUrlSetting, serviceUrlSetting, settingsMarkdown, settingsTable } from './index.ts'

test('every setting has a name of its own and one sentence', () => {
  const rows = settingsTable()
  assert.equal(new Set(rows.map((row) => row.name)).size, rows.length)
  for (const { name, description } of rows) assert.match(description, /^[A-Z].*[^.]\.$/, name)
})

test('the settings that other pages promise are in the table', () => {
  const names = new Set(settingsTable().map((row) => row.name))
  const promised = `DATABASE_URL DATABASE_URL_<SERVICE> REDIS_URL EVENTS_URL ELASTICSEARCH_URL REGISTRY_URL SERVICES
    <NAME>_SERVICE_URL SERVICE_TOKEN DATABASE_POOL_MAX RATE_LIMIT_ANONYMOUS_WRITE PUBLIC_URL STRIPE_SECRET_KEY
    STRIPE_PUBLISHABLE_KEY STRIPE_WEBHOOK_SECRET STRIPE_API_BASE SMTP_URL MEDIA_URL INTERNAL_KEY TOKEN_KEYS`
  for (const name of promised.split(/\s+/)) assert.ok(names.has(name), name)
})

test('the settings of a service are named after it', () => {
  assert.equal(databaseUrlSetting('order-service'), 'DATABASE_URL_ORDER_SERVICE')
  assert.equal(databaseUrlSetting('api-gateway'), 'DATABASE_URL_API_GATEWAY')
  assert.equal(serviceUrlSetting('user-service'), 'USER_SERVICE_URL')
  assert.equal(serviceUrlSetting('api-gateway'), 'API_GATEWAY_SERVICE_URL')
})

/** The cells of all table rows; the formatter pads them as it likes. */
const cellsOf = (markdown: string) =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(/\s*\|\s*/).map((cell) => cell.replace(/^-+$/, '---')))

test('the table in the README is the table of the code', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const message = 'run settingsMarkdown() and put its text at the end of the README'
  assert.deepEqual(cellsOf(readme), cellsOf(settingsMarkdown()), message)
})
