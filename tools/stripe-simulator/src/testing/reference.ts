import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { Compile } from 'typebox/compile'
import { Compile as CompileSchema } from 'typebox/schema'
import { DeletedCustomerShape } from '../shapes/customer.ts'
import { resourceShapes } from '../shapes/registry.ts'

export type Definition = {
  readonly properties?: Readonly<Record<string, unknown>>
  readonly required?: readonly string[]
}

export type Document = {
  readonly $defs: Readonly<Record<string, Definition>>
  readonly roots: Readonly<Record<string, { readonly $ref: string }>>
}

const repositoryRoot = fileURLToPath(new URL('../../../../', import.meta.url))
const folder = `${process.env['RIALTO_REFERENCE'] ?? `${repositoryRoot}../shared`}/stripe`

/** One line for tests that need the reference data where it is absent. */
export const referenceMissing = existsSync(`${folder}/sdk-23.1.0-resources.schema.json.gz`)
  ? false
  : 'the reference folder is not here (RIALTO_REFERENCE): nothing to compare with'

/** Reads one of the packed schema documents. */
export function readDocument(name: 'resources' | 'params'): Document {
  return JSON.parse(gunzipSync(readFileSync(`${folder}/sdk-23.1.0-${name}.schema.json.gz`)).toString('utf8'))
}

/** Reads the catalogue of operations, event types and codes. */
export function readCatalogue(): {
  operations: { method: string; path: string }[]
  snapshot_event_types: string[]
  error_codes: string[]
  balance_transaction_types: string[]
} {
  return JSON.parse(readFileSync(`${folder}/sdk-23.1.0-catalogue.json`, 'utf8'))
}

/** The definition a root of the document stands for. */
export function rootOf(document: Document, root: string): Definition {
  const name = document.roots[root]?.$ref.replace('#/$defs/', '') ?? ''
  const found = document.$defs[name]
  if (found === undefined) throw new Error(`The reference has no ${root}`)
  return found
}

type Wire = Record<string, unknown>

// The whole document takes seconds to compile. What the simulator never sends is cut out of it, so that an
// object of such a kind would be refused.
const resourcesSent =
  /^(Address|ApiList_6|anon_6|Balance|BalanceTransaction|Charge|Customer|Metadata|PaymentIntent|PaymentMethod|Refund|WebhookEndpoint)(\.|$)/
const kindsSent =
  /(PaymentMethodDetails|PaymentMethodOptions|DestinationDetails)\.(?!Card(\.|$))|^PaymentMethod\.(?!(Card|BillingDetails|RadarOptions)(\.|$))/

function cutToWhatIsSent(document: Document): Document['$defs'] {
  const isSent = (name: string) => resourcesSent.test(name) && !kindsSent.test(name)
  const text = JSON.stringify(
    Object.fromEntries(Object.entries(document.$defs).filter(([name]) => isSent(name))),
  )
  const refused = '{"not":{}}'
  return JSON.parse(
    text.replace(/\{"\$ref":"#\/\$defs\/([^"]+)"\}/g, (reference, name) =>
      isSent(name) ? reference : refused,
    ),
  )
}

/** A validator of `{ [object name]: body }` for all resources at once. */
function compileReference(document: Document): {
  Check(value: unknown): boolean
  Errors(value: unknown): [boolean, { instancePath: string; message: string }[]]
} {
  const roots = Object.entries(document.roots).filter(([name]) => name in resourceShapes)
  return CompileSchema({ $defs: cutToWhatIsSent(document), properties: Object.fromEntries(roots) } as never)
}

const reference = referenceMissing === false ? compileReference(readDocument('resources')) : undefined
const deletedCustomer = Compile(DeletedCustomerShape)
const shapes = new Map(Object.entries(resourceShapes).map(([name, shape]) => [name, Compile(shape)]))

/** What is wrong with a body that came over the wire: against our own shapes, and against the reference where it is here. */
export function wireProblems(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return ['no object']
  const wire = body as Wire
  if ('error' in wire) return errorProblems(wire['error'] as Wire)
  if (wire['object'] === 'list') return (wire['data'] as unknown[]).flatMap(wireProblems)
  const name = String(wire['object'])
  if (wire['deleted'] === true) return isDeleted(wire) ? [] : [`${name}: deleted with more than that`]
  return [...shapeProblems(name, wire), ...referenceProblems(name, wire)].map((text) => `${name}: ${text}`)
}

/** A deleted object shows what it was and that it is gone, and no more. */
function isDeleted(wire: Wire): boolean {
  return wire['object'] === 'customer' ? deletedCustomer.Check(wire) : Object.keys(wire).length === 3
}

function errorProblems(error: Wire): string[] {
  const inside = [error['payment_intent'], error['payment_method']].filter((part) => part !== undefined)
  return [
    ...(typeof error['type'] === 'string' ? [] : ['an error without type']),
    ...inside.flatMap(wireProblems),
  ]
}

function shapeProblems(name: string, wire: Wire): string[] {
  const shape = shapes.get(name)
  if (shape === undefined) return ['no shape of ours']
  const flat = collapsed(wire)
  const errors = shape.Check(flat) ? [] : shape.Errors(flat)
  const nested = name === 'event' ? wireProblems((wire['data'] as Wire)['object']) : []
  return [...errors.map((error) => `ours ${error.instancePath} ${error.message}`), ...nested]
}

/** The body as it would be with nothing expanded. */
function collapsed(wire: Wire): Wire {
  const flat: Wire = {}
  for (const [name, value] of Object.entries(wire)) {
    if (name === 'refunds') continue
    const isResource = typeof value === 'object' && value !== null && 'id' in value && 'object' in value
    flat[name] = isResource ? value.id : value
  }
  return flat
}

function referenceProblems(name: string, wire: Wire): string[] {
  const named = { [name]: wire }
  if (reference === undefined || reference.Check(named)) return []
  return reference.Errors(named)[1].map((error) => `reference ${error.instancePath} ${error.message}`)
}
