import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { operations } from './operations/registry.ts'
import { IntentCaptureParams, IntentConfirmParams, IntentCreateParams } from './params/intent.ts'
import { resourceShapes } from './shapes/registry.ts'
import {
  type Definition,
  readCatalogue,
  readDocument,
  referenceMissing,
  rootOf,
} from './testing/reference.ts'

const skip = referenceMissing
/** A schema of ours read as plain JSON Schema. */
const definitionOf = (schema: object): Definition => schema
const names = (definition: Definition) => Object.keys(definition.properties ?? {})

test('our shapes have every field the reference requires and none it does not know', { skip }, () => {
  const document = readDocument('resources')
  for (const [name, shape] of Object.entries(resourceShapes)) {
    if (document.roots[name] === undefined) continue
    const theirs = rootOf(document, name)
    const ours = names(definitionOf(shape))
    assert.deepEqual(
      ours.filter((field) => !names(theirs).includes(field)),
      [],
      `${name}: fields the reference lacks`,
    )
    assert.deepEqual(
      (theirs.required ?? []).filter((field) => !ours.includes(field)),
      [],
      `${name}: missing fields`,
    )
  }
})

test('our parameters are a part of the ones in the reference, and what it requires we require', {
  skip,
}, () => {
  const document = readDocument('params')
  const paramsOf = (name: string) =>
    definitionOf(operations.find((operation) => operation.name === name)?.params ?? {})
  const pairs: [string, Definition][] = [
    ['pi', definitionOf(IntentCreateParams)],
    ['pic', definitionOf(IntentConfirmParams)],
    ['cap', definitionOf(IntentCaptureParams)],
    ['re', paramsOf('refunds.create')],
    ['cus', paramsOf('customers.create')],
  ]
  for (const [root, ours] of pairs) {
    const theirs = rootOf(document, root)
    assert.deepEqual(
      names(ours).filter((field) => !names(theirs).includes(field)),
      [],
      `${root}: unknown parameters`,
    )
    assert.deepEqual(
      [...(ours.required ?? [])].sort(),
      [...(theirs.required ?? [])].sort(),
      `${root}: required`,
    )
  }
})

test('every operation is one of the reference', { skip }, () => {
  const shape = (path: string) => path.replaceAll(/\{\w+\}|:\w+/g, '*')
  const known = new Set(readCatalogue().operations.map(({ method, path }) => `${method} ${shape(path)}`))
  assert.deepEqual(
    operations.map(({ method, path }) => `${method} ${shape(path)}`).filter((name) => !known.has(name)),
    [],
  )
  assert.equal(new Set(operations.map((operation) => operation.name)).size, operations.length)
})

test('every event type and error code in the source is one of the reference', { skip }, () => {
  const { snapshot_event_types, error_codes, balance_transaction_types } = readCatalogue()
  const source = sources()
  const found = (pattern: RegExp) => [
    ...new Set([...source.matchAll(pattern)].map((match) => match[1] ?? '')),
  ]
  const emitted = found(/emit\('([a-z_.]+)'/g)
  assert.ok(emitted.length >= 18)
  assert.deepEqual(
    emitted.filter((type) => !snapshot_event_types.includes(type)),
    [],
  )
  assert.deepEqual(
    found(/\bcode: '([a-z_]+)'/g).filter((code) => !error_codes.includes(code)),
    [],
  )
  assert.deepEqual(
    found(/type: '(charge|refund\w*)',\s+category/g).filter(
      (type) => !balance_transaction_types.includes(type),
    ),
    [],
  )
})

/** The text of all files that answer API calls. */
function sources(): string {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const own = files.filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('pages'),
  )
  return own.map((file) => readFileSync(`${folder}${file}`, 'utf8')).join('\n')
}
