import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { permissionsOf, roles } from './roles.ts'

const services = fileURLToPath(new URL('../..', import.meta.url))
/** What every service answers is declared once, beside the services. */
const ofAllServices = ['audit.ts', 'streams.ts'].map((file) => join('../packages/core/src', file))

type Named = { endpoint: string; permission: string; isInternal: boolean }

/** Endpoints and their permissions, read as text: this service does not depend on all others. */
function namedPermissions(): Named[] {
  const files = readdirSync(services, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      /(^|[/\\])contract(\.ts$|[/\\])/.test(file) &&
      file.endsWith('.ts') &&
      !file.endsWith('.test.ts') &&
      !file.includes('node_modules'),
  )
  return [...files, ...ofAllServices].flatMap((file) => {
    const parts = readFileSync(join(services, file), 'utf8')
      .split(/(?:=|return) endpoint\(\{/)
      .slice(1)
    return parts.map((part) => ({
      endpoint: /name: '([^']+)'/.exec(part)?.[1] ?? file,
      permission: /permission: '([^']+)'/.exec(part)?.[1] ?? '',
      isInternal: /exposure: 'internal'/.test(part),
    }))
  })
}

// INV-7.
test('every permission of a public endpoint is in the bundle of some role', () => {
  const named = namedPermissions()
  assert.ok(named.length > 60, `only ${named.length} endpoints were found`)
  const given = new Set(Object.values(roles).flat())
  const without = named.filter(
    ({ permission, isInternal }) =>
      !isInternal && permission !== 'anyone' && permission !== 'signed_in' && !given.has(permission),
  )
  assert.deepEqual(
    without.map((one) => `${one.endpoint} needs ${one.permission}`),
    [],
  )
})

test('no role gives a permission that no endpoint asks for', () => {
  const asked = new Set(namedPermissions().map((one) => one.permission))
  const useless = Object.entries(roles).flatMap(([role, permissions]) =>
    permissions.filter((permission) => !asked.has(permission)).map((permission) => `${role}: ${permission}`),
  )
  assert.deepEqual(useless, [])
})

test('an administrator may do what every other operator may', () => {
  const admin = new Set(roles['operator_admin'])
  for (const role of ['operator_catalogue', 'operator_support', 'operator_finance']) {
    for (const permission of roles[role] ?? []) assert.ok(admin.has(permission), permission)
  }
})

test('roles add up, and unknown ones give nothing', () => {
  assert.deepEqual(permissionsOf(['nobody-knows']), [])
  assert.deepEqual(permissionsOf(['guest', 'shopper']), permissionsOf(['shopper']))
})
